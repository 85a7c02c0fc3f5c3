import { type Html, html, page } from '../html.ts';
import { MAIL_MODES } from '../mail/behaviour.ts';
import type { RunningMail } from '../mail/server.ts';
import type { StoredMail } from '../mail/store.ts';
import { minuteOf } from './minute.ts';

const PLACE = '安澜市居民邮箱';

const MODE_WORDS = {
  normal: '正常',
  slow: '很慢',
  refused: '连不上',
  broken: '每个收件人都答451',
} as const satisfies Record<(typeof MAIL_MODES)[number], string>;

/** The mail server's row on the control page. */
export function mailSection({ behaviour, store, port }: RunningMail): Html {
  const now = behaviour();
  return html`<section class="row"><h3>邮件服务器</h3>
<p><span class="state${now.mode === 'normal' ? '' : ' off'}">${MODE_WORDS[now.mode]}</span>
 <span class="soft">收到 <span class="n">${store.count()}</span> 封，<a href="/mail">看居民邮箱</a>，smtp://127.0.0.1:${port}</span></p>
<details><summary>改变它的表现</summary>
<form class="fields" method="post" action="/control/mail">
<label>表现<select name="mode">${MAIL_MODES.map(
    (mode) =>
      html`<option value="${mode}"${mode === now.mode ? html` selected` : ''}>${MODE_WORDS[mode]}</option>`,
  )}</select></label>
<label>很慢：毫秒<input class="short" name="delayMs" inputmode="numeric" value="${now.delayMs}"></label>
<button>改变邮件服务器</button></form></details></section>`;
}

/** Everybody's mail, or one address's. @param to the address that was asked for; empty is everybody's */
export function inboxPage(messages: readonly StoredMail[], to: string): string {
  const body = html`<h1>居民邮箱</h1>
<p>城市里所有人的信都在这里，真实的邮箱当然各是各的。</p><p><a href="/">回到控制台</a></p>
<form class="fields" method="get" action="/mail" role="search">
<label>收件人<span class="hint">完整的地址，例如 daughter@anlan.example</span><input class="wide" name="to" value="${to}"></label><button>查找</button>
</form>
${messages.length === 0 ? html`<p>没有信。</p>` : mailTable(messages)}`;
  return page(PLACE, PLACE, body);
}

const mailTable = (messages: readonly StoredMail[]) =>
  html`<div class="scroll"><table><caption>最近的 ${messages.length} 封，新的在上</caption>
<thead><tr><th scope="col">时间</th><th scope="col">收件人</th><th scope="col">主题</th><th scope="col">送达次数</th></tr></thead>
<tbody>${messages.map(
    (mail) => html`<tr><td class="n">${minuteOf(mail.at)}</td>
<td>${mail.to.map((address) => html`<a href="/mail?to=${encodeURIComponent(address)}">${address}</a> `)}</td>
<td><a href="/mail/${mail.id}">${mail.subject === '' ? '（没有主题）' : mail.subject}</a></td><td class="n">${mail.times}</td></tr>`,
  )}</tbody></table></div>`;

export function mailPage(mail: StoredMail): string {
  const title = mail.subject === '' ? '（没有主题）' : mail.subject;
  const body = html`<h1>${title}</h1>
<p><a href="/mail">回到居民邮箱</a></p>
<p><span class="soft">发件人</span> ${mail.from}<br><span class="soft">收件人</span> ${mail.to.join('、')}<br>
<span class="soft">收到</span> <time class="n" datetime="${mail.at}">${minuteOf(mail.at)}</time>${mail.times > 1 && html`，同一封信送达了 <span class="n">${mail.times}</span> 次`}</p>
${mail.text === '' ? html`<p class="soft">这封信没有纯文本。</p>` : html`<article aria-label="正文">${paragraphs(mail.text)}</article>`}
<details><summary>邮件头</summary><div class="scroll"><table><caption>按信里的次序，未解码</caption>
<thead><tr><th scope="col">名称</th><th scope="col">内容</th></tr></thead>
<tbody>${mail.headers.map(({ name, value }) => html`<tr><td>${name}</td><td><code>${value}</code></td></tr>`)}</tbody></table></div></details>`;
  return page(`${title} - ${PLACE}`, PLACE, body);
}

/** Lines as they were sent; addresses of web pages can be followed. */
function paragraphs(text: string): Html[] {
  const blocks = text.trim().split(/\r?\n\s*\r?\n/);
  return blocks.map((block) => html`<p>${block.split(/\r?\n/).map((line) => html`${linked(line)}<br>`)}</p>`);
}

function linked(line: string): Html[] {
  return line
    .split(/(https?:\/\/[\w.:/?#@!$&'*+,;=%~[\]-]+)/)
    .map((piece, index) => (index % 2 === 1 ? html`<a href="${piece}">${piece}</a>` : html`${piece}`));
}
