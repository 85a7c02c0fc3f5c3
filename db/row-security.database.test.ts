import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseId } from '#domain/ids.ts';
import { StaffId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { addAnyResident, fileCase, openTestCity, type Resident, type TestCity } from '#flow/testing/city.ts';
import { type TxActor, withTx } from './with-tx.ts';

const SECURED = [
  'anomalies',
  'applications',
  'case_events',
  'cases',
  'connector_credentials',
  'connector_drafts',
  'connector_tasks',
  'connector_versions',
  'connectors',
  'data_keys',
  'department_events',
  'desk_questions',
  'exchanges',
  'feed_faults',
  'feed_rows',
  'feed_snapshots',
  'grant_changes',
  'granted_benefits',
  'grants',
  'late_answers',
  'ledger_leaves',
  'notices',
  'parties',
  'party_access',
  'payment_batches',
  'payment_lines',
  'payment_orders',
  'residents',
  'steps',
  'switches',
  'tickets',
  'wakeups',
];
/** What the two processes have no business with, or hold no personal row. */
const OPEN_TABLES = [
  'areas',
  'breakers',
  'bundle_versions',
  'calendar_years',
  'departments',
  'ledger_entries',
  'ledger_heads',
  'ledger_nodes',
  'parameters',
  'quota_use',
  'service_versions',
  'sessions',
  'signing_keys',
  'staff',
];

let city: TestCity;
let daughter: Resident;
let stranger: Resident;
let caseId: CaseId;
const clerkIn = (area: string): Actor => ({
  kind: 'staff',
  tail: '01',
  id: StaffId.parse('staf_0198a000-0000-7000-8000-000000000001'),
  roles: ['clerk'],
  area,
  department: null,
});

beforeAll(async () => {
  city = await openTestCity();
  daughter = await addAnyResident(city);
  stranger = await addAnyResident(city);
  caseId = await fileCase(city, daughter);
});
afterAll(() => city.close());

/** Rows of a table as the portal's role sees them for an actor, with no condition but row security. */
async function countAs(actor: TxActor, table: string): Promise<number> {
  const pool = actor.kind === 'system' ? city.broker : city.portal;
  return withTx(pool, actor, async (tx) => {
    const { rows } = await tx.$client.query<{ count: number }>(`select count(*)::int as count from ${table}`);
    return rows[0]?.count ?? -1;
  });
}

test('every table is either under row security or known to hold no row of a person', async () => {
  const { rows } = await city.superuser.query<{ name: string; secured: boolean }>(
    `select relname as name, relrowsecurity and relforcerowsecurity as secured from pg_class
     where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  );
  expect(rows.filter(({ secured }) => secured).map(({ name }) => name)).toEqual(SECURED);
  expect(rows.filter(({ secured }) => !secured).map(({ name }) => name)).toEqual(OPEN_TABLES);
});

describe('with row security as the only guard', () => {
  const OF_A_CASE = ['applications', 'parties', 'party_access', 'cases', 'case_events', 'steps'];

  test.each(OF_A_CASE)('the applicant sees her own rows of %s, a stranger none', async (table) => {
    expect(await countAs(daughter, table)).toBeGreaterThan(0);
    expect(await countAs(stranger, table)).toBe(0);
  });

  test.each([...OF_A_CASE, 'residents', 'data_keys'])('without an actor %s looks empty', async (table) => {
    expect(await countAs({ kind: 'reference' }, table)).toBe(0);
  });

  test.each(['applications', 'parties', 'cases', 'case_events', 'steps'])(
    'staff see %s of their own area and of the areas below it, and no other',
    async (table) => {
      const own = await countAs(daughter, table);
      expect(await countAs(clerkIn('990000/990100/990102'), table)).toBe(own);
      expect(await countAs(clerkIn('990000/990100'), table)).toBe(own);
      expect(await countAs(clerkIn('990000/990100/990103'), table)).toBe(0);
      expect(await countAs(clerkIn('990000/990100/99010'), table)).toBe(0);
    },
  );

  test('a resident sees her own profile and her own keys only', async () => {
    expect(await countAs(daughter, 'residents')).toBe(1);
    expect(await countAs(daughter, 'data_keys')).toBe(2);
    expect(await countAs(stranger, 'data_keys')).toBe(1);
  });

  test('the portal cannot pass for the system: its role has no such policy', async () => {
    const seen = await withTx(city.portal, { kind: 'system', id: 'broker' }, async (tx) => {
      const { rowCount } = await tx.$client.query('select 1 from cases');
      return rowCount;
    });
    expect(seen).toBe(0);
  });

  test('a foreign row can be neither changed nor added', async () => {
    const changed = await withTx(city.portal, stranger, async (tx) => {
      const { rowCount } = await tx.$client.query("update cases set status = 'withdrawn' where id = $1", [
        caseId,
      ]);
      return rowCount;
    });
    expect(changed).toBe(0);
    const adding = withTx(city.portal, stranger, async (tx) => {
      await tx.$client.query(
        "insert into case_events (case_id, seq, type, version, at, actor, data) values ($1, 99, 'case.withdrawn', 1, now(), 'x', '{}')",
        [caseId],
      );
    });
    await expect(adding).rejects.toThrow(/row-level security/);
  });
});

describe('what the processes may do at all', () => {
  const refused = (role: 'portal' | 'broker', statement: string) =>
    expect(city[role].query(statement)).rejects.toThrow(/permission denied/);

  test('nobody changes or removes a ledger leaf or an event of a case', async () => {
    for (const role of ['portal', 'broker'] as const) {
      await refused(role, "update ledger_leaves set leaf = ''");
      await refused(role, 'delete from ledger_leaves');
      await refused(role, "update case_events set data = '{}'");
      await refused(role, 'delete from case_events');
    }
  });

  test('the portal grants no benefit and makes no payment order or mail away; the broker reads no session and no profile', async () => {
    await refused('portal', 'select 1 from granted_benefits');
    await refused('portal', 'insert into payment_orders (case_id) values (null)');
    await refused('portal', 'delete from payment_orders');
    await refused('portal', 'update notices set attempts = 1');
    await refused('broker', 'insert into payment_batches (id) values (null)');
    await refused('broker', 'delete from payment_orders');
    await refused('broker', 'select 1 from sessions');
    await refused('broker', 'select 1 from residents');
  });

  test('the listener has no right to any table', async () => {
    const { rows } = await city.superuser.query(
      "select table_name from information_schema.role_table_grants where grantee = 'mz_listener'",
    );
    expect(rows).toEqual([]);
  });
});
