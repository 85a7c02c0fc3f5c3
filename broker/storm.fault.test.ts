import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signRequest } from '#connectors/signatures.ts';
import { DEPARTMENT_KEY } from '#connectors/testing/keys.ts';
import type { ApplicationId, CaseId } from '#domain/ids.ts';
import {
  addAnyResident,
  answersFor,
  fillDraft,
  freshNumber,
  openTestCity,
  type TestCity,
} from '#flow/testing/city.ts';
import { buildPortal } from '#start/build.ts';
import { findActionKey } from '#start/test-product.ts';
import {
  checkPath,
  describePortal,
  killBackEnd,
  openPlainBrowser,
  type PlainBrowser,
  type TestPortal,
} from '#start/testing/portal.ts';
import { endLeases, listUnlikeReplay, listUnrecorded, urlsOf } from './testing/after-a-kill.ts';
import { answerEverything } from './testing/answers.ts';
import { datedAt, openDepartment, type ScriptedDepartment, type say } from './testing/department.ts';
import { forkBroker, killBroker, killRemaining } from './testing/process.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const BUILD_MS = 300_000;
const APPLICATIONS = 50;
/** So many of them claim for a death for which another one claims as well. */
const RIVALS = 5;
const STORM_MS = 20_000;
const FILED_EVERY_MS = 300;

let city: TestCity;
let portal: TestPortal;
/** A department that does everything that departments do wrong. */
let department: ScriptedDepartment;
let urls: Record<string, string>;
let isStorm = true;

beforeAll(async () => {
  city = await openTestCity();
  // What is asked again and again in the storm is not to end at a limit of the day.
  await city.superuser.query('update grants set per_day = 100000');
  const actionKey = process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY || findActionKey(PROJECT);
  await buildPortal(PROJECT, actionKey, () => undefined);
  portal = await describePortal(city, actionKey);
  department = await openDepartment();
  answerEverything(department);
  for (const [code, answer] of [...department.replies])
    department.replies.set(code, (request) => (isStorm ? fail(request, answer(request)) : answer(request)));
  urls = urlsOf(department.url);
}, BUILD_MS);
afterAll(async () => {
  killRemaining();
  await portal.kill();
  await department.close();
  await city.close();
});

type Answered = ReturnType<Parameters<ScriptedDepartment['replies']['set']>[1]>;

/** Half of the answers go wrong in some way, or come later under a ticket. */
function fail(request: Parameters<ReturnType<typeof say>>[0], right: Answered): Answered {
  const chance = Math.random();
  if (chance < 0.15) return { status: 503, body: {} };
  if (chance < 0.25) return { status: 200, body: '{"call":' };
  if (chance < 0.35) return { ...right, afterMs: 700 };
  if (chance < 0.45) {
    const ticket = `T-${request.call}`;
    tellLate(request.callback, { ticket, ...Object(right.body) });
    return {
      status: 202,
      body: { call: request.call, nonce: request.nonce, ticket, expectedAt: new Date().toISOString() },
    };
  }
  return { ...right, afterMs: Math.random() * 100 };
}

/** Once, and lost where nobody is there to hear it: then the broker asks again. */
function tellLate(callback: string, reply: unknown): void {
  setTimeout(() => {
    const headers = { 'content-type': 'application/json' };
    const message = {
      method: 'POST',
      url: callback,
      headers,
      body: JSON.stringify(reply, datedAt(new Date())),
    };
    const signed = { ...headers, ...signRequest(message, DEPARTMENT_KEY, new Date()).headers };
    fetch(callback, { ...message, headers: signed }).catch(() => undefined);
  }, 150);
}

/** What failed is tried again at once, as it is some minutes later. */
async function letTimePass(): Promise<void> {
  await city.superuser.query(
    `update steps set due_at = now() where id in
       (select id from steps where status = 'open' and (lease_until is null or lease_until < now())
         for update skip locked)`,
  );
}

interface Filing {
  id: ApplicationId;
  browser: PlainBrowser;
}

async function makeFilings(): Promise<Filing[]> {
  const fathers = Array.from({ length: APPLICATIONS - RIVALS }, () => freshNumber());
  const filings: Filing[] = [];
  for (const father of [...fathers, ...fathers.slice(0, RIVALS)]) {
    const actor = await addAnyResident(city);
    const id = await fillDraft(city, actor, new Date(), answersFor(father));
    filings.push({ id, browser: await openPlainBrowser(city, portal, actor) });
  }
  return filings;
}

/** Files as a resident does whose connection breaks: once more, until the page says that it is filed. */
async function file({ id, browser }: Filing): Promise<void> {
  for (;;) {
    const to = await browser.send(checkPath(id), 'draft-id').catch(() => undefined);
    if (to === `/applications/${id}`) return;
    const page = await browser.get(`/applications/${id}`).catch(() => undefined);
    if (page !== undefined) return;
    await delay(200);
  }
}

/** Kills connections all the time, a broker every second, and the portal every few seconds, until the storm is over. */
async function storm(): Promise<{ brokers: number; portals: number; connections: number }> {
  const killed = { brokers: 0, portals: 0, connections: 0 };
  const end = Date.now() + STORM_MS;
  let brokers: ChildProcess[] = [];
  while (Date.now() < end || killed.brokers < 4) {
    while (brokers.length < 2) brokers.push(await forkBroker(city, urls));
    for (let round = 0; round < 5; round += 1) {
      if (await killBackEnd(city)) killed.connections += 1;
      await delay(100 + Math.random() * 200);
    }
    const [victim, ...others] = brokers;
    if (victim !== undefined) await killBroker(victim);
    killed.brokers += 1;
    brokers = others;
    await endLeases(city);
    await letTimePass();
    if (killed.brokers % 3 === 0) {
      await portal.kill();
      killed.portals += 1;
      await portal.start();
    }
  }
  await Promise.all(brokers.map(killBroker));
  await endLeases(city);
  return killed;
}

/** One payment order for each grant and for nothing else; each benefit of a death is one case's. */
async function expectPaidOnce(granted: readonly CaseId[]): Promise<void> {
  const { rows: orders } = await city.superuser.query('select case_id from payment_orders');
  expect(orders.map((row) => row.case_id).toSorted()).toEqual([...granted].toSorted());
  const { rows: benefits } = await city.superuser.query(
    'select case_id, array_agg(benefit order by benefit) as held from granted_benefits group by 1',
  );
  expect(benefits.map((row) => row.case_id).toSorted()).toEqual([...granted].toSorted());
  expect(benefits.filter(({ held }) => held.join() !== 'f1,funeralGrant')).toEqual([]);
  const { rows: decisions } = await city.superuser.query(
    `select case_id from case_events where type = 'case.decided' group by 1 having count(*) > 1`,
  );
  expect(decisions).toEqual([]);
}

describe('kill -9 of brokers, portals and connections, while departments fail,', () => {
  test('loses no application, decides none twice and leaves every history and the ledger whole', async () => {
    const filings = await makeFilings();
    await portal.start();
    const filed = filings.map(async (filing, index) => {
      await delay(index * FILED_EVERY_MS);
      await file(filing);
    });
    const [killed] = await Promise.all([storm(), ...filed]);
    isStorm = false;
    expect(killed.brokers).toBeGreaterThan(3);
    expect(killed.portals).toBeGreaterThan(0);
    expect(killed.connections).toBeGreaterThan(10);

    const broker = await forkBroker(city, urls);
    const moving = async () => {
      await letTimePass();
      const { rows } = await city.superuser.query(
        "select count(*)::int as count from cases where status in ('submitted', 'verifying')",
      );
      return rows[0].count;
    };
    await expect.poll(moving, { timeout: 90_000, interval: 500 }).toBe(0);
    const drafts = async () => (await city.superuser.query('select 1 from wakeups')).rowCount;
    await expect.poll(drafts, { timeout: 20_000, interval: 200 }).toBe(0);
    await killBroker(broker);

    const { rows: cases } = await city.superuser.query(
      'select id, application_id, service, status from cases order by id',
    );
    expect(new Set(cases.map(({ application_id: id }) => id)).size).toBe(APPLICATIONS);
    expect(cases).toHaveLength(4 * APPLICATIONS);
    const survivors = cases.filter(({ service }) => service === 'survivor-benefit');
    const countOf = (status: string) => survivors.filter((each) => each.status === status).length;
    expect([countOf('decided'), countOf('review')]).toEqual([APPLICATIONS - RIVALS, RIVALS]);
    const others = cases.filter(({ service }) => service !== 'survivor-benefit');
    expect(others.filter(({ status }) => status !== 'decided')).toEqual([]);
    await expectPaidOnce(survivors.filter(({ status }) => status === 'decided').map(({ id }) => id));
    const ids = cases.map(({ id }) => id);
    expect(await listUnlikeReplay(city, ids)).toEqual([]);
    expect(await listUnrecorded(city)).toEqual([]);
  });
});
