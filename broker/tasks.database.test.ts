import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { SigningKey } from '#connectors/keys.ts';
import { PORTAL_KEY } from '#connectors/testing/keys.ts';
import { nativeDocument } from '#connectors/testing/native-document.ts';
import { TaskId } from '#domain/ids.ts';
import { sealCredential } from '#flow/credentials.ts';
import { newId } from '#flow/new-id.ts';
import { NOW, openTestCity, type TestCity } from '#flow/testing/city.ts';
import { health } from '#sandbox/departments/health.ts';
import { behaviour, runDepartment, city as sandboxCity, stillClock } from '#sandbox/departments/testing.ts';
import { runSuite } from './suite.ts';
import { runOneTask } from './tasks.ts';
import { testTools } from './testing/broker.ts';
import { confirm, openDepartment, type ScriptedDepartment, say } from './testing/department.ts';

const SECRET = 'a-credential-that-shows-nowhere';
const PERSON = { name: '周建国', idNumber: '990102195803150018' };
const QUESTION = { evidence: 'E-DTH-MED', subjects: [PERSON], given: {} };
const key = (name: string) => z.looseObject({ kid: z.string() }).parse(JSON.parse(process.env[name] ?? ''));

type Check = { name: string; result: string };

let city: TestCity;
let department: ScriptedDepartment;

beforeAll(async () => {
  city = await openTestCity();
});
afterAll(() => city.close());
beforeEach(async () => {
  department = await openDepartment();
  department.replies.set('E-DTH-MED', confirm({ deathDate: '2026-03-18', causeClass: 'NORMAL' }));
  await city.superuser.query('delete from connector_tasks');
  await city.superuser.query('delete from connector_versions');
  await city.superuser.query('delete from connector_credentials');
});
afterEach(() => department.close());

/** A draft of the health commission's plug, and a task that an officer has asked for. */
async function ask(
  input: { kind: string } & Record<string, unknown>,
  state = 'draft',
  url = department.url,
  proves = 'signature',
): Promise<void> {
  const native = nativeDocument('health', url);
  const sources = native.sources.map((source) => ({ ...source, reach: { ...source.reach, proves } }));
  const document = JSON.stringify({ ...native, sources });
  await city.superuser.query(
    `insert into connector_versions (connector, version, department, document, state, created_by, created_at, tested_at)
     values ('health', 7, 'health', $1, $2, 'staf_maker', $3, $4)`,
    [document, state, NOW, state === 'draft' ? null : NOW],
  );
  await city.superuser.query(
    "insert into connector_credentials (id, connector, slot, sealed, set_by, set_at) values ('c', 'health', 'main', $1, 'x', $2)",
    [await sealCredential(key('SEALING_PUBLIC_KEY'), SECRET), NOW],
  );
  await city.superuser.query(
    `insert into connector_tasks (id, connector, version, department, kind, input, requested_by, requested_at)
     values ($1, 'health', 7, 'health', $2, $3, 'staf_maker', $4)`,
    [newId(TaskId, 'task', NOW), input.kind, JSON.stringify(input), NOW],
  );
}
function run(signer?: SigningKey): Promise<boolean> {
  const clock = () => NOW;
  const tools = { ...testTools(clock), ...(signer && { signer }) };
  const settings = { pool: city.broker, clock, sealingKey: key('SEALING_KEY'), tools };
  return runOneTask({ ...settings, callback: 'http://127.0.0.1:9/late', suite: runSuite });
}
async function result() {
  const { rows } = await city.superuser.query(
    `select t.report, v.state, v.tested_at is not null as tested from connector_tasks t
     join connector_versions v on v.connector = t.connector and v.version = t.version`,
  );
  return rows[0];
}

test('a test call is one real question to the version that was made, and makes it tested', async () => {
  await ask({ kind: 'test_call', question: QUESTION });
  expect(await run()).toBe(true);
  expect(await result()).toMatchObject({
    state: 'tested',
    tested: true,
    report: { ok: true, checks: [{ name: 'confirmed', result: 'kept', why: null }] },
  });
  expect(department.asked).toHaveLength(1);
  expect(department.asked[0]).toMatchObject({ caseNumber: 'TEST', fields: ['deathDate', 'causeClass'] });
  expect(JSON.stringify(await result())).not.toContain(SECRET);
  expect(await run()).toBe(false);
});

test.each([
  ['is down', () => ({ status: 503, body: {} }), 'down'],
  ['answers nonsense', () => ({ status: 200, body: '{"call":' }), 'malformed'],
])(
  'a test call to a department that %s says why, and the version stays a draft',
  async (_what, reply, why) => {
    department.replies.set('E-DTH-MED', reply);
    await ask({ kind: 'test_call', question: QUESTION });
    await run();
    expect(await result()).toMatchObject({ state: 'draft', report: { ok: false, checks: [{ why }] } });
  },
);

test.each(['test_call', 'conformance'])(
  'a %s of a version whose credential is not set asks nobody and says what is missing',
  async (kind) => {
    await ask({ kind, question: QUESTION, samples: {}, bypass: {} }, 'draft', department.url, 'mtls');
    await city.superuser.query('delete from connector_credentials');
    await run();
    expect(await result()).toMatchObject({
      report: { ok: false, checks: [{ why: 'no_credential' }] },
    });
    expect(department.asked).toEqual([]);
  },
);

test('the suite asks a department that keeps the whole protocol, and then the version conforms', async () => {
  const clinic = await runDepartment(health, stillClock(NOW.toISOString()));
  await clinic.behave(behaviour({ byHandMs: 0 }));
  const [dead, living] = [sandboxCity.get('daughter-deceased'), sandboxCity.get('daughter')];
  const about = ({ name, idNumber }: { name: string; idNumber: string }) => ({
    ...QUESTION,
    subjects: [{ name, idNumber }],
  });
  const reason = '死亡登记不会答复为不一致，只有有记录和无记录';
  const samples = { confirmed: about(dead), no_record: about(living) };
  const bypass = { contradicted: reason, ambiguous: reason };
  await ask({ kind: 'conformance', samples, bypass }, 'tested', clinic.url);
  await run(PORTAL_KEY);
  await clinic.close();
  const { state, report } = await result();
  expect(report.checks.filter((check: Check) => check.result === 'broken')).toEqual([]);
  expect(state).toBe('conforming');
  const kept = report.checks.flatMap((check: Check) => (check.result === 'kept' ? [check.name] : []));
  expect(kept).toEqual(expect.arrayContaining(['confirmed', 'wrong_signature', 'replayed', 'unknown_field']));
});

test('the suite is not green where a kind is missing, or comes back as another', async () => {
  department.replies.set('E-DTH-MED', say({ kind: 'no_record' }));
  await ask({ kind: 'conformance', samples: { confirmed: QUESTION }, bypass: {} }, 'tested');
  await run();
  const { state, report } = await result();
  expect(state).toBe('tested');
  const broken = report.checks.flatMap((check: Check) => (check.result === 'broken' ? [check.name] : []));
  expect(broken).toEqual(expect.arrayContaining(['confirmed', 'contradicted', 'no_record', 'ambiguous']));
});
