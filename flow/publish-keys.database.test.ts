import { afterAll, beforeAll, expect, test } from 'vitest';
import { withTx } from '#db/with-tx.ts';
import { KeyNameError, listPublishedKeys, publishKeys } from './publish-keys.ts';
import { SYSTEM } from './system.ts';
import { NOW, openTestCity, type TestCity } from './testing/city.ts';

let city: TestCity;
beforeAll(async () => {
  city = await openTestCity();
});
afterAll(() => city.close());

const key = (kid: string, x = kid) => ({ kid, kty: 'OKP', crv: 'Ed25519', x, d: 'the-private-number' });
const hours = (count: number) => new Date(NOW.getTime() + count * 3_600_000);
const published = (now: Date) => withTx(city.portal, SYSTEM.portal, (tx) => listPublishedKeys(tx, now));
const names = async (now: Date) => (await published(now)).calls.map(({ kid }) => kid);

test('the portal shows the public part of what the broker signs with, and nothing private is written', async () => {
  await publishKeys(city.broker, NOW, { calls: key('call-1'), heads: key('head-1') });
  expect(await published(NOW)).toEqual({
    calls: [{ kid: 'call-1', kty: 'OKP', crv: 'Ed25519', x: 'call-1' }],
    heads: [{ kid: 'head-1', kty: 'OKP', crv: 'Ed25519', x: 'head-1' }],
  });
  const { rows } = await city.superuser.query('select * from signing_keys');
  expect(JSON.stringify(rows)).not.toContain('the-private-number');
});

test('a key that is replaced is good for calls for another day, and for heads for ever', async () => {
  await publishKeys(city.broker, hours(1), { calls: key('call-2'), heads: key('head-2') });
  await publishKeys(city.broker, hours(2), { calls: key('call-2'), heads: key('head-2') });
  expect(await names(hours(24))).toEqual(['call-1', 'call-2']);
  expect(await names(hours(26))).toEqual(['call-2']);
  expect((await published(hours(26))).heads.map(({ kid }) => kid)).toEqual(['head-1', 'head-2']);
});

test('a name that stood for another key is refused', async () => {
  const again = { calls: key('call-1', 'another'), heads: key('head-2') };
  await expect(publishKeys(city.broker, hours(30), again)).rejects.toThrow(KeyNameError);
  expect(await names(hours(30))).toEqual(['call-2']);
});
