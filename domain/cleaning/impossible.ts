import { addDays, type CivilDate, type CivilMonth, daysBetween, monthOf, yearOf } from '../dates.ts';
import { compareDates, type PartialDate, spanOf } from '../partial-date.ts';

/** What a row says about one person besides what was asked; null where it does not. */
export interface LifeDates {
  birth: PartialDate | null;
  death: PartialDate | null;
  sex: 'male' | 'female' | null;
  idSex: 'male' | 'female' | null;
  idBirth: CivilDate | null;
  parentBirth: PartialDate | null;
  parentDeath: PartialDate | null;
  lastPaid: CivilMonth | null;
  /** Whether the row calls the person alive, insured or receiving. */
  active: boolean | null;
  today: CivilDate;
}

/** Days after a father's death within which his child can still be born. */
const POSTHUMOUS_DAYS = 300;
const LUNAR_SPREAD_DAYS = 60;
const OLDEST_YEARS = 130;

/**
 * Each thing that cannot be as the row says, as a machine word. Old registers have errors made at issue: a person looks at
 * them, no program rejects or repairs.
 */
export function listImpossible(life: LifeDates): string[] {
  const { birth, death, parentBirth, parentDeath, today } = life;
  const rules: readonly [string, boolean][] = [
    ['sex_differs_from_id', life.sex !== null && life.idSex !== null && life.sex !== life.idSex],
    ['birth_differs_from_id', isFar(birth, life.idBirth)],
    ['death_before_birth', isBefore(death, birth ?? life.idBirth)],
    ['death_in_future', isBefore(today, death)],
    ['birth_in_future', isBefore(today, birth)],
    ['older_than_parent', isBefore(birth ?? life.idBirth, parentBirth)],
    ['born_after_parent_death', isBefore(latestBirth(parentDeath), birth ?? life.idBirth)],
    [
      'life_too_long',
      birth !== null && yearOf(today) - Number(birth.slice(0, 4)) > OLDEST_YEARS && death === null,
    ],
    ['status_drift', death !== null && (life.active === true || paidAfter(life.lastPaid, death))],
  ];
  return rules.filter(([, broken]) => broken).map(([word]) => word);
}

function isBefore(one: PartialDate | null, other: PartialDate | null): boolean {
  return one !== null && other !== null && compareDates(one, other) === 'before';
}

/** Beyond what a lunar date written as a solar one can differ by. */
function isFar(birth: PartialDate | null, inNumber: CivilDate | null): boolean {
  if (birth === null || inNumber === null) return false;
  const { first, last } = spanOf(birth);
  return daysBetween(last, inNumber) > LUNAR_SPREAD_DAYS || daysBetween(inNumber, first) > LUNAR_SPREAD_DAYS;
}

function latestBirth(parentDeath: PartialDate | null): PartialDate | null {
  return parentDeath === null ? null : addDays(spanOf(parentDeath).last, POSTHUMOUS_DAYS);
}

/** Paid for a month that began after the death. */
function paidAfter(lastPaid: CivilMonth | null, death: PartialDate): boolean {
  return lastPaid !== null && lastPaid > monthOf(spanOf(death).last);
}
