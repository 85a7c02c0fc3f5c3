import { describe, expect, test } from 'vitest';
import type { Person } from '../city/person.ts';
import { civilAffairs } from './civil-affairs.ts';
import { openStore } from './store.ts';
import { city } from './testing.ts';

const NOW = new Date('2026-11-22T04:00:00Z');
const database = openStore(null, civilAffairs, city);

function answer(person: Person, evidence: string, at = NOW) {
  const fields = [...(civilAffairs.evidence[evidence]?.fields ?? [])];
  const subjects = [{ name: person.name, idNumber: person.idNumber }];
  return civilAffairs.answer(database, { evidence, fields, subjects, given: {} }, at).said;
}
const fieldsOf = (key: string, evidence: string) => {
  const said = answer(city.get(key), evidence);
  return said.kind === 'confirmed' ? said.fields : said.kind;
};
const sheetIs = (sheet: string) => (person: Person) => person.death?.funeral?.sheet === sheet;
const getOne = (fits: (person: Person) => boolean) => {
  const found = city.people.find(fits);
  if (!found) throw new Error('nobody is like that');
  return found;
};

describe('a service sheet', () => {
  test('of a home elsewhere gives every quantity and charge, and nothing for what was not used', () => {
    expect(fieldsOf('resident-elsewhere-deceased', 'E-FUN-SVC')).toEqual({
      nettedOff: false,
      transferKm: 74,
      transferFen: 22_200,
      handlingFen: 0,
      disinfectionFen: 6_000,
      storageDays: 2,
      storageFen: 16_000,
      farewellFen: 0,
      cremationFen: 38_000,
      urnFen: 30_000,
      keepingYears: 1,
      keepingFen: 5_000,
    });
  });

  test('says where the basic fees were taken off at once', () => {
    expect(fieldsOf('daughter-deceased', 'E-FUN-SVC')).toMatchObject({ nettedOff: true });
    expect(fieldsOf('daughter-in-law-deceased', 'E-FUN-SVC')).toMatchObject({
      nettedOff: true,
      transferKm: 18,
    });
  });

  test('that was cancelled does not count; the one written anew does', () => {
    expect(fieldsOf('resident-contributing-deceased', 'E-FUN-SVC')).toMatchObject({
      transferFen: 5_400,
      urnFen: 15_000,
    });
  });

  test('is ambiguous where two are in force for one body', () => {
    expect(answer(getOne(sheetIs('twice')), 'E-FUN-SVC').kind).toBe('ambiguous');
  });

  test('that was never sent in is not found, though the cremation is', () => {
    const person = getOne(sheetIs('missing'));
    expect(answer(person, 'E-FUN-SVC').kind).toBe('no_record');
    expect(answer(person, 'E-CRM').kind).toBe('confirmed');
  });

  test('with a code that is not the home’s is ambiguous: nobody guesses what a family paid for', () => {
    const own = openStore(null, civilAffairs, city);
    own.exec("UPDATE T_FWMX SET XMDM = 'ZZ' WHERE XMDM = 'F0101'");
    const { name, idNumber } = city.get('resident-elsewhere-deceased');
    const ask = { evidence: 'E-FUN-SVC', fields: ['nettedOff'], subjects: [{ name, idNumber }], given: {} };
    expect(civilAffairs.answer(own, ask, NOW).said.kind).toBe('ambiguous');
  });
});

describe('a cremation', () => {
  test.each([
    ['daughter-deceased', '2026-03-20', true],
    ['daughter-in-law-deceased', '2026-07-21', true],
    ['resident-elsewhere-deceased', '2026-09-10', false],
  ])('of %s is dated whichever way its home writes times', (key, cremationDate, local) => {
    expect(fieldsOf(key, 'E-CRM')).toEqual({ cremationDate, local });
  });

  test('elsewhere is unknown here until its home has reported it', () => {
    const person = city.get('resident-elsewhere-deceased');
    expect(answer(person, 'E-CRM', new Date('2026-09-12T00:00:00Z')).kind).toBe('no_record');
  });

  test('under a name that the home could not type is ambiguous', () => {
    const person = getOne(({ heldNames }) => heldNames['civil-affairs'] !== undefined);
    expect(answer(person, 'E-CRM').kind).toBe('ambiguous');
  });
});

describe('an allowance', () => {
  test('that death ended was received until then; one that a higher income ended was not', () => {
    const rich = getOne(({ welfare }) => welfare?.ended?.because === 'income');
    expect(fieldsOf('welfare-elsewhere-deceased', 'E-WEL')).toEqual({ receives: true });
    expect(fieldsOf(rich.key, 'E-WEL')).toEqual({ receives: false });
  });

  test('that nobody was ever granted has no record', () => {
    expect(fieldsOf('daughter-deceased', 'E-WEL')).toBe('no_record');
  });
});
