import { afterAll, beforeAll, expect, test } from 'vitest';
import { withTx } from '#db/with-tx.ts';
import { fileApplication } from './file-application.ts';
import {
  addAnyResident,
  fileAll,
  fillDraft,
  NOW,
  openTestCity,
  type Resident,
  type TestCity,
} from './testing/city.ts';

let city: TestCity;
let daughter: Resident;

beforeAll(async () => {
  city = await openTestCity();
  daughter = await addAnyResident(city);
});
afterAll(() => city.close());

test('filing writes a case for every service, their first waves and the queue, with no department and no broker', async () => {
  const id = await fileAll(city, daughter);
  const { rows } = await city.superuser.query(
    `select c.service, c.status, c.seq, c.number, (select count(*)::int from steps where case_id = c.id) as steps
     from cases c where application_id = $1 order by steps desc, service`,
    [id],
  );
  const opened = { status: 'verifying', seq: 2, number: expect.stringMatching(/^990102\d{17}$/) };
  expect(rows).toEqual([
    { service: 'survivor-benefit', ...opened, steps: 10 },
    { service: 'funeral-service', ...opened, steps: 1 },
    { service: 'personal-account', ...opened, steps: 1 },
    { service: 'resident-pension', ...opened, steps: 1 },
  ]);
});

test('ten filings at the same moment make each of the four cases once', async () => {
  const application = await fillDraft(city, daughter);
  const filings = await Promise.all(
    Array.from({ length: 10 }, () =>
      withTx(city.portal, daughter, (tx) => fileApplication(tx, daughter, NOW, application, 'zh-CN')),
    ),
  );
  expect(new Set(filings.map((filing) => JSON.stringify(filing))).size).toBe(1);
  const { rows } = await city.superuser.query('select service from cases where application_id = $1', [
    application,
  ]);
  expect(rows).toHaveLength(4);
  expect(new Set(rows.map(({ service }) => service)).size).toBe(4);
  const parties = await city.superuser.query('select role from parties where application_id = $1', [
    application,
  ]);
  expect(parties.rows.map(({ role }) => role).toSorted()).toEqual(['applicant', 'deceased']);
});
