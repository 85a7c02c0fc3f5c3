import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BankBehaviour } from '#sandbox/bank/behaviour.ts';
import { openBankLedger } from '#sandbox/bank/ledger.ts';
import { type RunningBank, startBank } from '#sandbox/bank/server.ts';
import { city, stillClock } from '#sandbox/departments/testing.ts';
import { type BankClient, openBankClient, type PaymentLine } from './bank-client.ts';

const SECRET = 'a-secret-of-the-test-bank';
const payee = city.get('daughter');
let bank: RunningBank;
let client: BankClient;

const open = (url: string, timeoutMs = 2_000, secret = SECRET) => openBankClient({ url, secret, timeoutMs });
const behave = (known: Partial<BankBehaviour>) => bank.behave(BankBehaviour.parse({ settleMs: 0, ...known }));

beforeEach(async () => {
  bank = await startBank({
    ledger: openBankLedger(null, city),
    port: 0,
    secret: SECRET,
    clock: stillClock(),
  });
  await behave({});
  client = open(bank.url);
});
afterEach(() => bank.close());

const line = (order: string, known: Partial<PaymentLine> = {}): PaymentLine => ({
  order,
  account: payee.card ?? '',
  name: payee.name,
  amountFen: 6_096_292,
  memo: '遗属待遇',
  ...known,
});

describe('with the city’s bank', () => {
  test('a batch is accepted, and its statement says which payments came through and which went back', async () => {
    const lines = [line('o1'), line('o2', { account: '0' })];
    expect(await client.submit({ id: 'b1', lines })).toBe('accepted');
    expect(await client.statement('b1')).toMatchObject({
      id: 'b1',
      status: 'settled',
      lines: [
        { order: 'o1', result: 'paid', reason: null },
        { order: 'o2', result: 'bounced', reason: 'no_such_account' },
      ],
    });
  });

  test('a batch of a thousand payments, the most that there may be, goes and comes back', async () => {
    const lines = Array.from({ length: 1_000 }, (_, index) => line(`order-of-the-thousand-${index}`));
    expect(await client.submit({ id: 'b1', lines })).toBe('accepted');
    expect(await client.statement('b1')).toMatchObject({ status: 'settled' });
  });

  test('a repeated batch is accepted again and paid once', async () => {
    for (let time = 0; time < 2; time++)
      expect(await client.submit({ id: 'b1', lines: [line('o1')] })).toBe('accepted');
    expect(bank.ledger().list()).toHaveLength(1);
  });

  test('a batch whose answer was lost can be asked for, and submitted again', async () => {
    await behave({ mode: 'lost_answer' });
    expect(await client.submit({ id: 'b1', lines: [line('o1')] })).toBe('unavailable');
    expect(await client.statement('b1')).toMatchObject({ status: 'settled' });
    await behave({});
    expect(await client.submit({ id: 'b1', lines: [line('o1')] })).toBe('accepted');
    expect(bank.ledger().list()).toHaveLength(1);
  });

  test('a refusal carries the bank’s code', async () => {
    await client.submit({ id: 'b1', lines: [line('o1')] });
    expect(await client.submit({ id: 'b1', lines: [line('o2')] })).toEqual({ refused: 'batch_conflict' });
    expect(await client.submit({ id: 'b2', lines: [line('o2', { amountFen: 0 })] })).toEqual({
      refused: 'invalid',
    });
    expect(await client.submit({ id: 'b3', lines: [] })).toEqual({ refused: 'invalid' });
  });

  test('a batch that was never sent is unknown', async () => {
    expect(await client.statement('b1')).toBe('unknown');
  });

  test.each<[string, Partial<BankBehaviour>]>([
    ['refuses', { mode: 'refused' }],
    ['is broken', { mode: 'broken' }],
    ['is too slow', { mode: 'slow', delayMs: 5_000 }],
  ])('a bank that %s is unavailable', async (_what, behaviour) => {
    await behave(behaviour);
    const impatient = open(bank.url, 200);
    expect(await impatient.submit({ id: 'b1', lines: [line('o1')] })).toBe('unavailable');
    expect(await impatient.statement('b1')).toBe('unavailable');
  });

  test('a refused credential is no refusal of the batch', async () => {
    const stranger = open(bank.url, 2_000, 'another-secret-than-the-banks');
    expect(await stranger.submit({ id: 'b1', lines: [line('o1')] })).toBe('unavailable');
    expect(await stranger.statement('b1')).toBe('unavailable');
  });
});

describe('an answer that is not the bank’s is never taken for one', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });
  async function serve(listener: RequestListener): Promise<BankClient> {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return open(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, 300);
  }
  const paid = { order: 'o1', result: 'paid', reason: null, reference: 'r', at: '2026-11-22T04:00:00Z' };
  const statement = (known: object) =>
    JSON.stringify({ id: 'b1', status: 'settled', lines: [paid], ...known });

  test('the control: this statement would be accepted', async () => {
    const odd = await serve((_request, response) => response.end(statement({})));
    expect(await odd.statement('b1')).toMatchObject({ status: 'settled' });
  });

  test.each([
    ['a page of a gateway', 200, '<html>系统维护中</html>'],
    ['half an answer', 200, '{"id":"b1","status":'],
    ['another batch’s statement', 200, statement({ id: 'b2' })],
    ['a status that there is not', 200, statement({ status: 'done' })],
    ['no lines', 200, statement({ lines: [] })],
    ['a payment without reference', 200, statement({ lines: [{ ...paid, reference: null }] })],
    ['a reason that there is not', 200, statement({ lines: [{ ...paid, result: 'bounced', reason: 'x' }] })],
    ['more than a megabyte', 200, 'x'.repeat(1_100_000)],
    ['a gateway’s own 404', 404, '<html>Not Found</html>'],
    ['a gateway’s own 422', 422, 'no'],
    ['a redirect', 307, ''],
  ])('%s', async (_what, status, body) => {
    const odd = await serve((_request, response) => {
      response.writeHead(status, { location: `${bank.url}/batches/b1` });
      response.end(body);
    });
    expect(await odd.submit({ id: 'b1', lines: [line('o1')] })).toBe('unavailable');
    expect(await odd.statement('b1')).toBe('unavailable');
    expect(bank.ledger().list()).toEqual([]);
  });

  test('an answer that stops in the middle ends with the timeout', async () => {
    const odd = await serve((_request, response) => {
      response.writeHead(200);
      response.write('{"id":');
    });
    expect(await odd.statement('b1')).toBe('unavailable');
  });

  test('the secret stands in the header alone, and the payees in the body alone', async () => {
    const seen: string[] = [];
    const odd = await serve((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      response.end();
    });
    await odd.submit({ id: 'b/1', lines: [line('o1')] });
    expect(seen).toEqual(['PUT /batches/b%2F1']);
  });
});
