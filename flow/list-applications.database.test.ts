import { afterAll, beforeAll, expect, test } from 'vitest';
import { getBundle, getService } from '#catalogue/index.ts';
import { withTx } from '#db/with-tx.ts';
import { listApplications } from './list-applications.ts';
import {
  addAnyResident,
  caseOf,
  fileAll,
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

test('a resident finds drafts and filed applications, a filed one with its cases in the order of the bundle', async () => {
  const filed = await fileAll(city, daughter);
  const draft = await fillDraft(city, daughter);
  const own = await listOf(daughter);
  expect(own.map(({ title }) => title['zh-CN'])).toEqual(['亲人身后事', '亲人身后事']);
  expect(own.find(({ id }) => id === draft)).toMatchObject({ status: 'draft', cases: [] });
  const found = own.find(({ id }) => id === filed);
  expect(found).toMatchObject({
    status: 'filed',
    cases: Array(4).fill({ status: 'verifying', payment: null }),
  });
  expect(found?.cases[0]?.id).toBe(await caseOf(city, filed));
  const inOrder = getBundle('after-a-death').services.map((id) => getService(id).shortTitle['zh-CN']);
  expect(found?.cases.map(({ title }) => title['zh-CN'])).toEqual(inOrder);
});

test('nobody finds what somebody else has begun or filed', async () => {
  expect(await listOf(stranger)).toEqual([]);
});
