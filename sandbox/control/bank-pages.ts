import { BANK_MODES, type BankBehaviour } from '../bank/behaviour.ts';
import type { LedgerLine } from '../bank/ledger.ts';
import type { BounceReason, LineResult } from '../bank/protocol.ts';
import type { RunningBank } from '../bank/server.ts';
import { type Html, html, page } from '../html.ts';
import { minuteOf } from './minute.ts';

const NAME = '安澜农商银行代发系统';

const MODE_WORDS = {
  normal: '正常',
  slow: '很慢',
  refused: '连不上',
  broken: '维护中（503）',
  lost_answer: '已受理，但答复丢失',
  hold: '受理后不入账',
} as const satisfies Record<(typeof BANK_MODES)[number], string>;

const RESULT_WORDS = {
  pending: '处理中',
  paid: '已入账',
  bounced: '已退回',
} as const satisfies Record<LineResult['result'], string>;

const REASON_WORDS = {
  no_such_account: '没有这个账户',
  name_mismatch: '户名不符',
  account_closed: '账户已销户',
  duplicate_order: '付款编号重复',
} as const satisfies Record<BounceReason, string>;

/** The bank's row on the control page. */
export function bankSection({ behaviour, ledger, url }: RunningBank): Html {
  const now = behaviour();
  const closed = ledger().listClosed();
  return html`<section class="row"><h3>${NAME}</h3>
<p><span class="state${now.mode === 'normal' ? '' : ' off'}">${MODE_WORDS[now.mode]}</span>
 <span class="soft"><a href="/bank">看银行流水</a>，${url}</span></p>
${closed.length > 0 && html`<p class="soft">已销户：<span class="n">${closed.join('、')}</span></p>`}
<details><summary>改变它的表现</summary>${behaviourForm(now)}${accountForm()}</details></section>`;
}

const behaviourForm = (now: BankBehaviour) => html`<form class="fields" method="post" action="/control/bank">
<label>表现<select name="mode">${BANK_MODES.map(
  (mode) =>
    html`<option value="${mode}"${mode === now.mode ? html` selected` : ''}>${MODE_WORDS[mode]}</option>`,
)}</select></label>
<label>很慢：毫秒<input class="short" name="delayMs" inputmode="numeric" value="${now.delayMs}"></label>
<label>受理到入账：毫秒<input class="short" name="settleMs" inputmode="numeric" value="${now.settleMs}"></label>
<button>改变${NAME}</button></form>`;

const accountForm = () => html`<form class="fields" method="post" action="/control/bank/accounts">
<label>账号<input name="account" inputmode="numeric" maxlength="40" required></label>
<label>从此<select name="closed"><option value="true">销户</option><option value="false">恢复</option></select></label>
<button>改变账户</button></form>`;

/** Every payment that the bank was given, as its own book has it. */
export function statementPage(lines: readonly LedgerLine[]): string {
  const paidFen = lines.reduce((sum, line) => sum + (line.result === 'paid' ? line.amountFen : 0), 0);
  const body = html`<h1>${NAME}：流水</h1>
<p>这是银行自己记的，不是平台记的；两边可以对账。</p><p><a href="/">回到控制台</a></p>
<p>已入账合计 <b class="n">${yuan(paidFen)}</b> 元。</p>
<div class="scroll"><table><caption>最近的 ${lines.length} 笔，新的在上</caption>
<thead><tr><th scope="col">受理</th><th scope="col">收款人</th><th scope="col">金额（元）</th><th scope="col">批次、付款编号和附言</th><th scope="col">结果</th></tr></thead>
<tbody>${lines.map(
    (line) => html`<tr><td class="n">${minuteOf(line.acceptedAt)}</td>
<td>${line.name}<br><span class="n whole">${line.account}</span></td><td class="n whole">${yuan(line.amountFen)}</td>
<td><span class="n soft">${line.batch}<br>${line.order}</span><br>${line.memo}</td><td>${resultWords(line)}</td></tr>`,
  )}</tbody></table></div>`;
  return page(`${NAME}的流水`, NAME, body);
}

function resultWords({ result, reason, reference, at }: LedgerLine): Html {
  return html`${RESULT_WORDS[result]}${reason && html`：${REASON_WORDS[reason]}`}
${reference && html`<br><span class="n soft">${reference}</span>`}${at && html`<br><span class="n soft">${minuteOf(at)}</span>`}`;
}

const yuan = (fen: number) => (fen / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2 });
