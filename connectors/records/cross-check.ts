import { listImpossible } from '#domain/cleaning/impossible.ts';
import { isCollective } from '#domain/cleaning/occupancy.ts';
import { readRegisterDate } from '#domain/cleaning/register-date.ts';
import { CivilMonth } from '#domain/dates.ts';
import { around, type NumberFacts } from '#domain/matching/match-person.ts';
import type { PartialDate } from '#domain/partial-date.ts';
import type { SourceRow } from '../contract.ts';
import { type Reading, readWellKnown, readWellKnownDate } from './read-column.ts';
import { findMapping, type WellKnownField } from './well-known-fields.ts';

export function isDead(row: SourceRow, reading: Reading): boolean {
  return (
    readWellKnownDate('deathDate', row, reading) !== null ||
    readWellKnown('cancelledForDeath', row, reading) === true
  );
}

/** What cannot be as a row says, as machine words. @param person whose row it is */
export function listOdd(row: SourceRow, reading: Reading, person: NumberFacts): string[] {
  const active = readWellKnown('active', row, reading);
  const impossible = listImpossible({
    birth: readBirth(row, reading, person),
    death: readWellKnownDate('deathDate', row, reading),
    sex: sexOf(readWellKnown('sex', row, reading)),
    idSex: person.sex,
    idBirth: person.birth,
    parentBirth: readWellKnownDate('parentBirthDate', row, reading),
    parentDeath: readWellKnownDate('parentDeathDate', row, reading),
    lastPaid: CivilMonth.safeParse(readWellKnown('lastPaidMonth', row, reading)).data ?? null,
    active: typeof active === 'boolean' ? active : null,
    today: reading.today,
  });
  const cancelled = readWellKnown('cancelledForDeath', row, reading) === true && active === true;
  return cancelled ? [...new Set([...impossible, 'status_drift'])] : impossible;
}

/**
 * Kinship is read from two relations to one head, in a household that is somebody's home.
 * @returns `doubt` where it cannot be; `remarks` where it can, but something is to be told
 */
export function checkHousehold(
  rows: readonly SourceRow[],
  reading: Reading,
): { doubt: string | null; remarks: string[] } {
  if (rows.some((row) => isCollective(occupancyOf(row, reading)))) {
    return { doubt: 'collective_household', remarks: [] };
  }
  const heads = new Set(rows.map((row) => textOf('headIdNumber', row, reading)));
  if (heads.size > 1) return { doubt: 'household_being_rebuilt', remarks: [] };
  const isHeadDead = rows.some((row) => readWellKnownDate('headDeathDate', row, reading) !== null);
  return { doubt: null, remarks: isHeadDead ? ['head_deceased'] : [] };
}

function occupancyOf(row: SourceRow, reading: Reading) {
  const count = (name: WellKnownField) => {
    const value = readWellKnown(name, row, reading);
    return typeof value === 'number' ? value : null;
  };
  return {
    kind: textOf('householdKind', row, reading),
    persons: count('householdPersons'),
    households: count('householdCount'),
  };
}

function textOf(name: WellKnownField, row: SourceRow, reading: Reading): string | null {
  const value = readWellKnown(name, row, reading);
  return value === null ? null : String(value);
}

/** GB/T 2261.1: 1 is male, 2 female; the others say nothing. */
function sexOf(code: unknown): 'male' | 'female' | null {
  if (code === '1' || code === 'male') return 'male';
  return code === '2' || code === 'female' ? 'female' : null;
}

function readBirth(row: SourceRow, reading: Reading, person: NumberFacts): PartialDate | null {
  const column = findMapping(reading.mapping, 'birthDate')?.column;
  if (column === undefined) return null;
  if (person.birth === null) return readWellKnownDate('birthDate', row, reading);
  return readRegisterDate(row[column] ?? null, around(person.birth)).value;
}
