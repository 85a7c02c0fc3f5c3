import type { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '#domain/answer.ts';
import { openTestCity, type TestCity } from '#flow/testing/city.ts';
import { FUNERAL_ITEMS } from '#sandbox/city/funerals.ts';
import type { Person } from '#sandbox/city/person.ts';
import { civilAffairs } from '#sandbox/departments/civil-affairs.ts';
import { openStore } from '#sandbox/departments/store.ts';
import { city as sandboxCity } from '#sandbox/departments/testing.ts';
import { openSandboxFeeds, type SandboxFeeds } from './testing/sandbox-feeds.ts';

const NOW = new Date('2026-11-22T04:00:00Z');
const FIELDS = [
  'nettedOff',
  'transferKm',
  'storageDays',
  'keepingYears',
  ...FUNERAL_ITEMS.map((item) => `${item}Fen`),
];
const CONTEXT = {
  call: '5e3c9c3a-6d2b-4b53-9f5f-0d4e9a1b2c3d',
  caseNumber: '1',
  requirement: 'services',
  purpose: '退费',
  legalBasis: '殡葬管理条例',
  actor: 'system',
  callback: 'http://127.0.0.1:9/late',
};

let city: TestCity;
let bureau: DatabaseSync;
let feeds: SandboxFeeds;

beforeAll(async () => {
  city = await openTestCity();
  bureau = openStore(null, civilAffairs, sandboxCity);
  feeds = await openSandboxFeeds(city, bureau, () => NOW);
});
afterAll(async () => {
  bureau.close();
  await city.close();
});

async function ask({ name, idNumber }: Pick<Person, 'name' | 'idNumber'>): Promise<Answer> {
  const question = { evidence: 'E-FUN-SVC', fields: FIELDS, subjects: [{ name, idNumber }], given: {} };
  const { connector } = feeds.plugged;
  return connector.read(await connector.request(question, CONTEXT, 5_000), question, CONTEXT);
}
const fieldsOf = async (key: string) => {
  const said = await ask(sandboxCity.get(key));
  return said.kind === 'confirmed' ? said.fields : said.kind;
};

/** What a sheet truly says. */
function truthOf({ nettedOff, lines }: NonNullable<NonNullable<Person['death']>['funeral']>) {
  const of = (item: (typeof FUNERAL_ITEMS)[number]) => lines.find((line) => line.item === item);
  return {
    nettedOff,
    ...Object.fromEntries(FUNERAL_ITEMS.map((item) => [`${item}Fen`, of(item)?.fen ?? 0])),
    transferKm: of('transfer')?.quantity ?? 0,
    storageDays: of('storage')?.quantity ?? 0,
    keepingYears: of('keeping')?.quantity ?? 0,
  };
}

test('the three homes’ files are taken: GB18030, UTF-8 and a workbook, the line that stood twice reported', async () => {
  const { rows } = await city.superuser.query(
    'select source, state, problem from feed_snapshots order by source',
  );
  expect(rows).toEqual(
    ['anlan', 'elsewhere', 'songling'].map((home) => ({
      source: `sheets-${home}`,
      state: 'serving',
      problem: null,
    })),
  );
  const faults = await city.superuser.query("select 1 from feed_faults where problem = 'duplicate_row'");
  expect(faults.rowCount).toBeGreaterThan(0);
});

describe('a service sheet out of a nightly file', () => {
  test('of everybody who was cremated says what truly stands on it, or that nobody can tell, never anything else', async () => {
    const cremated = sandboxCity.people.filter(
      ({ death, heldNames }) => death?.funeral && heldNames['civil-affairs'] === undefined,
    );
    const kinds = new Set<string>();
    for (const person of cremated) {
      const said = await ask(person);
      kinds.add(said.kind);
      const funeral = person.death?.funeral;
      if (said.kind === 'confirmed') expect(said.fields).toEqual(funeral && truthOf(funeral));
      else
        expect([said.kind, funeral?.sheet]).toEqual([
          expect.any(String),
          expect.stringMatching(/twice|missing/),
        ]);
    }
    expect([...kinds].sort()).toEqual(['ambiguous', 'confirmed', 'no_record']);
  });

  test('of a home elsewhere gives every quantity and charge', async () => {
    expect(await fieldsOf('resident-elsewhere-deceased')).toMatchObject({
      nettedOff: false,
      transferKm: 74,
      transferFen: 22_200,
      cremationFen: 38_000,
      keepingFen: 5_000,
    });
  });

  test('carries the flag that the person is dead, and the time of the file', async () => {
    const said = await ask(sandboxCity.get('daughter-deceased'));
    expect(said).toMatchObject({ kind: 'confirmed', flags: ['deceased'], asOf: NOW.toISOString() });
  });

  test('stays yesterday’s where a home has changed its codes: a file of which nothing can be read is not taken', async () => {
    bureau.exec("UPDATE T_FWMX SET XMDM = 'ZZ' WHERE XMDM = 'F0101'");
    await feeds.deliver();
    const { rows } = await city.superuser.query(
      "select state, problem from feed_snapshots where source = 'sheets-elsewhere' order by id",
    );
    expect(rows).toEqual([
      { state: 'serving', problem: null },
      { state: 'rejected', problem: 'too_many_bad_rows' },
    ]);
    expect(await fieldsOf('resident-elsewhere-deceased')).toMatchObject({ transferFen: 22_200 });
  });
});
