import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answerThrough, type OpenPlug, openPlug, runService, toolsOf } from '../testing/plugged.ts';
import { cardBank } from './card-bank.ts';
import type { RunningDepartment } from './server.ts';
import { behaviour, city, stillClock } from './testing.ts';

const clock = stillClock();
let bank: RunningDepartment;
let plug: OpenPlug;
beforeAll(async () => {
  bank = await runService(cardBank, clock);
  plug = openPlug(bank, toolsOf(clock.now));
});
beforeEach(() => bank.behave(behaviour({})));
afterAll(() => bank.close());

const holder = city.get('daughter');
const ask = (account: string | null, { name, idNumber } = holder, { connector } = plug) =>
  answerThrough(connector, {
    evidence: 'E-BNK',
    fields: ['belongs'],
    subjects: [{ name, idNumber }],
    given: { account: account ?? '' },
  });

describe('an account', () => {
  test('of the person is hers, of another is not, and an unknown one has no record', async () => {
    expect(await ask(holder.card)).toMatchObject({ kind: 'confirmed', fields: { belongs: true } });
    expect(await ask(city.get('spouse').card)).toMatchObject({
      kind: 'confirmed',
      fields: { belongs: false },
    });
    expect((await ask('9999995555000012')).kind).toBe('no_record');
  });

  test('under a name that the bank could not type is ambiguous, never confirmed', async () => {
    const respelt = city.people.find(
      ({ card, heldNames }) => card !== null && heldNames['card-bank']?.endsWith('?'),
    );
    expect(respelt && (await ask(respelt.card, respelt)).kind).toBe('ambiguous');
  });
});

describe('the bank', () => {
  test('takes a token until it runs out, and the connector fetches another', async () => {
    expect((await ask(holder.card)).kind).toBe('confirmed');
    clock.move(600_000);
    expect((await ask(holder.card)).kind).toBe('confirmed');
    clock.move(0);
  });

  test('gives no token to another client', async () => {
    const wrong = openPlug(bank, toolsOf(clock.now), { secret: 'a-wrong-secret' });
    const asked = bank.ledger.count();
    expect(await ask(holder.card, holder, wrong)).toEqual({ kind: 'not_permitted', rule: 'status:401' });
    expect(bank.ledger.count()).toBe(asked);
  });

  test('says when it may be asked again', async () => {
    await bank.behave(behaviour({ mode: 'quota' }));
    expect(await ask(holder.card)).toMatchObject({
      kind: 'unavailable',
      cause: 'quota',
      retryAt: expect.any(String),
    });
  });
});
