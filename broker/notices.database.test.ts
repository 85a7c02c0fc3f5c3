import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getBundle } from '#catalogue/index.ts';
import type { Locale } from '#domain/evidence.ts';
import type { ApplicationId } from '#domain/ids.ts';
import { withdrawCase } from '#flow/case-actions.ts';
import {
  addAnyResident,
  addResident,
  addStaff,
  answersFor,
  caseOf,
  fileAll,
  freshNumber,
  NOW,
  openTestCity,
  type Resident,
  type TestCity,
} from '#flow/testing/city.ts';
import { claim, judge, sign } from '#flow/testing/desk.ts';
import { answerAll, confirmed, EVERYTHING, noRecord, OVERPAID } from '#flow/testing/drive.ts';
import { asPortal } from '#flow/testing/outcome.ts';
import { listLeaves } from '#flow/testing/tables.ts';
import { deliverNotice } from './deliver.ts';
import type { Delivery, Mail } from './mail-transport.ts';

const NAME = '欧阳静姝';
const EMAIL = 'daughter@anlan.example';
const ACCOUNT = '9999990000000014';
const { notice } = getBundle('after-a-death');

let city: TestCity;
let daughter: Resident;
let own: string;
let father: string;
let sent: Mail[];
let now: Date;

beforeAll(async () => {
  city = await openTestCity();
});
afterAll(() => city.close());
beforeEach(async () => {
  await city.superuser.query("update steps set status = 'cancelled'");
  await city.superuser.query('delete from wakeups');
  await city.superuser.query('delete from notices');
  own = freshNumber('19850812');
  father = freshNumber();
  daughter = await addResident(city, freshNumber('19850812'), NAME, EMAIL);
  sent = [];
  now = NOW;
});

const file = (language: Locale = 'zh-CN'): Promise<ApplicationId> =>
  fileAll(city, daughter, NOW, answersFor(father), language);

/** The broker's outbox, some time later, with a relay that does what it is told. */
function deliver(
  seconds = 10,
  relay: (mail: Mail) => Promise<Delivery> = async () => 'sent',
): Promise<boolean> {
  now = new Date(now.getTime() + seconds * 1000);
  const send = (mail: Mail) => {
    sent.push(mail);
    return relay(mail);
  };
  return deliverNotice({
    pool: city.broker,
    clock: () => now,
    mail: { send, close: () => undefined },
    bank: { submit: async () => 'unavailable', statement: async () => 'unavailable' },
    portalUrl: 'https://portal.example',
  });
}
/** A lease of a broker that died is over at once, as it is a minute later. */
const endLeases = () =>
  city.superuser.query(
    "update notices set lease_until = now() - interval '1 second' where lease_until is not null",
  );
async function statuses(): Promise<string[]> {
  const { rows } = await city.superuser.query('select status from notices order by id');
  return rows.map(({ status }) => status);
}

describe('a mail', () => {
  test('is one for a burst of news: four cases that are decided within seconds are one mail with four lines', async () => {
    const id = await file();
    await answerAll(city, NOW);
    while (await deliver());
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ to: EMAIL, subject: notice.subject['zh-CN'] });
    const parts = sent[0]?.text.split('\n\n') ?? [];
    expect(parts).toHaveLength(7);
    expect(parts.at(0)).toBe(notice.greeting['zh-CN']);
    expect(parts.at(-2)).toBe(`https://portal.example/applications/${id}`);
    expect(parts.at(-1)).toBe(notice.closing['zh-CN']);
    expect(await statuses()).toEqual(['sent']);
  });

  test('does not go out before the burst is over', async () => {
    await file();
    await answerAll(city, NOW);
    expect(await deliver(1)).toBe(false);
    expect(await deliver(10)).toBe(true);
    expect(await deliver(600)).toBe(false);
  });

  test.each(['zh-CN', 'zh-TW', 'en'] as const)(
    'is written in the language of the party: %s',
    async (language) => {
      await file(language);
      await answerAll(city, NOW);
      while (await deliver());
      expect(sent[0]?.subject).toBe(notice.subject[language]);
      expect(sent[0]?.text).toContain(notice.states.granted[language]);
      expect(sent[0]?.text).toContain(notice.states.not_applicable[language]);
    },
  );

  test('holds no name, number, account, date or amount, whatever has come of the cases', async () => {
    const scripts = [
      EVERYTHING,
      OVERPAID,
      { ...EVERYTHING, 'E-HH': noRecord, 'E-BIR': noRecord },
      { ...EVERYTHING, 'E-BNK': noRecord },
      { ...EVERYTHING, 'E-PEN-BAL': confirmed({ balanceFen: 1_510_233 }) },
    ];
    for (const answers of scripts) {
      daughter = await addResident(city, freshNumber('19850812'), NAME, EMAIL);
      father = freshNumber();
      await file();
      await answerAll(city, NOW, answers);
      while (await deliver());
    }
    expect(sent.length).toBeGreaterThanOrEqual(scripts.length);
    const text = sent.map((mail) => `${mail.subject}\n${mail.text}`).join('\n');
    const personal = [
      NAME,
      '周建国',
      own,
      father,
      ACCOUNT,
      ACCOUNT.slice(-4),
      '2026-03',
      '60962',
      '60,962',
      '15102',
    ];
    for (const value of personal) expect(text).not.toContain(value);
    const withoutLinks = text.replaceAll(/https:\/\/\S+/g, '');
    expect(withoutLinks).not.toMatch(/\d/);
  });

  test('is not written to who has given no address; the news is done with all the same', async () => {
    daughter = await addAnyResident(city);
    await file();
    await answerAll(city, NOW);
    while (await deliver());
    expect(sent).toEqual([]);
    expect(await statuses()).toEqual(['sent']);
  });

  test('follows later news again, and says how things stand when it goes out', async () => {
    const clerk = await addStaff(city, '99010211', ['clerk']);
    const senior = await addStaff(city, '99010231', ['senior_clerk']);
    const id = await file();
    const answers = { ...EVERYTHING, 'E-INJ': confirmed({ recognition: 'PENDING' }) };
    await answerAll(city, NOW, answers);
    while (await deliver());
    expect(sent.at(-1)?.text).toContain(notice.states.in_review['zh-CN']);
    const caseId = await caseOf(city, id);
    await claim(city, clerk, caseId);
    await judge(city, clerk, caseId, 'no-injury-examination');
    await answerAll(city, NOW, answers);
    await sign(city, clerk, senior, caseId);
    const before = sent.length;
    while (await deliver());
    expect(sent).toHaveLength(before + 1);
    expect(sent.at(-1)?.text).toContain(notice.states.granted['zh-CN']);
    expect(sent.at(-1)?.text).not.toContain(notice.states.in_review['zh-CN']);
  });

  test('confirms that the application has come, and is not sent for what the applicant does herself afterwards', async () => {
    const id = await file();
    while (await deliver());
    expect(sent).toHaveLength(1);
    expect(sent[0]?.text).toContain(notice.states.received['zh-CN']);
    const caseId = await caseOf(city, id);
    await asPortal(city, daughter, (tx) => withdrawCase(tx, daughter, NOW, caseId));
    expect(await deliver(600)).toBe(false);
  });
});

describe('a relay', () => {
  const ONE_TRY_LATER = 3_600;
  beforeEach(async () => {
    await file();
    await answerAll(city, NOW);
  });

  test('that is down gets the mail later, ever more patiently, under the same id', async () => {
    const down = async (): Promise<Delivery> => ({ retry: true, code: 'ECONNECTION' });
    const waits: number[] = [];
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await deliver(ONE_TRY_LATER, down);
      const { rows } = await city.superuser.query('select due_at from notices');
      waits.push(rows[0].due_at.getTime() - now.getTime());
    }
    expect(waits).toEqual([5_000, 10_000, 20_000, 40_000, 80_000]);
    expect(await statuses()).toEqual(['open']);
    await deliver(ONE_TRY_LATER);
    expect(await statuses()).toEqual(['sent']);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
  });

  test('that will never take it ends it as failed, and is not asked again', async () => {
    await deliver(ONE_TRY_LATER, async () => ({ retry: false, code: 'smtp:550' }));
    expect(await statuses()).toEqual(['failed']);
    expect(await deliver(ONE_TRY_LATER)).toBe(false);
    expect(sent).toHaveLength(1);
  });

  test('that stays down for ever is given up on in the end', async () => {
    for (let attempt = 0; attempt < 30; attempt += 1)
      await deliver(2 * ONE_TRY_LATER, async () => ({ retry: true, code: 'smtp:421' }));
    expect(await statuses()).toEqual(['failed']);
    expect(sent).toHaveLength(20);
  });

  test('gets the same Message-ID again where the broker died after it had sent', async () => {
    const dying = deliver(ONE_TRY_LATER, () => Promise.reject(new Error('killed')));
    await expect(dying).rejects.toThrow('killed');
    expect(await deliver(1)).toBe(false);
    await endLeases();
    expect(await deliver(1)).toBe(true);
    expect(sent.map(({ id }) => id)).toEqual([sent[0]?.id, sent[0]?.id]);
    expect(await statuses()).toEqual(['sent']);
  });

  test('gets a mail from one of many brokers, and the ledger says once that it went', async () => {
    await endLeases();
    const before = (await listLeaves(city, 'notice.sent')).length;
    now = new Date(NOW.getTime() + 3_600_000);
    await Promise.all(Array.from({ length: 6 }, () => deliver(0)));
    expect(sent).toHaveLength(1);
    expect((await listLeaves(city, 'notice.sent')).length).toBe(before + 1);
  });

  test('that answers a broker so late that another has sent it changes nothing', async () => {
    let answer: (delivery: Delivery) => void = () => undefined;
    const late = deliver(ONE_TRY_LATER, () => new Promise((resolve) => (answer = resolve)));
    await expect.poll(() => sent.length).toBe(1);
    await endLeases();
    await deliver(1);
    answer({ retry: false, code: 'smtp:550' });
    await late;
    expect(await statuses()).toEqual(['sent']);
  });
});
