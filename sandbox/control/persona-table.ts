import type { Truth } from '../city/truth.ts';
import { type Html, html } from '../html.ts';

const OUTCOME_WORDS: Readonly<Record<Truth['outcome']['kind'], string>> = {
  granted: '应当发放',
  not_payable: '不应发放',
  open: '数据不能单独确定',
};

/** What the other cases of the bundle come to, where something is due. */
const DUE_WORDS = [
  ['personal-account', '个人账户余额'],
  ['resident-pension', '城乡居民养老保险'],
  ['funeral-service', '殡葬基本服务费退还'],
  ['pension-repayment', '应退多发养老金'],
] as const satisfies readonly (readonly [keyof NonNullable<Truth['dues']>, string])[];

export type PersonaRow = {
  key: string;
  title: string;
  note: string;
  claimant: string;
  claimantNumber: string;
  card: string;
  deceased: string;
  deceasedNumber: string;
  truth: Truth;
};

/** Whom to sign in as, and what would be right. */
export function personaTable(personas: readonly PersonaRow[]): Html {
  return html`<table><caption>申请人和逝者；结果是按生成时的真相算的，不是平台算的</caption>
<thead><tr><th scope="col">故事</th><th scope="col">申请人</th><th scope="col">逝者</th><th scope="col">真相</th></tr></thead>
<tbody>${personas.map(
    (row) => html`<tr><td><b>${row.title}</b><br><span class="soft">${row.note}</span></td>
<td>${row.claimant}<br><span class="n">${row.claimantNumber}</span><br><span class="n whole"><span class="soft">账号</span> ${row.card}</span></td>
<td>${row.deceased}<br><span class="n">${row.deceasedNumber}</span></td><td>${truthWords(row.truth)}</td></tr>`,
  )}</tbody></table>`;
}

function truthWords({ outcome, dues }: Truth): Html {
  return html`${survivorsWords(outcome)}${DUE_WORDS.map(([name, word]) => {
    const due = dues?.[name];
    return due?.kind === 'due' ? html`<br>${word} <span class="n">${yuan(due.fen)}</span> 元` : html``;
  })}`;
}

const yuan = (fen: number) => (fen / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2 });

function survivorsWords(outcome: Truth['outcome']): Html {
  const word = OUTCOME_WORDS[outcome.kind];
  if (outcome.kind !== 'granted') return html`${word}`;
  return html`${word}<br>丧葬补助金 <span class="n">${yuan(outcome.benefit.funeralFen)}</span> 元<br>抚恤金 <span class="n">${yuan(outcome.benefit.gratuityFen)}</span> 元`;
}
