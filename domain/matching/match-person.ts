import type { Step } from '../cleaning/cleaned.ts';
import { cleanIdNumber, mayBe } from '../cleaning/id-number.ts';
import { compareBirth } from '../cleaning/lunar-date.ts';
import { compareNames, type NameLikeness } from '../cleaning/person-name.ts';
import { readRegisterDate } from '../cleaning/register-date.ts';
import { cleanText, narrow } from '../cleaning/written-text.ts';
import { addDays, CivilDate, civilDate } from '../dates.ts';
import { compareDates, isWhole } from '../partial-date.ts';
import type { PersonRef } from '../question.ts';

/** Keys under which rows of a source are matched. */
export type PersonKey = 'id18' | 'id15' | 'name_birth';

/** What a row holds of one person, as written; null where the row has it not. `undefined`: the source has no such column. */
export interface HeldPerson {
  idNumber: string | null | undefined;
  name: string | null | undefined;
  birth: string | null | undefined;
  /** An earlier name in the same register, and since when it is not used. */
  formerName: string | null;
  renamedOn: string | null;
  /** Another number of the same person, and the paper that links the two. */
  formerIdNumber: string | null;
  formerIdEvidence: string | null;
}

export type PersonMatch =
  | { verdict: 'same'; key: PersonKey; steps: readonly PersonStep[] }
  /** `exactNumber`: the row carries the very number that was asked for. */
  | { verdict: 'possible'; reason: string; exactNumber: boolean }
  | { verdict: 'other' };

export interface PersonStep extends Step {
  part: 'idNumber' | 'name' | 'birthDate';
}

/** What a person's number says, whether or not its check character is right. */
export interface NumberFacts {
  full: string;
  birth: CivilDate | null;
  sex: 'male' | 'female';
}

/** The 18 characters of an asked number, and what they say of birth and sex. */
export function readAsked(idNumber: string, today: CivilDate): NumberFacts {
  const full = cleanIdNumber(idNumber, today).value?.full ?? idNumber;
  const birth = CivilDate.safeParse(`${full.slice(6, 10)}-${full.slice(10, 12)}-${full.slice(12, 14)}`);
  return { full, birth: birth.data ?? null, sex: Number(full.charAt(16)) % 2 === 1 ? 'male' : 'female' };
}

/**
 * Whether a row is about the person asked for. The same number and the same name are the same person; a variant of the name,
 * or a number that only may be the same, is possible; name and birth date count only where the source may be searched by
 * them and the row holds no number. Similar never becomes the same.
 */
export function matchPerson(
  asked: PersonRef,
  held: HeldPerson,
  keys: readonly PersonKey[],
  today: CivilDate,
): PersonMatch {
  const facts = readAsked(asked.idNumber, today);
  const written = cleanText(held.idNumber);
  if (written.value === null && written.doubt === null) {
    return byNameAndBirth(asked, facts, held, keys, today);
  }
  const raw = held.idNumber ?? '';
  const number = cleanIdNumber(raw, today);
  const name = nameOf(asked, held, today);
  const birth = checkBirth(facts, held.birth, today);
  if (number.value === null) {
    return unreadableNumber(raw, number.doubt ?? 'id_unreadable', facts, name, birth);
  }
  const { held: digits, full } = number.value;
  if (full !== facts.full) return otherNumber(facts, held, name, raw, keys, today);
  const key = digits.length === 15 ? 'id15' : 'id18';
  if (!keys.includes(key)) return { verdict: 'possible', reason: 'key_not_offered', exactNumber: true };
  if (birth === 'different') return { verdict: 'possible', reason: 'birth_differs', exactNumber: true };
  const steps = number.steps.map((step): PersonStep => ({ ...step, part: 'idNumber' }));
  return byName(name, key, [...steps, ...birth]);
}

function byName(name: NameLikeness, key: PersonKey, steps: readonly PersonStep[]): PersonMatch {
  switch (name.likeness) {
    case 'same':
      return { verdict: 'same', key, steps: [...steps, ...name.steps.map(nameStep)] };
    case 'possible':
      return { verdict: 'possible', reason: name.reason, exactNumber: true };
    case 'missing':
      return { verdict: 'possible', reason: 'name_missing', exactNumber: true };
    case 'different':
      return { verdict: 'possible', reason: 'name_differs', exactNumber: true };
  }
}

/** The row's name, or an earlier one that the same register has struck out on a day; without the day it is only possible. */
function nameOf(asked: PersonRef, held: HeldPerson, today: CivilDate): NameLikeness {
  if (held.name === undefined) return { likeness: 'same', steps: [] };
  const now = compareNames(asked.name, held.name);
  if (now.likeness !== 'different' || held.formerName === null) return now;
  const before = compareNames(asked.name, held.formerName);
  if (before.likeness !== 'same') return before;
  const since = readRegisterDate(held.renamedOn, { from: civilDate(1900, 1, 1), to: today, expected: null });
  if (since.value === null) return { likeness: 'possible', reason: 'former_name_undated' };
  return { likeness: 'same', steps: [{ reason: 'former_name', raw: held.formerName, clean: asked.name }] };
}

/** Where the number shows nothing at all, the name and the birth date can still say that it may be the person's row. */
function unreadableNumber(
  raw: string,
  doubt: string,
  facts: NumberFacts,
  name: NameLikeness,
  birth: PersonStep[] | 'different',
): PersonMatch {
  const isBlank = !/\d{6}/.test(narrow(raw).value) && name.likeness === 'same' && birth !== 'different';
  const isPossible = isBlank || (mayBe(raw, facts.full) && name.likeness !== 'different');
  return isPossible ? { verdict: 'possible', reason: doubt, exactNumber: false } : { verdict: 'other' };
}

/** Another number: the row of another person, unless the register links the two numbers, or only check characters differ. */
function otherNumber(
  facts: NumberFacts,
  held: HeldPerson,
  name: NameLikeness,
  raw: string,
  keys: readonly PersonKey[],
  today: CivilDate,
): PersonMatch {
  const former = held.formerIdNumber === null ? null : cleanIdNumber(held.formerIdNumber, today).value;
  if (former?.full === facts.full) {
    const key = former.held.length === 15 ? 'id15' : 'id18';
    const proven = cleanText(held.formerIdEvidence).value !== null && keys.includes(key);
    if (!proven) return { verdict: 'possible', reason: 'second_number_unproven', exactNumber: true };
    return byName(name, key, [{ part: 'idNumber', reason: 'second_number', raw, clean: facts.full }]);
  }
  const mistyped = mayBe(raw, facts.full) && name.likeness === 'same';
  return mistyped
    ? { verdict: 'possible', reason: 'id_check_digit', exactNumber: false }
    : { verdict: 'other' };
}

function byNameAndBirth(
  asked: PersonRef,
  facts: NumberFacts,
  held: HeldPerson,
  keys: readonly PersonKey[],
  today: CivilDate,
): PersonMatch {
  if (held.name === undefined || facts.birth === null) return { verdict: 'other' };
  const name = nameOf(asked, held, today);
  if (name.likeness === 'different' || name.likeness === 'missing') return { verdict: 'other' };
  const birth = checkBirth(facts, held.birth, today);
  if (birth === 'different') return { verdict: 'other' };
  const unsure = (reason: string): PersonMatch => ({ verdict: 'possible', reason, exactNumber: false });
  if (name.likeness === 'possible') return unsure(name.reason);
  if (!keys.includes('name_birth')) return unsure('key_not_offered');
  const whole = readRegisterDate(held.birth ?? null, around(facts.birth)).value;
  if (whole === null || whole !== facts.birth) return unsure('birth_not_exact');
  return { verdict: 'same', key: 'name_birth', steps: [...birth, ...name.steps.map(nameStep)] };
}

/** The birth date beside a number: that of the number wins; farther off than lunar figures can lie it is another person's. */
function checkBirth(
  facts: NumberFacts,
  raw: string | null | undefined,
  today: CivilDate,
): PersonStep[] | 'different' {
  if (raw === undefined || raw === null || facts.birth === null || facts.birth > today) return [];
  const read = readRegisterDate(raw, around(facts.birth));
  const steps = read.steps.map((step): PersonStep => ({ ...step, part: 'birthDate' }));
  if (read.value === null) return steps;
  if (!isWhole(read.value)) return compareDates(read.value, facts.birth) === 'unknown' ? steps : 'different';
  const likeness = compareBirth(read.value, facts.birth);
  if (likeness === 'different') return 'different';
  if (likeness === 'same') return steps;
  const reason = likeness === 'lunar' ? 'lunar_date' : 'birth_near_id';
  return [...steps, { part: 'birthDate', reason, raw, clean: facts.birth }];
}

/** When a birth date beside this one can be: as far off as lunar figures lie. */
export function around(birth: CivilDate): { from: CivilDate; to: CivilDate; expected: CivilDate } {
  return { from: addDays(birth, -60), to: addDays(birth, 60), expected: birth };
}

function nameStep(step: Step): PersonStep {
  return { ...step, part: 'name' };
}
