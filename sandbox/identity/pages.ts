import type { Story } from '../city/cast/story.ts';
import type { Person } from '../city/person.ts';
import { type Html, html, page } from '../html.ts';
import type { Staff } from './staff.ts';

const PLACE = '江岚省统一身份认证';

export type ListedPerson = { person: Person; story: Pick<Story, 'title'> | undefined };

const tabs = (uid: string, current: 'resident' | 'staff') => html`<nav aria-label="登录方式">
<a href="/sign-in/${uid}"${current === 'resident' ? html` aria-current="page"` : ''}>居民登录</a>
<a href="/sign-in/${uid}/staff"${current === 'staff' ? html` aria-current="page"` : ''}>工作人员登录</a>
</nav>`;

const failure = (message: string | undefined): Html =>
  message ? html`<div class="notice error" role="alert"><p><b>${message}</b></p></div>` : html``;

const cancel = (uid: string) =>
  html`<form method="post" action="/sign-in/${uid}/cancel"><button>不登录，返回</button></form>`;

export function residentPage(
  uid: string,
  query: string,
  people: readonly ListedPerson[],
  message?: string,
): string {
  const body = html`<h1>居民登录</h1>
${tabs(uid, 'resident')}
${failure(message)}
<form class="stack narrow" method="post" action="/sign-in/${uid}/resident">
<label>公民身份号码或居住证号码<span class="hint">18位，最后一位可能是X</span>
<input name="idNumber" autocomplete="off" inputmode="text" maxlength="18" required></label>
<p><button class="main">获取短信验证码</button></p>
</form>
<h2>演示人物</h2>
<p class="soft">真实的平台上没有这一段。选一个人，就用他的号码登录。</p>
<form class="fields" method="get" action="/sign-in/${uid}" role="search">
<label>姓名、号码或故事<input class="wide" name="q" value="${query}"></label><button>查找</button>
</form>
<ul class="people">${people.map((listed) => personRow(uid, listed))}</ul>
${people.length === 0 && html`<p>没有找到。去世的人和不满16周岁的人不能登录。</p>`}
${cancel(uid)}`;
  return page(`居民登录 - ${PLACE}`, PLACE, body);
}

const personRow = (uid: string, { person, story }: ListedPerson) => html`<li class="row"><div>
<b>${person.name}</b> <span class="n soft">${person.idNumber}</span>${story && html`<br><span class="soft">${story.title}</span>`}</div>
<form method="post" action="/sign-in/${uid}/resident"><input type="hidden" name="idNumber" value="${person.idNumber}">
<button aria-label="以${person.name}（${person.idNumber}）登录">以此人登录</button></form></li>`;

export function smsPage(uid: string, code: string, message?: string): string {
  const body = html`<h1>输入短信验证码</h1>
${failure(message)}
<div class="notice"><p><b>演示环境不发短信。</b>本应发到手机的验证码是 <code class="n">${code}</code>。</p></div>
${codeForm(uid, '短信验证码')}`;
  return page(`短信验证码 - ${PLACE}`, PLACE, body);
}

export function staffPage(uid: string, staff: readonly Staff[], message?: string): string {
  const body = html`<h1>工作人员登录</h1>
${tabs(uid, 'staff')}
${failure(message)}
<form class="stack narrow" method="post" action="/sign-in/${uid}/staff">
<label>工号<input name="number" autocomplete="username" required></label>
<label>口令<input name="password" type="password" autocomplete="current-password" required></label>
<p><button class="main">下一步：动态口令</button></p>
</form>
<h2>演示工作人员</h2>
<div class="scroll"><table><caption>真实的平台上没有这张表</caption>
<thead><tr><th scope="col">工号</th><th scope="col">姓名</th><th scope="col">岗位</th><th scope="col">口令</th></tr></thead>
<tbody>${staff.map(
    (member) =>
      html`<tr><td class="n">${member.number}</td><td>${member.name}</td><td>${member.post}</td><td><code>${member.password}</code></td></tr>`,
  )}</tbody></table></div>
${cancel(uid)}`;
  return page(`工作人员登录 - ${PLACE}`, PLACE, body);
}

export function otpPage(uid: string, member: Staff, code: string, message?: string): string {
  const body = html`<h1>输入动态口令</h1>
${failure(message)}
<div class="notice"><p><b>演示环境代替您的验证器。</b>此刻的动态口令是 <code class="n">${code}</code>；也可以把密钥
<code>${member.otpSecret}</code> 加进验证器。</p></div>
${codeForm(uid, '动态口令')}`;
  return page(`动态口令 - ${PLACE}`, PLACE, body);
}

const codeForm = (
  uid: string,
  label: string,
) => html`<form class="stack narrow" method="post" action="/sign-in/${uid}/code">
<label>${label}<span class="hint">6位数字</span>
<input name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="6" required></label>
<p><button class="main">登录</button></p>
</form>
${cancel(uid)}`;

export function lostPage(): string {
  const body = html`<h1>这次登录已经过期</h1><p>请回到办事页面，重新点“登录”。</p>`;
  return page(`登录已过期 - ${PLACE}`, PLACE, body);
}

/** For faults of the portal's request, in the protocol's own words. */
export function failedPage(reason: string): string {
  const body = html`<h1>不能登录</h1><p>办事平台发来的登录请求有误，不是您操作错了。</p><p class="soft" lang="en">${reason}</p>`;
  return page(`不能登录 - ${PLACE}`, PLACE, body);
}
