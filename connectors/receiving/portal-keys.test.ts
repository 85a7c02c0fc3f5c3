import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { publicKeyOf } from '../keys.ts';
import { drawKey } from '../testing/keys.ts';
import { PortalKeysError, publishedKeys } from './portal-keys.ts';

const [first, second] = [publicKeyOf(drawKey('portal-1')), publicKeyOf(drawKey('portal-2', 'P-256'))];
let portal: Server;
let url: string;
let body: string;
let asked: number;
let now: number;
const names = (keys: readonly { kid: string }[]) => keys.map(({ kid }) => kid);

beforeEach(async () => {
  [asked, now] = [0, 0];
  body = JSON.stringify({ keys: [first, { kty: 'RSA', kid: 'of-another-kind' }], heads: [] });
  portal = createServer((request, response) => {
    asked += 1;
    response.writeHead(request.url === '/.well-known/mianzheng-keys' ? 200 : 404).end(body);
  });
  await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(portal.address() as AddressInfo).port}`;
});
afterEach(() => {
  portal.closeAllConnections();
  portal.close();
});

test('keys are fetched at the first question, and once for all that come together', async () => {
  const keys = publishedKeys(url, () => now);
  expect(asked).toBe(0);
  const found = await Promise.all([1, 2, 3].map(() => keys.find('portal-1')));
  expect(found.map(names)).toEqual([['portal-1'], ['portal-1'], ['portal-1']]);
  expect(asked).toBe(1);
});

test('a name that is not among them is looked for again, but not more often than every five seconds', async () => {
  const keys = publishedKeys(url, () => now);
  await keys.find('portal-1');
  body = JSON.stringify({ keys: [first, second] });
  expect(names(await keys.find('portal-2'))).toEqual(['portal-1']);
  now = 5_001;
  expect(names(await keys.find('portal-2'))).toEqual(['portal-1', 'portal-2']);
  for (let turn = 0; turn < 5; turn += 1) await keys.find('made-up');
  expect(asked).toBe(2);
});

test('a key that the portal has withdrawn is forgotten within five minutes', async () => {
  const keys = publishedKeys(url, () => now);
  await keys.find('portal-1');
  body = JSON.stringify({ keys: [second] });
  now = 300_001;
  expect(names(await keys.find('portal-1'))).toEqual(['portal-2']);
});

test('while the portal cannot be reached, known keys serve on, and unknown ones are nobody’s', async () => {
  const keys = publishedKeys(url, () => now);
  await keys.find('portal-1');
  body = '<html>502 Bad Gateway</html>';
  now = 300_001;
  expect(names(await keys.find('portal-1'))).toEqual(['portal-1']);
  await expect(keys.find('portal-2')).rejects.toThrow(PortalKeysError);
});

test.each([
  ['is none', '<html>502 Bad Gateway</html>', 'what stands there is no set of keys'],
  ['stands nowhere', null, 'HTTP 404'],
])(
  'that keys could not be fetched is told with the address and why, where the set %s',
  async (_what, told, why) => {
    const reports: string[] = [];
    const at = told === null ? `${url}/elsewhere` : url;
    body = told ?? body;
    const keys = publishedKeys(
      at,
      () => now,
      (what) => reports.push(what),
    );
    await expect(keys.find('portal-1')).rejects.toThrow(PortalKeysError);
    const address = `${at}/.well-known/mianzheng-keys`;
    expect(reports).toEqual([`the portal’s keys could not be fetched from ${address} (${why})`]);
  },
);
