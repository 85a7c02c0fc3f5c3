import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerEverything } from '#broker/testing/answers.ts';
import { CONNECTORS } from '#broker/testing/broker.ts';
import { openDepartment, type Reply, type ScriptedDepartment } from '#broker/testing/department.ts';
import { forkBroker, killBroker } from '#broker/testing/process.ts';
import { replay } from '#domain/case.ts';
import { CaseEvent } from '#domain/case-event.ts';
import type { ApplicationId } from '#domain/ids.ts';
import { addAnyResident, fillDraft, openTestCity, type Resident, type TestCity } from '#flow/testing/city.ts';
import { buildPortal } from './build.ts';
import { findActionKey } from './test-product.ts';
import {
  checkPath,
  describePortal,
  killBackEnd,
  openPlainBrowser,
  type TestPortal,
} from './testing/portal.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const APPLICATIONS = 50;
const ROUNDS = 6;
const BUILD_MS = 300_000;
const STORM_MS = 240_000;

let city: TestCity;
let department: ScriptedDepartment;
let portal: TestPortal;
let urls: Record<string, string>;
let isStorming = true;

/** What departments do on a bad day, in turn. */
const TROUBLES: readonly Reply[] = [
  { status: 503, body: {} },
  { status: 200, body: '<html><body>系统维护中</body></html>' },
  { status: 200, body: { code: '1', msg: 'success', data: null } },
  { status: 500, body: {}, afterMs: 1_500 },
];

beforeAll(async () => {
  city = await openTestCity();
  const actionKey = process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY || findActionKey(PROJECT);
  await buildPortal(PROJECT, actionKey, () => undefined);
  portal = await describePortal(city, actionKey);
  department = await openDepartment();
  answerEverything(department);
  let asked = 0;
  for (const [code, answer] of [...department.replies]) {
    department.replies.set(code, (request) => {
      asked += 1;
      const trouble = isStorming && asked % 4 === 0 ? TROUBLES[(asked / 4) % TROUBLES.length] : undefined;
      return trouble ?? { ...answer(request), afterMs: 100 };
    });
  }
  urls = Object.fromEntries(CONNECTORS.map((id) => [id, department.url]));
}, BUILD_MS);
afterAll(async () => {
  await portal.kill();
  await department.close();
  await city.close();
});

type Draft = { actor: Resident; id: ApplicationId };

/** Files as a resident does whose connection breaks: once more, until the page says that it is filed. */
async function file({ actor, id }: Draft): Promise<void> {
  const browser = await openPlainBrowser(city, portal, actor);
  for (;;) {
    const to = await browser.send(checkPath(id), 'draft-id').catch(() => undefined);
    if (to === `/applications/${id}`) return;
    const isFiled = await browser.get(`/applications/${id}`).then(
      () => true,
      () => false,
    );
    if (isFiled) return;
    await delay(200);
  }
}

/** Kills back ends all the time, a broker every two seconds, the portal every four. */
async function storm(rounds: number): Promise<{ broker: ChildProcess; backEnds: number }> {
  let backEnds = 0;
  let broker = await forkBroker(city, urls);
  for (let round = 1; round <= rounds; round += 1) {
    for (let blow = 0; blow < 5; blow += 1) {
      await delay(300 + Math.random() * 200);
      if (await killBackEnd(city)) backEnds += 1;
    }
    await killBroker(broker);
    // A lease of a killed broker is over at once, as it is ten seconds later.
    await city.superuser.query("update steps set lease_until = now() where status = 'open'");
    broker = await forkBroker(city, urls);
    if (round % 2 === 0) {
      await portal.kill();
      await portal.start();
    }
  }
  return { broker, backEnds };
}

async function count(sql: string, ids: readonly ApplicationId[]): Promise<number> {
  const { rows } = await city.superuser.query<{ n: number }>(`select count(*)::int as n from (${sql}) q`, [
    ids,
  ]);
  return rows[0]?.n ?? -1;
}

const CASES_OF = 'from cases c where c.application_id = any($1)';
const F1 = `${CASES_OF} and c.service = 'survivor-benefit'`;

describe('fifty applications under kill -9 of portal, broker and database back ends, with departments failing', () => {
  test(
    'all end right: one filing, one decision, one order each, histories whole, ledger complete',
    async () => {
      const drafts: Draft[] = [];
      for (let index = 0; index < APPLICATIONS; index += 1) {
        const actor = await addAnyResident(city);
        drafts.push({ actor, id: await fillDraft(city, actor, new Date()) });
      }
      const ids = drafts.map(({ id }) => id);
      await portal.start();
      const stormed = storm(ROUNDS);
      const filings = drafts.map(async (draft, index) => {
        await delay(index * 400);
        await file(draft);
      });
      const [{ broker, backEnds }] = await Promise.all([stormed, ...filings]);
      isStorming = false;
      expect(backEnds).toBeGreaterThan(ROUNDS);
      await city.superuser.query("update steps set due_at = now() where status = 'open'");
      const decided = () => count(`select 1 ${F1} and c.status = 'decided'`, ids);
      await expect.poll(decided, { timeout: 90_000, interval: 200 }).toBe(APPLICATIONS);
      const moving = () => count(`select 1 ${CASES_OF} and c.status in ('submitted', 'verifying')`, ids);
      await expect.poll(moving, { timeout: 60_000, interval: 200 }).toBe(0);
      await killBroker(broker);

      expect(await count(`select 1 ${F1}`, ids)).toBe(APPLICATIONS);
      const orders = `select 1 from payment_orders o join cases c on c.id = o.case_id
        where c.application_id = any($1) and c.service = 'survivor-benefit'`;
      expect(await count(orders, ids)).toBe(APPLICATIONS);
      const grantedTwice = `select 1 from granted_benefits g where g.case_id in (select c.id ${CASES_OF})
        group by g.benefit, g.deceased_index having count(*) > 1`;
      expect(await count(grantedTwice, ids)).toBe(0);
      await expectHistoriesWhole(ids);
      await expectLedgerComplete(ids);
    },
    STORM_MS,
  );
});

async function expectHistoriesWhole(ids: readonly ApplicationId[]): Promise<void> {
  const { rows: cases } = await city.superuser.query(
    `select c.id, c.status, c.seq, c.owner, c.needs, c.payment ${CASES_OF}`,
    [ids],
  );
  for (const { id, ...row } of cases) {
    const { rows } = await city.superuser.query(
      'select type, version, data, seq from case_events where case_id = $1 order by seq',
      [id],
    );
    expect(rows.map((event) => event.seq)).toEqual(rows.map((_, index) => index + 1));
    const { status, seq, owner, needs, payment } = replay(rows.map((event) => CaseEvent.parse(event)));
    expect(row).toEqual({ status, seq, owner: owner?.id ?? null, needs, payment });
  }
}

/** Every answer has the question that it answers, every decision and every filing its leaf. */
async function expectLedgerComplete(ids: readonly ApplicationId[]): Promise<void> {
  const unasked = `select 1 from ledger_leaves r where r.kind = 'answer.received'
    and r.leaf::jsonb #>> '{refs,case}' in (select c.id ${CASES_OF}) and not exists (
      select 1 from ledger_leaves s where s.kind = 'question.sent'
      and s.leaf::jsonb #>> '{refs,step}' = r.leaf::jsonb #>> '{refs,step}')`;
  expect(await count(unasked, ids)).toBe(0);
  for (const [type, kind] of [
    ['case.decided', 'case.decided'],
    ['case.submitted', 'application.filed'],
  ]) {
    const unrecorded = `select 1 from case_events e where e.type = '${type}'
      and e.case_id in (select c.id ${CASES_OF}) and 1 <> (
        select count(*) from ledger_leaves l where l.kind = '${kind}' and l.leaf::jsonb #>> '{refs,case}' = e.case_id)`;
    expect(await count(unrecorded, ids)).toBe(0);
  }
}
