import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { withTx } from '#db/with-tx.ts';
import type { ApplicationId, CaseId } from '#domain/ids.ts';
import {
  addAnyResident,
  addStaff,
  answersFor,
  caseOf,
  fileAll,
  freshNumber,
  NOW,
  openTestCity,
  type Resident,
  type TestCity,
} from './testing/city.ts';
import { takeErrands } from './testing/drive.ts';
import { readWaiting, type Waiting } from './waiting.ts';

let city: TestCity;

beforeAll(async () => {
  city = await openTestCity();
});
afterAll(() => city.close());
beforeEach(async () => {
  await city.superuser.query("update steps set status = 'cancelled'");
  await city.superuser.query('delete from quota_use');
  await city.superuser.query('delete from switches');
  await city.superuser.query(
    "update connectors set daily_limit = 3, width = 1, timeout_ms = 60000 where id = 'health'",
  );
});

interface Filed {
  actor: Resident;
  application: ApplicationId;
  id: CaseId;
}
async function file(answers = answersFor()): Promise<Filed> {
  const actor = await addAnyResident(city);
  const application = await fileAll(city, actor, NOW, answers);
  return { actor, application, id: await caseOf(city, application) };
}
async function waitingFor({ id }: Filed, actor: Parameters<typeof withTx>[1]): Promise<Waiting | undefined> {
  const { rows } = await city.superuser.query(
    "select id from steps where case_id = $1 and evidence = 'E-DTH-MED' and status = 'open'",
    [id],
  );
  const all = await withTx(city.portal, actor, (tx) => readWaiting(tx, NOW, id));
  return all.get(rows[0]?.id);
}
const own = (filed: Filed) => waitingFor(filed, filed.actor);
const at = (text: string) => new Date(`2026-04-${text}+08:00`);

test('everybody in line is told the place and by when: today while the day has calls, else after midnight', async () => {
  const line = [await file(), await file(), await file(), await file(), await file()];
  const told = [];
  for (const each of line) told.push(await own(each));
  expect(told).toEqual([
    { place: 1, by: at('21T14:03:00'), stopped: null },
    { place: 2, by: at('21T14:04:00'), stopped: null },
    { place: 3, by: at('21T14:05:00'), stopped: null },
    { place: 4, by: at('22T00:01:00'), stopped: null },
    { place: 5, by: at('22T00:02:00'), stopped: null },
  ]);
});

test('a question that is being asked stands in no line, and one that follows it waits with it', async () => {
  await city.superuser.query("update grants set reuse = 'purpose' where evidence = 'E-DTH-MED'");
  const father = freshNumber();
  const first = await file(answersFor(father));
  await takeErrands(city, NOW);
  const second = await file(answersFor(father));
  await takeErrands(city, NOW);
  const none = { place: null, by: null, stopped: null };
  expect([await own(first), await own(second)]).toEqual([none, none]);
});

test('a kill switch gives its reason in the place of a place, and a broken connector no time', async () => {
  const filed = await file();
  await city.superuser.query(
    `insert into breakers (connector, state, failures) values ('health', 'open', 5)
     on conflict (connector) do update set state = 'open'`,
  );
  expect(await own(filed)).toEqual({ place: 1, by: null, stopped: null });
  await city.superuser.query(`insert into switches (id, connector, department, evidence, reason, origin, set_by, set_at)
    values ('swch_' || gen_random_uuid(), 'health', 'health', 'E-DTH-MED', '数据迁移', 'person', 'test', '${NOW.toISOString()}')`);
  expect(await own(filed)).toEqual({ place: null, by: null, stopped: { because: '数据迁移', since: NOW } });
  await city.superuser.query("update breakers set state = 'closed'");
});

test('the desk of the area reads the same, and nobody reads a case that is not theirs', async () => {
  const [filed, other] = [await file(), await file()];
  const clerk = await addStaff(city, '9901020088', ['clerk']);
  expect(await waitingFor(filed, clerk)).toEqual(await own(filed));
  expect(await waitingFor(filed, other.actor)).toBeUndefined();
});
