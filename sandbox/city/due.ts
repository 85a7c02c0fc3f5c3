import parameters from '../reference/parameters.json' with { type: 'json' };
import { benefitFor } from './benefit.ts';
import type { Story } from './cast/story.ts';
import { monthsThrough } from './dates.ts';
import { FUNERAL_ITEMS, type Funeral, type FuneralItem } from './funerals.ts';
import type { Death, Insurance, Person } from './person.ts';

/** The services of the bundle, in the order in which their cases stand; the last is drafted only where something is owed. */
export type DueCase =
  | 'survivor-benefit'
  | 'personal-account'
  | 'resident-pension'
  | 'funeral-service'
  | 'pension-repayment';

/** What is truly due for a death, in whole fen by item, or why nothing is. A repayment is due to the fund. */
export type Due =
  | { kind: 'due'; items: Readonly<Record<string, number>>; fen: number }
  | {
      kind: 'nothing';
      because:
        | 'scheme'
        | 'work_injury'
        | 'already_paid'
        | 'not_kin'
        | 'nothing_left'
        | 'nothing_overpaid'
        | 'netted_off'
        | 'no_sheet'
        | 'not_local';
    };
export type Dues = Readonly<Record<DueCase, Due>>;

/**
 * What each case of the bundle comes to by what is true, whether or not any record can show it. Reckoned here on its own, so
 * that the product's rules can be compared with it: 社会保险法 art. 14 and 17, 人社部发〔2021〕18号, 社会保险经办条例 art. 46, and
 * the local figures of the reference data. The pension fund's funeral grant is taken to be chosen (社会保险法 art. 49).
 */
export function duesFor(deceased: Person, death: Death, kinship: Story['kinship']): Dues {
  const { insurance } = deceased;
  const isKin = kinship !== 'child_in_law' && kinship !== 'former_spouse';
  const overpaidFen = overpaid(death, insurance);
  const balanceFen = insurance?.balanceFen ?? 0;
  const offsetFen = wordOf('overpay.offset', death.date) === 'NONE' ? 0 : Math.min(balanceFen, overpaidFen);
  const leftFen = balanceFen - offsetFen;
  return {
    'survivor-benefit': survivorsDue(death, insurance, isKin),
    'personal-account': accountDue(insurance, leftFen, isKin),
    'resident-pension': residentsDue(death, insurance, leftFen, isKin),
    'funeral-service': servicesDue(deceased, death, isKin),
    'pension-repayment':
      overpaidFen > offsetFen ? due({ repayment: overpaidFen - offsetFen }) : nothing('nothing_overpaid'),
  };
}

function due(items: Record<string, number>): Due {
  return { kind: 'due', items, fen: Object.values(items).reduce((sum, fen) => sum + fen, 0) };
}

function nothing(because: Extract<Due, { kind: 'nothing' }>['because']): Due {
  return { kind: 'nothing', because };
}

function survivorsDue(death: Death, insurance: Insurance | null, isKin: boolean): Due {
  if (insurance?.scheme !== 'EMPLOYEE') return nothing('scheme');
  if (death.injury === 'RECOGNISED') return nothing('work_injury');
  if (death.survivorsPaid) return nothing('already_paid');
  if (!isKin) return nothing('not_kin');
  const { funeralFen, gratuityFen } = benefitFor(death.date, insurance);
  return due({ funeral: funeralFen, gratuity: gratuityFen });
}

function accountDue(insurance: Insurance | null, leftFen: number, isKin: boolean): Due {
  if (insurance?.scheme !== 'EMPLOYEE') return nothing('scheme');
  if (leftFen === 0) return nothing('nothing_left');
  return isKin ? due({ balance: leftFen }) : nothing('not_kin');
}

function residentsDue(death: Death, insurance: Insurance | null, leftFen: number, isKin: boolean): Due {
  if (insurance?.scheme !== 'RESIDENT') return nothing('scheme');
  if (!isKin) return nothing('not_kin');
  const items = { funeral: funeralGrant(death.date, insurance), balance: leftFen };
  return items.funeral + items.balance > 0 ? due(items) : nothing('nothing_left');
}

function funeralGrant(date: string, insurance: Insurance): number {
  const fifteenYears = insurance.oldMonths + insurance.newMonths >= 180;
  switch (wordOf('f2.scheme', date)) {
    case 'FIXED':
      return fenOf('f2.fixed', date);
    case 'BY_YEARS':
      return fenOf(fifteenYears ? 'f2.byYears.from15' : 'f2.byYears.below15', date);
    case 'MONTHS_OF_BASIC_PENSION':
      return Number(wordOf('f2.months', date)) * fenOf('f2.basicPension', date);
    default:
      return 0;
  }
}

/** Pensions paid for months after the one of the death. */
function overpaid(death: Death, insurance: Insurance | null): number {
  const pension = insurance?.pension;
  if (!pension) return 0;
  const months = monthsThrough(death.date.slice(0, 7), pension.paidThrough) - 1;
  return Math.max(0, months) * pension.monthlyFen;
}

function servicesDue(deceased: Person, death: Death, isKin: boolean): Due {
  const { funeral } = death;
  if (funeral?.nettedOff) return nothing('netted_off');
  if (!funeral || funeral.sheet === 'missing') return nothing('no_sheet');
  if (wordOf('f3.who', death.date) === 'HUKOU' && !isLocal(deceased)) return nothing('not_local');
  return isKin ? refund(funeral, death.date, receivesWelfare(deceased)) : nothing('not_kin');
}

function isLocal({ relation, movedOut }: Person): boolean {
  return relation !== '' && movedOut === null;
}

function receivesWelfare({ welfare }: Person): boolean {
  return welfare !== null && welfare.ended?.because !== 'income';
}

/** Each service at most at its price for at most its units; `fen` at most the total, which the items do not show. */
function refund(funeral: Funeral, date: string, welfare: boolean): Due {
  const items: Record<string, number> = {};
  for (const item of FUNERAL_ITEMS) items[item] = allowed(funeral, item, date);
  const cap = fenOf(welfare ? 'f3.totalCap.welfare' : 'f3.totalCap', date);
  const sum = due(items);
  return sum.kind === 'due' && sum.fen > cap ? { ...sum, fen: cap } : sum;
}

function allowed(funeral: Funeral, item: FuneralItem, date: string): number {
  const line = funeral.lines.find((candidate) => candidate.item === item);
  if (!line) return 0;
  const units = Math.min(line.quantity, Number(wordOf(`f3.${item}.max`, date)));
  return Math.min(line.fen, fenOf(`f3.${item}.price`, date) * units);
}

function wordOf(key: string, date: string): string {
  const row = parameters.find(
    (entry) =>
      entry.key === key && entry.validFrom <= date && (entry.validTo === null || entry.validTo >= date),
  );
  if (!row) throw new RangeError(`no ${key} on ${date}`);
  return row.value;
}

function fenOf(key: string, date: string): number {
  return Math.round(Number(wordOf(key, date)) * 100);
}
