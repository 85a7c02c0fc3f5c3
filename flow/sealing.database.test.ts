import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { findResident } from '#db/accounts.ts';
import { findAnswers, listParties } from '#db/applications.ts';
import { type Sealed, sealed } from '#db/sealed.ts';
import { withTx } from '#db/with-tx.ts';
import type { ApplicationId, CaseId } from '#domain/ids.ts';
import { CipherError, keyIdOf } from './cipher.ts';
import { keyIdFrom } from './data-key.ts';
import { open, toOpen } from './open.ts';
import {
  addResident,
  answersFor,
  fileCase,
  freshNumber,
  NOW,
  openTestCity,
  type Resident,
  type TestCity,
} from './testing/city.ts';
import { answerCase } from './testing/drive.ts';
import { dumpTables, listLeaves, tablesHolding } from './testing/tables.ts';

const OWN_NAME = '欧阳静姝';
const DECEASED_NAME = '周建国';
const ACCOUNT = '9999990000000014';
const DEATH_DATE = '2026-03-18';
const ownNumber = freshNumber('19850812');
const deceasedNumber = freshNumber('19580315');

let city: TestCity;
let daughter: Resident;
let caseId: CaseId;
let application: ApplicationId;

beforeAll(async () => {
  city = await openTestCity();
  daughter = await addResident(city, ownNumber, OWN_NAME);
  caseId = await fileCase(city, daughter, NOW, answersFor(deceasedNumber));
  await answerCase(city, NOW, caseId);
  const { rows } = await city.superuser.query('select application_id as id from cases where id = $1', [
    caseId,
  ]);
  application = rows[0].id;
});
afterAll(() => city.close());

test('of a filed and decided case no name, number, account, date of death or amount stands anywhere in the clear', async () => {
  const dump = await dumpTables(city, ['service_versions', 'areas', 'parameters']);
  expect(tablesHolding(dump, caseId)).toContain('cases');
  const { rows } = await city.superuser.query('select status from cases where id = $1', [caseId]);
  expect(rows).toEqual([{ status: 'decided' }]);
  const personal = [OWN_NAME, DECEASED_NAME, ownNumber, deceasedNumber, ACCOUNT, DEATH_DATE, '6096292'];
  for (const value of personal) expect(tablesHolding(dump, value)).toEqual([]);
  const encodings = personal.flatMap((value) => {
    const bytes = Buffer.from(value, 'utf8');
    return [bytes.toString('base64').slice(0, 8), bytes.toString('hex')];
  });
  for (const value of encodings) expect(tablesHolding(dump, value)).toEqual([]);
});

test('no leaf of the ledger holds a personal value, and every leaf is about ids, kinds and times', async () => {
  const { rows } = await city.superuser.query<{ leaf: string }>('select leaf from ledger_leaves');
  expect(rows.length).toBeGreaterThan(10);
  const text = rows.map(({ leaf }) => leaf).join('\n');
  for (const value of [OWN_NAME, DECEASED_NAME, ownNumber, deceasedNumber, ACCOUNT, DEATH_DATE])
    expect(text).not.toContain(value);
});

describe('a sealed value', () => {
  const readAnswers = () =>
    withTx(city.portal, daughter, async (tx) => {
      const row = await findAnswers(tx, application);
      if (row === undefined) throw new Error('no application');
      return row.answers;
    });
  const openAt = (value: Sealed<unknown>) =>
    withTx(city.portal, daughter, (tx) =>
      open(tx, daughter, 'own_form', NOW, { value: toOpen(value, z.unknown()) }),
    );

  test('begins with version, key id and nonce, and its key is the application’s', async () => {
    const { bytes } = await readAnswers();
    const { rows } = await city.superuser.query('select owner from data_keys where id = $1', [
      keyIdFrom(keyIdOf(bytes)),
    ]);
    expect(bytes[0]).toBe(1);
    expect(rows).toEqual([{ owner: application }]);
  });

  test('opens at its place', async () => {
    expect(await openAt(await readAnswers())).toMatchObject({ value: { claim: { account: ACCOUNT } } });
  });

  test.each([
    ['another row', 'applications', 'answers', `${'appl'}_019daea1-0000-7000-8000-000000000000`],
    ['another column', 'applications', 'person', undefined],
    ['another table', 'parties', 'answers', undefined],
  ])('does not open once it was moved to %s', async (_where, table, column, row) => {
    const { bytes } = await readAnswers();
    const moved = sealed(table, column, row ?? application, bytes);
    await expect(openAt(moved)).rejects.toThrow(CipherError);
  });

  test('of one party does not open as the other’s, also when the database has swapped them', async () => {
    const parties = await withTx(city.portal, daughter, (tx) => listParties(tx, application));
    const [first, second] = parties;
    if (first === undefined || second === undefined) throw new Error('two parties');
    await expect(openAt({ ...first.person, bytes: second.person.bytes })).rejects.toThrow(CipherError);
  });

  test('does not open for another resident, to whom its key is not given', async () => {
    const stranger = await addResident(city, freshNumber(), '何必问');
    const value = await readAnswers();
    const foreign = withTx(city.portal, stranger, (tx) =>
      open(tx, stranger, 'own_form', NOW, { value: toOpen(value, z.unknown()) }),
    );
    await expect(foreign).rejects.toThrow(CipherError);
  });
});

describe('what was opened', () => {
  const profile = () =>
    withTx(city.portal, daughter, async (tx) => {
      const row = await findResident(tx, daughter.id);
      if (row === undefined) throw new Error('no profile');
      return open(tx, daughter, 'own_profile', NOW, {
        name: toOpen(row.name, z.string()),
        number: toOpen(row.idNumber, z.string()),
      });
    });

  test('leaves one leaf that names rows and columns, purpose and reader', async () => {
    const before = (await listLeaves(city, 'data.opened')).length;
    expect(await profile()).toEqual({ name: OWN_NAME, number: ownNumber });
    const leaves = await listLeaves(city, 'data.opened');
    expect(leaves).toHaveLength(before + 1);
    expect(leaves.find(({ refs }) => JSON.stringify(refs).includes('own_profile'))).toMatchObject({
      actor: daughter.id,
      at: NOW.toISOString(),
      refs: {
        purpose: 'own_profile',
        read: [`residents.name:${daughter.id}`, `residents.id_number:${daughter.id}`],
      },
    });
  });

  test('leaves no leaf where the transaction did not come to its end: nothing was given out', async () => {
    const before = (await listLeaves(city, 'data.opened')).length;
    const failing = withTx(city.portal, daughter, async (tx) => {
      const row = await findResident(tx, daughter.id);
      if (row === undefined) throw new Error('no profile');
      await open(tx, daughter, 'own_profile', NOW, { name: toOpen(row.name, z.string()) });
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await listLeaves(city, 'data.opened')).toHaveLength(before);
  });
});

test('erasing the key of a profile erases the profile', async () => {
  const gone = await addResident(city, freshNumber(), '何必问');
  const readName = () =>
    withTx(city.portal, gone, async (tx) => {
      const row = await findResident(tx, gone.id);
      if (row === undefined) throw new Error('no profile');
      return open(tx, gone, 'own_profile', NOW, { name: toOpen(row.name, z.string()) });
    });
  expect(await readName()).toEqual({ name: '何必问' });
  await city.superuser.query('delete from data_keys where owner = $1', [gone.id]);
  await expect(readName()).rejects.toThrow(CipherError);
});
