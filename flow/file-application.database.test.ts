import { afterAll, beforeAll, expect, test } from 'vitest';
import { withTx } from '#db/with-tx.ts';
import { fileApplication } from './file-application.ts';
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

beforeAll(async () => {
  city = await openTestCity();
  daughter = await addAnyResident(city);
});
afterAll(() => city.close());

test('filing writes the case, its first wave and the queue in one transaction, with no department and no broker', async () => {
  const id = await fileCase(city, daughter);
  const { rows } = await city.superuser.query(
    'select c.status, c.seq, c.number, (select count(*)::int from steps where case_id = c.id) as steps from cases c where id = $1',
    [id],
  );
  expect(rows).toEqual([
    { status: 'verifying', seq: 2, number: expect.stringMatching(/^990102\d{17}$/), steps: 10 },
  ]);
});

test('ten filings at the same moment make one case', async () => {
  const application = await fillDraft(city, daughter);
  const filings = await Promise.all(
    Array.from({ length: 10 }, () =>
      withTx(city.portal, daughter, (tx) => fileApplication(tx, daughter, NOW, application)),
    ),
  );
  expect(new Set(filings.map((filing) => JSON.stringify(filing))).size).toBe(1);
  const { rows } = await city.superuser.query('select 1 from cases where application_id = $1', [application]);
  expect(rows).toHaveLength(1);
});
