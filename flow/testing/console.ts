import type { ConnectorDocument } from '#domain/connector.ts';
import { ConnectorId, DepartmentId } from '#domain/ids.ts';
import { saveDraftStep } from '../connectors/change-draft.ts';
import { beginDraft, makeVersion } from '../connectors/draft-version.ts';
import { requestTask } from '../connectors/request-task.ts';
import { completeTask, takeTask } from '../connectors/run-task.ts';
import { addStaff, NOW, type Staff, type TestCity } from './city.ts';
import { asBroker, asPortal } from './outcome.ts';

export const HEALTH = ConnectorId.parse('health');
export const HEALTH_DEPARTMENT = DepartmentId.parse('health');

/** What an officer of the health commission types to offer death certificates from a view of its database. */
export const VIEW_TYPED = {
  evidence: 'E-DTH-MED',
  mode: 'replace',
  host: 'db.health.example',
  port: '5432',
  database: 'registry',
  user: 'portal',
  view: 'public.death_certificates',
  tls: 'yes',
  statementTimeoutMs: '2000',
  maxRows: '20',
  'p1-id': 'id_number',
  'p1-name': 'full_name',
  'p1-birth': 'born_on',
  'f-deathDate-column': 'died_on',
  'f-causeClass-column': 'class',
  'f-causeClass-codes': '1=NORMAL\n2=NON_NORMAL\n3=DECLARED',
  asOfColumn: 'entered_at',
  areas: '990100',
  from: '2014-01-01',
  to: '',
  complete: 'no',
  lagHours: '24',
  precedence: '50',
} as const;

/** Officers: two of the health commission, and one of another department. */
export async function addOfficers(city: TestCity): Promise<{ maker: Staff; second: Staff; other: Staff }> {
  const officer = (number: string, department: string) =>
    addStaff(city, number, ['department_officer'], '990100', DepartmentId.parse(department));
  return {
    maker: await officer('99010071', 'health'),
    second: await officer('99010072', 'health'),
    other: await officer('99010073', 'civil-affairs'),
  };
}

/** A version that an officer has made of what was typed. */
export async function draftVersion(
  city: TestCity,
  maker: Staff,
  typed: Readonly<Record<string, string>> = VIEW_TYPED,
): Promise<number> {
  return asPortal(city, maker, async (tx) => {
    await beginDraft(tx, maker, NOW, { connector: HEALTH, isNew: false, title: '', way: 'view' });
    await saveDraftStep(tx, maker, NOW, HEALTH, typed);
    return makeVersion(tx, maker, NOW, HEALTH);
  });
}

const QUESTION = {
  evidence: 'E-DTH-MED',
  subjects: [{ name: '周建国', idNumber: '990102195803150018' }],
  given: {},
};

/** Asks for a task and has the broker finish it with this result. */
export async function runTask(
  city: TestCity,
  maker: Staff,
  version: number,
  kind: 'test_call' | 'conformance',
  ok = true,
): Promise<void> {
  const input =
    kind === 'test_call'
      ? { kind, question: QUESTION }
      : { kind, samples: { confirmed: QUESTION }, bypass: {} };
  await asPortal(city, maker, (tx) => requestTask(tx, maker, NOW, HEALTH, version, input));
  await asBroker(city, async (tx) => {
    const taken = await takeTask(tx, NOW, 60_000);
    if (taken === undefined) throw new Error('a task that was asked for is there');
    const checks = [
      { name: 'confirmed', result: ok ? ('kept' as const) : ('broken' as const), why: null, ms: 12 },
    ];
    await completeTask(tx, NOW, taken.task, { ok, checks });
  });
}

/** A version that has everything but the second signature. */
export async function conformingVersion(
  city: TestCity,
  maker: Staff,
  typed: Readonly<Record<string, string>> = VIEW_TYPED,
): Promise<number> {
  const version = await draftVersion(city, maker, typed);
  await runTask(city, maker, version, 'test_call');
  await runTask(city, maker, version, 'conformance');
  return version;
}

/** The document of a version, past row security. */
export async function documentOf(city: TestCity, version: number): Promise<ConnectorDocument> {
  const { rows } = await city.superuser.query<{ document: ConnectorDocument }>(
    'select document from connector_versions where connector = $1 and version = $2',
    [HEALTH, version],
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`no version ${version}`);
  return row.document;
}
