import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import canonicalize from 'canonicalize';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LedgerHead } from '#domain/ledger-head.ts';
import { nodeHash } from '#domain/merkle.ts';
import { publicKeyOf } from '../keys.ts';
import { signBytes } from '../raw-signature.ts';
import { drawKey } from '../testing/keys.ts';
import { openStore, type Store } from './store.ts';
import { witness } from './witness.ts';

const KEY = drawKey('sealer');
const NOW = new Date('2026-11-22T04:00:00Z');
const leaf = (text: string) => createHash('sha256').update(Buffer.of(0)).update(text).digest('hex');
const [a, b, c, forged] = [leaf('a'), leaf('b'), leaf('c'), leaf('forged')] as const;

function headOf(size: number, root: string, key = KEY): LedgerHead {
  const head = { v: 1 as const, size, root, at: NOW.toISOString(), key: key.kid };
  return { ...head, signature: signBytes(canonicalize(head) ?? '', key).toString('base64') };
}
const two = headOf(2, nodeHash(a, b));
const three = headOf(3, nodeHash(nodeHash(a, b), c));

let server: Server;
let portal: string;
let published: { head: LedgerHead; since: { head: LedgerHead; proof: string[] } | null } | undefined;
let store: Store;

beforeEach(async () => {
  store = openStore(':memory:');
  server = createServer((request, response) => {
    const isHead = request.url?.startsWith('/.well-known/mianzheng-head') === true;
    if (isHead && published === undefined) response.writeHead(404).end();
    else response.end(JSON.stringify(isHead ? published : { keys: [], heads: [publicKeyOf(KEY)] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  portal = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  store.close();
  server.close();
  server.closeAllConnections();
});

test('a head is kept, and a later one only with the proof that the first is its beginning', async () => {
  published = { head: two, since: null };
  expect(await witness(store, portal, NOW)).toEqual({ kind: 'kept' });
  published = { head: three, since: { head: two, proof: [c] } };
  expect(await witness(store, portal, NOW)).toEqual({ kind: 'kept' });
  expect(JSON.parse(store.findHead()?.head ?? '')).toEqual(three);
  expect(store.countMisfits()).toBe(0);
});

test.each([
  [
    'of which something sealed was changed',
    headOf(3, nodeHash(nodeHash(a, forged), c)),
    [c],
    'not_a_continuation',
  ],
  ['that was cut', headOf(1, a), [], 'not_a_continuation'],
  ['of the same size with another content', headOf(2, nodeHash(a, forged)), [], 'not_a_continuation'],
  ['without a proof', three, null, 'not_a_continuation'],
  ['that a stranger has signed', headOf(3, three.root, drawKey('sealer')), [c], 'signature'],
] as const)('a ledger %s is found, and its head kept as evidence', async (_what, head, proof, why) => {
  published = { head: two, since: null };
  await witness(store, portal, NOW);
  published = { head, since: proof && { head: two, proof: [...proof] } };
  expect(await witness(store, portal, NOW)).toEqual({ kind: 'broken', why });
  expect(store.countMisfits()).toBe(1);
  expect(JSON.parse(store.findHead()?.head ?? '')).toEqual(two);
});

test('a portal that no longer knows the head that it once signed has lost it', async () => {
  published = undefined;
  expect(await witness(store, portal, NOW)).toEqual({ kind: 'nothing_sealed' });
  published = { head: two, since: null };
  await witness(store, portal, NOW);
  published = undefined;
  expect(await witness(store, portal, NOW)).toEqual({ kind: 'broken', why: 'forgotten' });
});

test('a portal that cannot be reached is no reason to shout', async () => {
  expect(await witness(store, 'http://127.0.0.1:9', NOW)).toEqual({ kind: 'unreachable' });
});
