import { describe, expect, test } from 'vitest';
import { evidenceTypes } from '#catalogue/index.ts';
import type { Person } from '../city/person.ts';
import { answerThrough } from '../testing/plugged.ts';
import { openSheetsPlug } from '../testing/sheets-plug.ts';
import { civilAffairs } from './civil-affairs.ts';
import { openStore } from './store.ts';
import { city, stillClock } from './testing.ts';

const database = openStore(null, civilAffairs, city);
const { connector } = openSheetsPlug(database, stillClock().now);
const fields = evidenceTypes.find(({ code }) => code === 'E-FUN-SVC')?.fields.map(({ name }) => name) ?? [];

function answer({ name, idNumber }: Pick<Person, 'name' | 'idNumber'>) {
  const subjects = [{ name, idNumber }];
  return answerThrough(connector, { evidence: 'E-FUN-SVC', fields, subjects, given: {} });
}
const kindOf = async (person: Person) => (await answer(person)).kind;
const fieldsOf = async (key: string) => {
  const said = await answer(city.get(key));
  return said.kind === 'confirmed' ? said.fields : said.kind;
};
const sheetIs = (sheet: string) => (person: Person) => person.death?.funeral?.sheet === sheet;
const getOne = (fits: (person: Person) => boolean) => {
  const found = city.people.find(fits);
  if (!found) throw new Error('nobody is like that');
  return found;
};

describe('a service sheet', () => {
  test('of a home elsewhere gives every quantity and charge, and nothing for what was not used', async () => {
    expect(await fieldsOf('resident-elsewhere-deceased')).toEqual({
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

  test('says where the basic fees were taken off at once', async () => {
    expect(await fieldsOf('daughter-deceased')).toMatchObject({ nettedOff: true });
    expect(await fieldsOf('daughter-in-law-deceased')).toMatchObject({
      nettedOff: true,
      transferKm: 18,
    });
  });

  test('that was cancelled does not count; the one written anew does', async () => {
    expect(await fieldsOf('resident-contributing-deceased')).toMatchObject({
      transferFen: 5_400,
      urnFen: 15_000,
    });
  });

  test('is ambiguous where two are in force for one body', async () => {
    expect(await kindOf(getOne(sheetIs('twice')))).toBe('ambiguous');
  });

  test('that was never sent in is not found, though the cremation is', async () => {
    const person = getOne(sheetIs('missing'));
    expect(await kindOf(person)).toBe('no_record');
    const cremated = database.prepare('SELECT 1 FROM T_HHDJ WHERE ID_CARD_QX = ?').get(person.idNumber);
    expect(cremated).toBeDefined();
  });

  test('with a code that is not the home’s is ambiguous: nobody guesses what a family paid for', async () => {
    database.exec("BEGIN; UPDATE T_FWMX SET XMDM = 'ZZ' WHERE XMDM = 'F0101'");
    const kind = await kindOf(city.get('resident-elsewhere-deceased'));
    database.exec('ROLLBACK');
    expect(kind).toBe('ambiguous');
  });
});
