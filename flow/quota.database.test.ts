import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openPool, type Pool, withTx } from '#db/with-tx.ts';
import { ConnectorId, DepartmentId } from '#domain/ids.ts';
import { setLimits } from './connectors/set-limits.ts';
import { type Claimed, type Errand, takeQuestions, tooLate } from './send-questions.ts';
import { addAnyResident, addStaff, fileAll, NOW, openTestCity, type TestCity } from './testing/city.ts';
import { LEASE_SECONDS } from './testing/drive.ts';

const PENSIONS = ConnectorId.parse('social-security-2009');
const HEALTH = ConnectorId.parse('health');
const BROKERS = 8;
const at = (text: string) => new Date(`2026-04-${text}+08:00`);

let city: TestCity;
let pools: Pool[] = [];

beforeAll(async () => {
  city = await openTestCity();
  pools = Array.from({ length: BROKERS }, () => openPool(city.database.url('mz_broker'), 2));
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await city.close();
});
beforeEach(async () => {
  await city.superuser.query("update steps set status = 'cancelled'");
  await city.superuser.query('delete from quota_use');
});
afterEach(async () => {
  await city.superuser.query('update connectors set daily_limit = 10000, reserve = 0, reserve_until = 20');
  await city.superuser.query(
    "update grants set per_day = 10000, share = 0, priority = 'normal', reuse = 'application'",
  );
});

const grant = (service: string, what: string) =>
  city.superuser.query(`update grants set ${what} where evidence = 'E-PEN-STA' and service = $1`, [service]);
const connector = (what: string) =>
  city.superuser.query(`update connectors set ${what} where id = 'social-security-2009'`);
/** Two services of every application ask the pension department for the scheme, each for itself; nothing else is asked. */
async function fileMany(count: number, now = NOW): Promise<void> {
  await city.superuser.query("update grants set reuse = 'none' where connector = 'social-security-2009'");
  for (let filed = 0; filed < count; filed += 1) await fileAll(city, await addAnyResident(city), now);
  await city.superuser.query(
    `update steps set status = 'cancelled' where evidence <> 'E-PEN-STA'
     or case_id not in (select id from cases where service in ('survivor-benefit', 'personal-account'))`,
  );
}
const take = (pool: Pool, now: Date, room: number) =>
  takeQuestions(pool, now, new Map([[PENSIONS, room]]), LEASE_SECONDS);
/** Eight brokers, each with connections of its own, until nothing is due. */
async function race(now: Date, room = 2): Promise<Claimed[]> {
  const all: Claimed[] = [];
  const run = async (pool: Pool) => {
    for (;;) {
      const claimed = await take(pool, now, room);
      if (claimed.length === 0) return;
      all.push(...claimed);
    }
  };
  await Promise.all(pools.map(run));
  return all;
}
const sentOf = (claimed: readonly Claimed[]): Errand[] =>
  claimed.flatMap((entry) => (entry.kind === 'send' ? [entry.errand] : []));
const retriesOf = (claimed: readonly Claimed[]) => [
  ...new Set(
    claimed.flatMap((entry) =>
      entry.kind === 'answer' && entry.answer.kind === 'unavailable' ? [entry.answer.retryAt] : [],
    ),
  ),
];
async function usedBy(scope = 'connector:social-security-2009'): Promise<number> {
  const { rows } = await city.superuser.query(
    'select coalesce(sum(used), 0)::int as used from quota_use where scope = $1',
    [scope],
  );
  return rows[0].used;
}
async function sentByService(): Promise<Record<string, number>> {
  const { rows } = await city.superuser.query(
    `select c.service, count(*)::int as count from exchanges e join cases c on c.id = e.case_id
     join steps s on s.id = e.step and s.status = 'open' where e.connector = 'social-security-2009' group by c.service`,
  );
  return Object.fromEntries(rows.map(({ service, count }) => [service, count]));
}
/** As after an answer that says when to come back. */
const comeBack = (when: Date) =>
  city.superuser.query(
    "update steps set lease_until = null, due_at = $1 where status = 'open' and connector = 'social-security-2009'",
    [when],
  );

describe('eight brokers racing', () => {
  test('spend a day to its last call and not one beyond, and tell the rest to come after midnight', async () => {
    await fileMany(12);
    await connector('daily_limit = 17');
    const claimed = await race(NOW);
    expect([sentOf(claimed).length, await usedBy()]).toEqual([17, 17]);
    expect(retriesOf(claimed)).toEqual(['2026-04-21T16:00:00.000Z']);
    await comeBack(NOW);
    expect(sentOf(await race(NOW))).toEqual([]);
  });

  test('keep a share for its grant and the reserve for urgent ones until the hour named', async () => {
    await fileMany(14);
    await connector('daily_limit = 14, reserve = 3, reserve_until = 18');
    await grant('personal-account', 'share = 4');
    // The survivors' benefit comes first and could spend everything.
    await city.superuser.query(
      "update steps set priority = 0 where status = 'open' and case_id in (select id from cases where service = 'survivor-benefit')",
    );
    const morning = await race(NOW, 3);
    expect(sentOf(morning)).toHaveLength(11);
    expect((await sentByService())['personal-account']).toBeGreaterThanOrEqual(4);
    expect(retriesOf(morning)).toContain('2026-04-21T10:00:00.000Z');

    await grant('personal-account', "share = 4, priority = 'urgent'");
    await comeBack(at('21T17:59:00'));
    expect(sentOf(await race(at('21T17:59:00')))).toHaveLength(3);
    expect(await usedBy()).toBe(14);
  });

  test('spend what nobody urgent has wanted once the hour is past', async () => {
    await fileMany(6);
    await connector('daily_limit = 10, reserve = 4, reserve_until = 18');
    expect(sentOf(await race(NOW))).toHaveLength(6);
    await comeBack(at('21T18:00:00'));
    const evening = await race(at('21T18:00:00'));
    expect([sentOf(evening).length, await usedBy()]).toEqual([4, 10]);
    expect(retriesOf(evening)).toEqual(['2026-04-21T16:00:00.000Z']);
  });

  test('ask urgent cases first, whenever they came', async () => {
    await fileMany(3);
    await grant('personal-account', "priority = 'urgent'");
    await fileMany(2, new Date(NOW.getTime() + 1_000));
    const [first] = pools;
    if (first === undefined) throw new Error('a broker');
    const claimed = sentOf(await take(first, new Date(NOW.getTime() + 2_000), 2));
    const { rows } = await city.superuser.query(
      'select distinct c.service from cases c where c.id = any($1)',
      [claimed.map(({ caseId }) => caseId)],
    );
    expect(rows).toEqual([{ service: 'personal-account' }]);
  });
});

describe('a day', () => {
  test('gives no call in its last second, and one that has not left by then does not leave', async () => {
    await fileMany(1);
    const last = at('21T23:59:58');
    const [errand] = sentOf(await race(last));
    if (errand === undefined) throw new Error('asked');
    expect(tooLate(errand, at('21T23:59:58.999'))).toBeUndefined();
    expect(tooLate(errand, at('21T23:59:59'))).toMatchObject({
      cause: 'quota',
      retryAt: '2026-04-21T16:00:00.000Z',
    });

    await comeBack(last);
    const before = await usedBy();
    expect(sentOf(await race(at('21T23:59:59.5')))).toEqual([]);
    expect(await usedBy()).toBe(before);
  });

  test('begins anew at midnight in Shanghai, with reserve and shares kept again', async () => {
    await fileMany(6);
    await connector('daily_limit = 4, reserve = 1');
    expect(sentOf(await race(at('21T21:00:00')))).toHaveLength(4);
    await comeBack(at('22T00:00:00'));
    expect(sentOf(await race(at('22T00:00:00')))).toHaveLength(3);
    expect(await usedBy()).toBe(7);
  });

  test('does not get back what a killed broker had spent: nobody knows whether it was sent', async () => {
    await fileMany(2);
    await connector('daily_limit = 6');
    expect(sentOf(await race(NOW))).toHaveLength(4);
    await comeBack(NOW);
    expect(sentOf(await race(NOW))).toHaveLength(2);
    expect(await usedBy()).toBe(6);
  });
});

describe('a grant for the night', () => {
  test('is asked between 22:00 and 06:00 only, and waits without an attempt', async () => {
    await grant('survivor-benefit', "priority = 'night'");
    await grant('personal-account', "priority = 'night'");
    await fileMany(1);
    expect(await race(at('21T21:59:59'))).toEqual([]);
    const night = sentOf(await race(at('21T22:00:00')));
    expect(night).toHaveLength(2);
    // It was to be asked again, and the night is over.
    await comeBack(at('22T06:00:00'));
    expect(await race(at('22T06:00:00'))).toEqual([]);
    const { rows } = await city.superuser.query(
      "select distinct due_at, attempts, lease_until from steps where status = 'open' and connector = 'social-security-2009'",
    );
    expect(rows).toEqual([{ due_at: at('22T22:00:00'), attempts: 1, lease_until: null }]);
  });
});

describe('a connector', () => {
  test('is asked first, of questions that are due together, the one whose answer serves the others', async () => {
    for (let filed = 0; filed < 3; filed += 1) await fileAll(city, await addAnyResident(city), NOW);
    const [pool] = pools;
    if (pool === undefined) throw new Error('a broker');
    const sent = sentOf(await takeQuestions(pool, NOW, new Map([[HEALTH, 3]]), LEASE_SECONDS));
    expect(sent.map(({ question }) => question.fields)).toEqual(Array(3).fill(['deathDate', 'causeClass']));
  });

  test('whose department raises its limit is asked what waited for midnight, at once', async () => {
    await connector('daily_limit = 1');
    await fileMany(3);
    await race(NOW);
    await comeBack(at('22T00:00:00'));
    const department = DepartmentId.parse('social-security');
    const officer = await addStaff(city, '99010031', ['department_officer'], '990100', department);
    const limits = { dailyLimit: 4, timeoutMs: 1000, width: 8, reserve: 0, reserveUntil: 20 };
    await withTx(city.portal, officer, (tx) => setLimits(tx, officer, NOW, PENSIONS, limits));
    expect(sentOf(await race(NOW))).toHaveLength(3);
    expect(await usedBy()).toBe(4);
  });

  test('is asked no more at once than it has room for, and nothing where it has none', async () => {
    await fileMany(3);
    const [pool] = pools;
    if (pool === undefined) throw new Error('a broker');
    expect(await take(pool, NOW, 0)).toEqual([]);
    expect(sentOf(await take(pool, NOW, 4))).toHaveLength(4);
    expect(await takeQuestions(pool, NOW, new Map(), LEASE_SECONDS)).toEqual([]);
  });
});
