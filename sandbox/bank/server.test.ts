import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Clock } from '../clock.ts';
import { city, stillClock } from '../departments/testing.ts';
import { BankBehaviour } from './behaviour.ts';
import { openBankLedger } from './ledger.ts';
import type { BatchLine } from './protocol.ts';
import { type RunningBank, startBank } from './server.ts';

const SECRET = 'a-secret-of-the-test-bank';
const daughter = city.get('daughter');
const spouse = city.get('spouse');
let folder: string;
let clock: Clock;
let bank: RunningBank;

const start = () => startBank({ ledger: openBankLedger(folder, city), port: 0, secret: SECRET, clock });
const behave = (known: Partial<BankBehaviour>) => bank.behave(BankBehaviour.parse(known));

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bank-'));
  clock = stillClock();
  bank = await start();
  await behave({ settleMs: 0 });
});
afterEach(async () => {
  await bank.close();
  rmSync(folder, { recursive: true });
});

const line = (order: string, known: Partial<BatchLine> = {}): BatchLine => ({
  order,
  account: daughter.card ?? '',
  name: daughter.name,
  amountFen: 6_096_292,
  memo: '遗属待遇',
  ...known,
});

async function call(method: string, path: string, body?: unknown, secret = SECRET) {
  const response = await fetch(bank.url + path, {
    method,
    headers: { authorization: `Bearer ${secret}` },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: response.status, type: response.headers.get('content-type'), body: await response.json() };
}
const put = (id: string, lines: unknown) => call('PUT', `/batches/${id}`, { lines });
const statement = async (id: string) => (await call('GET', `/batches/${id}`)).body;

describe('a batch', () => {
  test('is taken, then settled: the holder’s account is paid, with reference and time', async () => {
    const taken = await put('b1', [line('o1')]);
    expect(taken).toMatchObject({ status: 201, body: { id: 'b1', status: 'accepted' } });
    expect(taken.body.lines).toEqual([
      { order: 'o1', result: 'pending', reason: null, reference: null, at: null },
    ]);
    expect(await statement('b1')).toEqual({
      id: 'b1',
      status: 'settled',
      lines: [
        {
          order: 'o1',
          result: 'paid',
          reason: null,
          reference: 'AL2026112200000001',
          at: '2026-11-22T04:00:00.000Z',
        },
      ],
    });
  });

  test('bounces line by line, each for its own reason', async () => {
    bank.ledger().setClosed(spouse.card ?? '', true);
    await put('b1', [
      line('o1'),
      line('o2', { account: '9999990000000000' }),
      line('o3', { name: spouse.name }),
      line('o4', { account: spouse.card ?? '', name: spouse.name }),
    ]);
    expect((await statement('b1')).lines.map((each: { reason: string | null }) => each.reason)).toEqual([
      null,
      'no_such_account',
      'name_mismatch',
      'account_closed',
    ]);
  });

  test('is paid where the bank has written the same name otherwise', async () => {
    const other = city.people.find(({ card, heldNames }) => card && heldNames['card-bank']);
    if (!other) throw new RangeError('nobody in the city has such a card');
    await put('b1', [line('o1', { account: other.card ?? '', name: other.name })]);
    expect((await statement('b1')).lines).toMatchObject([{ result: 'paid' }]);
  });

  test('that comes again has no further effect; with another content it is a conflict', async () => {
    await put('b1', [line('o1')]);
    expect(await put('b1', [line('o1')])).toMatchObject({ status: 200, body: { id: 'b1' } });
    expect(await put('b1', [line('o1', { amountFen: 1 })])).toMatchObject({
      status: 409,
      type: 'application/problem+json; charset=utf-8',
      body: { code: 'batch_conflict', status: 409 },
    });
    expect(bank.ledger().list()).toHaveLength(1);
  });

  test('does not pay an order a second time that an earlier batch named', async () => {
    await put('b1', [line('o1')]);
    await put('b2', [line('o1'), line('o2')]);
    expect((await statement('b2')).lines).toMatchObject([
      { order: 'o1', result: 'bounced', reason: 'duplicate_order' },
      { order: 'o2', result: 'paid' },
    ]);
  });

  test('outlives the bank', async () => {
    await put('b1', [line('o1')]);
    await bank.close();
    bank = await start();
    expect(await statement('b1')).toMatchObject({ status: 'settled', lines: [{ result: 'paid' }] });
  });

  test('settles when its time has come by the sandbox’s clock', async () => {
    await behave({ settleMs: 86_400_000 });
    await put('b1', [line('o1')]);
    clock.move(86_399_000);
    expect(await statement('b1')).toMatchObject({ status: 'accepted' });
    clock.move(86_400_000);
    expect(await statement('b1')).toMatchObject({ status: 'settled' });
  });

  test('settles as well when the sandbox’s clock has been put back meanwhile', async () => {
    clock.move(30 * 86_400_000);
    await put('b1', [line('o1')]);
    clock.move(0);
    expect(await statement('b1')).toMatchObject({ status: 'settled' });
  });
});

describe('a request that is wrong is told what is wrong with it', () => {
  test.each<[string, () => ReturnType<typeof call>, number, string]>([
    ['another secret', () => call('GET', '/batches/b1', undefined, 'wrong'), 401, 'unauthorised'],
    ['a batch that nobody sent', () => call('GET', '/batches/b1'), 404, 'not_found'],
    ['another path', () => call('GET', '/accounts'), 404, 'not_found'],
    ['another method', () => call('POST', '/batches/b1', {}), 405, 'method_not_allowed'],
    ['a batch id with other characters', () => put('b%201', [line('o1')]), 400, 'bad_id'],
    ['a body that is no JSON', () => call('PUT', '/batches/b1', '{"lines":'), 400, 'bad_json'],
    ['no lines', () => put('b1', []), 422, 'invalid'],
    ['an order twice', () => put('b1', [line('o1'), line('o1')]), 422, 'order_repeated'],
    ['more than a megabyte', () => call('PUT', '/batches/b1', 'x'.repeat(1_048_577)), 413, 'too_large'],
  ])('%s', async (_what, ask, status, code) => {
    expect(await ask()).toMatchObject({ status, body: { status, code } });
    expect(bank.ledger().list()).toEqual([]);
  });

  test.each([0, -1, 1.5, '100'])('an amount of %j, by pointer and without the value', async (amountFen) => {
    const { body } = await put('b1', [line('o1'), { ...line('o2'), amountFen }]);
    expect(body).toMatchObject({ code: 'invalid', errors: [{ pointer: '#/lines/1/amountFen' }] });
  });
});

describe('the bank’s behaviour', () => {
  test('broken: nothing is taken', async () => {
    await behave({ mode: 'broken' });
    expect(await put('b1', [line('o1')])).toMatchObject({ status: 503, body: { code: 'down' } });
    await behave({ mode: 'normal' });
    expect(await call('GET', '/batches/b1')).toMatchObject({ status: 404 });
  });

  test('lost answer: the batch is taken, and the caller hears nothing', async () => {
    await behave({ mode: 'lost_answer', settleMs: 0 });
    await expect(put('b1', [line('o1')])).rejects.toThrow();
    expect(await statement('b1')).toMatchObject({ status: 'settled' });
  });

  test('refused: nobody listens, until somebody does again on the same port', async () => {
    await behave({ mode: 'refused' });
    await expect(put('b1', [line('o1')])).rejects.toThrow();
    await behave({ mode: 'normal' });
    expect(await put('b1', [line('o1')])).toMatchObject({ status: 201 });
  });

  test('hold: nothing settles before it ends', async () => {
    await behave({ mode: 'hold', settleMs: 0 });
    await put('b1', [line('o1')]);
    expect(await statement('b1')).toMatchObject({ status: 'accepted' });
    await behave({ mode: 'normal' });
    expect(await statement('b1')).toMatchObject({ status: 'settled' });
  });

  test('slow: the answer comes late', async () => {
    await behave({ mode: 'slow', delayMs: 120 });
    const begin = performance.now();
    expect(await put('b1', [line('o1')])).toMatchObject({ status: 201 });
    expect(performance.now() - begin).toBeGreaterThan(100);
  });
});
