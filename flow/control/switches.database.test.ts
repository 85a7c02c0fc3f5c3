import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CaseId, ConnectorId, SwitchId } from '#domain/ids.ts';
import { DepartmentId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import {
  addAnyResident,
  addStaff,
  fileCase,
  NOW,
  openTestCity,
  type Resident,
  type Staff,
  type TestCity,
} from '../testing/city.ts';
import { stateOf } from '../testing/desk.ts';
import { answerCase, EVERYTHING, runDue, takeErrands } from '../testing/drive.ts';
import { asPortal, problemOf } from '../testing/outcome.ts';
import { listLeaves } from '../testing/tables.ts';
import { readWaiting } from '../waiting.ts';
import { liftSwitch, listSwitchViews, previewSwitch, SwitchPart, setSwitch } from './switch-verbs.ts';

const ALL = SwitchPart.parse({});

let city: TestCity;
let officer: Staff;
let others: Record<string, Actor>;
let party: Resident;
let connector: ConnectorId;
let id: CaseId;

beforeAll(async () => {
  city = await openTestCity();
  const { rows } = await city.superuser.query<{ id: ConnectorId; department_id: DepartmentId }>(
    `select c.id, c.department_id from connectors c join grants g on g.connector = c.id
     where g.evidence = 'E-DTH-MED' and g.service = 'survivor-benefit'`,
  );
  const [found] = rows;
  if (found === undefined) throw new Error('the city has a source of deaths');
  connector = found.id;
  officer = await addStaff(city, '99010041', ['department_officer'], '990100', found.department_id);
  const elsewhere = DepartmentId.parse('marriage-registry');
  others = {
    'an officer of another department': await addStaff(
      city,
      '99010042',
      ['department_officer'],
      '990100',
      elsewhere,
    ),
    'an officer of no department': await addStaff(city, '99010043', ['department_officer'], '990100'),
    'a clerk': await addStaff(city, '99010244', ['clerk'], '990102', found.department_id),
    'a resident': await addAnyResident(city),
    'the system': { kind: 'system', id: 'portal' },
  };
});
afterAll(() => city.close());

beforeEach(async () => {
  await city.superuser.query('delete from switches');
  party = await addAnyResident(city);
  id = await fileCase(city, party);
});

const as = <T>(work: Parameters<typeof asPortal<T>>[2]) => asPortal(city, officer, work);
const off = (part = ALL, reason = '数据迁移') =>
  as((tx) => setSwitch(tx, officer, NOW, connector, part, reason));
const on = (switchId: SwitchId) => as((tx) => liftSwitch(tx, officer, NOW, connector, switchId, '迁移完成'));
const evidenceOf = async () => (await takeErrands(city, NOW)).map(({ step }) => step.evidence);

describe('the preview', () => {
  test('counts each open case once, whose question is out, and what takes over; it changes nothing', async () => {
    const effect = await as((tx) => previewSwitch(tx, officer, NOW, connector, ALL));
    const { rows } = await city.superuser.query<{ cases: number }>(
      `select count(distinct case_id)::int as cases from steps where connector = $1 and status = 'open'`,
      [connector],
    );
    expect(effect.stalled).toBe(rows[0]?.cases);
    expect(effect.takesOver.reduce((sum, { count }) => sum + count, 0)).toBe(effect.stalled);
    expect(effect.dueToday).toBe(0);
    expect(await as((tx) => listSwitchViews(tx, officer, connector))).toEqual([]);
    expect(await listLeaves(city, 'switch.set')).toHaveLength(0);
  });

  test('of a part counts only what the part covers', async () => {
    const of = (part: Partial<SwitchPart>) =>
      as((tx) => previewSwitch(tx, officer, NOW, connector, SwitchPart.parse(part)));
    const whole = await of({});
    const service = await of({ service: 'survivor-benefit' });
    expect(service.stalled).toBeLessThanOrEqual(whole.stalled);
    expect(service.stalled).toBeGreaterThan(0);
    expect((await of({ service: 'no-such-service' })).stalled).toBe(0);
    expect((await of({ officer: officer.id })).stalled).toBe(0);
  });

  test('of a part that the connector does not have finds nothing there', async () => {
    const parts = [{ evidence: 'E-BNK' }, { field: 'salary' }];
    for (const part of parts)
      expect(
        await problemOf(as((tx) => previewSwitch(tx, officer, NOW, connector, SwitchPart.parse(part)))),
      ).toBe('not_found');
  });
});

describe('a switch', () => {
  test('stops every question of the connector from its commit on, and lifting it asks what has waited at once', async () => {
    const set = await off();
    expect(await evidenceOf()).not.toContain('E-DTH-MED');
    const standing = await as((tx) => listSwitchViews(tx, officer, connector));
    expect(standing).toMatchObject([{ row: { id: set, reason: '数据迁移', origin: 'person' } }]);
    const later = new Date(NOW.getTime() + 240_000);
    await city.superuser.query(`update steps set due_at = $1 where case_id = $2`, [later, id]);
    await on(set);
    const { rows } = await city.superuser.query<{ waiting: number }>(
      `select count(*)::int as waiting from steps where case_id = $1 and evidence = 'E-DTH-MED' and status = 'open' and due_at > $2`,
      [id, NOW],
    );
    expect(rows[0]?.waiting).toBe(0);
  });

  test('leaves a question alone that a department has promised to answer late, and those of other connectors', async () => {
    const later = new Date(NOW.getTime() + 240_000);
    await city.superuser.query(
      `update steps set due_at = $1, ticket = case when connector = $3 then 'promised' end where case_id = $2`,
      [later, id, connector],
    );
    await on(await off());
    const { rows } = await city.superuser.query<{ moved: number }>(
      `select count(*)::int as moved from steps where case_id = $1 and due_at <> $2`,
      [id, later],
    );
    expect(rows[0]?.moved).toBe(0);
  });

  test('is seen by the resident whose case it holds, with its reason, and by nobody of another case', async () => {
    await off(ALL, '4月21日20:00恢复');
    const seen = await asPortal(city, party, (tx) => readWaiting(tx, NOW, id));
    const reasons = [...seen.values()].map(({ stopped }) => stopped);
    expect(reasons).toContainEqual({ because: '4月21日20:00恢复', since: NOW });
    const stranger = await addAnyResident(city);
    expect((await asPortal(city, stranger, (tx) => readWaiting(tx, NOW, id))).size).toBe(0);
  });

  test('of another service leaves the case alone: it is decided', async () => {
    await off(SwitchPart.parse({ service: 'pension-repayment' }));
    await answerCase(city, NOW, id, EVERYTHING);
    await runDue(city, NOW);
    expect((await stateOf(city, id)).status).toBe('decided');
  });

  test('is thrown once for one part, and lifted once', async () => {
    const set = await off();
    expect(await problemOf(off())).toBe('stale');
    await on(set);
    expect(await problemOf(on(set))).toBe('not_found');
  });

  test('leaves a leaf in the ledger when it is set and when it is lifted', async () => {
    const set = await off();
    await on(set);
    const leaves = [...(await listLeaves(city, 'switch.set')), ...(await listLeaves(city, 'switch.lifted'))];
    const refs = leaves.map(({ refs: each }) => each).filter((each) => JSON.stringify(each).includes(set));
    expect(refs).toEqual([
      { switch: set, origin: 'person', connector },
      { switch: set, connector },
    ]);
  });
});

describe('nobody but an officer of the connector’s own department', () => {
  test('sets, lifts, previews or reads a switch', async () => {
    const set = await off();
    for (const [name, actor] of Object.entries(others)) {
      const problems = [
        await problemOf(asPortal(city, actor, (tx) => previewSwitch(tx, actor, NOW, connector, ALL))),
        await problemOf(asPortal(city, actor, (tx) => setSwitch(tx, actor, NOW, connector, ALL, '理由'))),
        await problemOf(asPortal(city, actor, (tx) => liftSwitch(tx, actor, NOW, connector, set, '理由'))),
        await problemOf(asPortal(city, actor, (tx) => listSwitchViews(tx, actor, connector))),
      ];
      expect([name, problems.every((each) => each === 'not_found' || each === 'not_permitted')]).toEqual([
        name,
        true,
      ]);
    }
  });

  test('learns from the database which cases rely on it, or wakes a question', async () => {
    await city.superuser.query(`update steps set due_at = $1 where case_id = $2`, [
      new Date(NOW.getTime() + 60_000),
      id,
    ]);
    for (const [name, actor] of Object.entries(others)) {
      if (actor.kind === 'staff' && actor.department === officer.department) continue;
      const [cases, woken, card] = await asPortal(city, actor, async (tx) => {
        const { rows: relying } = await tx.$client.query('select * from relying_cases($1)', [connector]);
        const { rows: wakes } = await tx.$client.query(
          'select wake_questions($1, null, null, null, null, $2)',
          [connector, NOW],
        );
        const { rows: report } = await tx.$client.query(
          `select * from report_card($1, $2, $3, '[]') where whose = 'own' or sent > 0`,
          [connector, new Date(0), NOW],
        );
        return [relying.length, wakes[0]?.wake_questions, report.length] as const;
      });
      expect([name, cases, woken, card]).toEqual([name, 0, '0', 0]);
    }
  });
});
