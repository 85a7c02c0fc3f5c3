import { getEvidenceType, getService } from '#catalogue/index.ts';
import type { CasePage } from './case-page.ts';
import type { Asked, BankLine, Dues, Mail } from './control.ts';

/** All that a demonstration has seen. */
export type Seen = {
  readonly title: string;
  readonly filedAt: Date;
  readonly asked: readonly Asked[];
  readonly cases: readonly CasePage[];
  /** Services whose cases waited for persons. */
  readonly byPersons: readonly string[];
  readonly dues: Dues;
  readonly payments: readonly BankLine[];
  readonly mail: readonly Mail[];
  /** From the click on 提交申请: until the page showed a decision on everything that the system decides, and until the end. */
  readonly seconds: { readonly decided: number; readonly whole: number };
};

/** How the page marks an answer that another case of the application had asked for. */
const REUSED = '（一并查询）';

const yuan = (fen: number) => (fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2 });
const titleOf = (service: string) => getService(service).shortTitle['zh-CN'];
const pad = (text: string | number, width: number) => String(text).padStart(width);

/** What was asked of whom, what it came to, and how long it took, line by line. */
export function report(seen: Seen): string[] {
  return [
    '',
    `${seen.title}：filed ${seen.filedAt.toISOString()}`,
    '',
    'Asked (as the departments wrote it down; milliseconds after filing)',
    ...seen.asked.map((line) => `  ${pad(since(seen, line.at), 6)} ms  ${askedLine(line)}`),
    '',
    'Decided',
    ...seen.cases.flatMap((found) => caseLines(seen, found)),
    '',
    'Paid by the bank',
    ...(seen.payments.length === 0
      ? ['  nothing']
      : seen.payments.map((line) => `  ${yuan(line.amountFen)}  ${line.result}`)),
    '',
    'Mail that the resident got',
    ...(seen.mail.length === 0
      ? ['  none: no address is known']
      : seen.mail.map((mail) => `  ${mail.subject}`)),
    '',
    ...sums(seen),
  ];
}

function askedLine({ department, evidence, fields, outcome }: Asked): string {
  return `${department}  ${evidence} ${getEvidenceType(evidence).title['zh-CN']} [${fields.join(', ')}]  ${outcome}`;
}

const since = ({ filedAt }: Seen, at: string | Date) => new Date(at).getTime() - filedAt.getTime();

function caseLines(seen: Seen, found: CasePage): string[] {
  const when = found.decidedAt === null ? 'open' : `${since(seen, found.decidedAt)} ms`;
  const amount = found.fen === null ? 'nothing' : yuan(found.fen);
  const right = isRight(seen.dues, found)
    ? 'as it should be'
    : `WRONG, due is ${dueWords(seen.dues, found.service)}`;
  return [`  ${pad(when, 9)}  ${titleOf(found.service)}  ${amount}  (${found.heading}; ${right})`];
}

function dueWords(dues: Dues, service: string): string {
  const due = dues[service];
  return due?.kind === 'due' ? yuan(due.fen) : 'nothing';
}

/** Whether a case came out as the make-believe city reckons it. */
export function isRight(dues: Dues, { service, fen, isOpen }: CasePage): boolean {
  const due = dues[service];
  return !isOpen && (due?.kind === 'due' ? due.fen : null) === fen;
}

/** The papers that nobody had to bring, each once. */
export function papersSpared(cases: readonly CasePage[]): string[] {
  const papers = cases.flatMap(({ asked }) => asked.map(({ paper }) => paper));
  return [...new Set(papers.filter((paper) => paper !== '' && paper !== '无'))];
}

/** From the first to the last of some moments, in seconds. */
function span(seconds: readonly number[] = []): string {
  if (seconds.length === 0) return 'nothing decided';
  const [first, last] = [Math.min(...seconds).toFixed(1), Math.max(...seconds).toFixed(1)];
  return first === last ? `decided after ${first}` : `decided after ${first} to ${last}`;
}

function sums(seen: Seen): string[] {
  const reused = seen.cases
    .flatMap(({ asked }) => asked)
    .filter(({ thing }) => thing.includes(REUSED)).length;
  const papers = papersSpared(seen.cases);
  const [system, persons] = [false, true].map((byPersons) =>
    seen.cases
      .filter(({ service }) => seen.byPersons.includes(service) === byPersons)
      .flatMap(({ decidedAt }) => (decidedAt === null ? [] : [since(seen, decidedAt) / 1000])),
  );
  return [
    `Questions: ${seen.asked.length} sent to ${new Set(seen.asked.map(({ department }) => department)).size} departments; ${reused} answers used again by another case of the application`,
    `Papers spared: ${papers.length} (${papers.join('; ')})`,
    `Seconds from filing: ${span(system)} by the system, ${span(persons)} by persons`,
    `Seconds from the click: ${seen.seconds.decided.toFixed(1)} until the pages showed all that the system decides, ${seen.seconds.whole.toFixed(1)} until they showed the end`,
  ];
}

/** Every case that the city knows something due in was decided to the fen, and the bank has paid all of it. */
export function isAsExpected({ cases, dues, payments }: Seen): boolean {
  const owed = Object.entries(dues).filter(([, due]) => due.kind === 'due');
  const isComplete = owed.every(([service]) => cases.some((found) => found.service === service));
  const granted = cases.filter(({ service }) => getService(service).direction === 'pay');
  const sum = (list: readonly (number | null)[]) =>
    list.reduce<number>((total, fen) => total + (fen ?? 0), 0);
  const paid = payments.filter(({ result }) => result === 'paid').map(({ amountFen }) => amountFen);
  const isPaid = sum(paid) === sum(granted.map(({ fen }) => fen));
  return isComplete && isPaid && cases.every((found) => isRight(dues, found));
}
