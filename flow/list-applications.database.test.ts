import { afterAll, beforeAll, expect, test } from 'vitest';
import { withTx } from '#db/with-tx.ts';
import { getCaseOf, listApplications } from './list-applications.ts';
import {
  addAnyResident,
  fileCase,
  fillDraft,
  NOW,
  openTestCity,
  type Resident,
  type TestCity,
} from './testing/city.ts';

let city: TestCity;
let daughter: Resident;
let stranger: Resident;

beforeAll(async () => {
  city = await openTestCity();
  daughter = await addAnyResident(city);
  stranger = await addAnyResident(city);
});
afterAll(() => city.close());

const listOf = (actor: Resident) => withTx(city.portal, actor, (tx) => listApplications(tx, actor, NOW));

test('a resident finds drafts and filed applications, each under its service', async () => {
  const filed = await fileCase(city, daughter);
  const draft = await fillDraft(city, daughter);
  const own = await listOf(daughter);
  expect(own.map(({ title }) => title['zh-CN'])).toEqual(['丧葬补助金和抚恤金', '丧葬补助金和抚恤金']);
  expect(own.find(({ id }) => id === draft)?.filed).toBeNull();
  expect(own.find((each) => each.filed !== null)?.filed).toMatchObject({ case: filed, status: 'verifying' });
});

test('nobody finds what somebody else has begun or filed', async () => {
  expect(await listOf(stranger)).toEqual([]);
  const [own] = await listOf(daughter);
  if (own === undefined) throw new Error('the first test left nothing');
  await expect(withTx(city.portal, stranger, (tx) => getCaseOf(tx, stranger, own.id))).rejects.toThrow(
    'not_found',
  );
});

test('a draft has no case yet', async () => {
  const draft = (await listOf(daughter)).find(({ filed }) => filed === null);
  if (draft === undefined) throw new Error('the first test left no draft');
  await expect(withTx(city.portal, daughter, (tx) => getCaseOf(tx, daughter, draft.id))).rejects.toThrow(
    'not_found',
  );
});
