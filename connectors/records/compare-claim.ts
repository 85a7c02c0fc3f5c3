import { type Cleaned, certain, doubtful } from '#domain/cleaning/cleaned.ts';
import { cleanIdNumber, mayBe } from '#domain/cleaning/id-number.ts';
import { compareNames } from '#domain/cleaning/person-name.ts';
import { readRegisterDate } from '#domain/cleaning/register-date.ts';
import { compareAddresses } from '#domain/cleaning/written-address.ts';
import { readFigure } from '#domain/cleaning/written-number.ts';
import { cleanText } from '#domain/cleaning/written-text.ts';
import { type CivilDate, civilDate } from '#domain/dates.ts';
import { compareDates } from '#domain/partial-date.ts';
import type { Question } from '#domain/question.ts';

/** Claims that stand in the question itself: `first.idNumber`, `second.name`. */
const OF_SUBJECT = /^(first|second)\.(idNumber|name)$/;

/** Which of the question's persons a claim names, if it names one: 0 or 1. */
export function subjectOfClaim(claim: string): number | undefined {
  const match = OF_SUBJECT.exec(claim);
  return match ? ['first', 'second'].indexOf(match[1] ?? '') : undefined;
}

/**
 * Whether what a question claims equals what a column holds, both cleaned. Null where the column has nothing; a doubt where
 * they are only alike, where one leaves out a part, or where the question claims nothing: no is said only where it is sure.
 */
export function compareClaim(
  claim: string,
  question: Question,
  raw: string | null,
  today: CivilDate,
): Cleaned<boolean> {
  const held = cleanText(raw);
  if (held.value === null) return { ...held, value: null };
  const asked = claimOf(claim, question);
  if (asked === undefined) return doubtful('claim_missing', '');
  const likeness = compare(claim, asked, held.value, today);
  if (likeness === 'unknown') return doubtful('claim_only_alike', held.value, held.steps);
  return certain(likeness === 'same', held.steps);
}

function claimOf(claim: string, { given, subjects }: Question): string | undefined {
  const subject = subjectOfClaim(claim);
  if (subject === undefined) return Object.hasOwn(given, claim) ? given[claim] : undefined;
  const person = subjects[subject];
  return claim.endsWith('.name') ? person?.name : person?.idNumber;
}

type Likeness = 'same' | 'different' | 'unknown';

function compare(claim: string, asked: string, held: string, today: CivilDate): Likeness {
  const number = cleanIdNumber(asked, today).value;
  if (number !== null) return compareNumbers(number.full, held, today);
  const dates = compareAsDates(asked, held, today);
  if (dates !== undefined) return dates;
  const [one, other] = [readFigure(asked.trim()), readFigure(held)];
  // Account and document numbers begin with zeros; amounts do not.
  const isAmount = !/^0\d/.test(asked.trim()) && !/^0\d/.test(held);
  if (isAmount && one !== undefined && other !== undefined) return one.equals(other) ? 'same' : 'different';
  if (/address$/i.test(claim)) return compareAddresses(asked, held);
  const names = compareNames(asked, held);
  if (names.likeness === 'same' || names.likeness === 'different') return names.likeness;
  return 'unknown';
}

function compareNumbers(asked: string, raw: string, today: CivilDate): Likeness {
  const held = cleanIdNumber(raw, today).value;
  if (held?.full === asked) return 'same';
  return mayBe(raw, asked) ? 'unknown' : 'different';
}

/** Only where the claim is written as a date: a plain number is none. */
function compareAsDates(asked: string, held: string, today: CivilDate): Likeness | undefined {
  if (!/^\d{4}-\d{2}(-\d{2})?$/.test(asked)) return undefined;
  const window = { from: civilDate(1800, 1, 1), to: today, expected: null };
  const [one, other] = [readRegisterDate(asked, window).value, readRegisterDate(held, window).value];
  if (one === null) return undefined;
  if (other === null) return 'unknown';
  if (one === other) return 'same';
  const order = compareDates(one, other);
  return order === 'before' || order === 'after' ? 'different' : order;
}
