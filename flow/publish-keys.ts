import { listPublicKeys } from '#db/ledger.ts';
import { type SigningKeyRow, saveCurrentKey } from '#db/signing-keys.ts';
import { type Pool, type Tx, withTx } from '#db/with-tx.ts';
import { PublicKey } from '#domain/connector.ts';
import { SYSTEM } from './system.ts';

/** The uses of the broker's keys for which others need the public part. */
const USES = ['calls', 'heads'] as const;
type Use = (typeof USES)[number];

/** How long a key that has been replaced is still good for calls: another broker may be using it. */
const OVERLAP_MS = 24 * 60 * 60 * 1000;

/**
 * Publishes the public parts of the keys that this broker signs with. Those that they replace stay known, for old signatures.
 * @param keys private or public JSON Web Keys; nothing but the public part is written
 * @throws KeyNameError where another key was published under the name before
 */
export async function publishKeys(pool: Pool, now: Date, keys: Readonly<Record<Use, object>>): Promise<void> {
  await withTx(pool, SYSTEM.broker, async (tx) => {
    for (const use of USES) {
      const key = publicPart(keys[use]);
      const known = (await listPublicKeys(tx, use)).find(({ kid }) => kid === key.kid);
      if (known !== undefined && known.key.x !== key.x) throw new KeyNameError(key.kid);
      if (known?.isCurrent !== true) await saveCurrentKey(tx, { kid: key.kid, use, key, since: now });
    }
  });
}

function publicPart(jwk: object): PublicKey {
  const { kid, kty, crv, x, y } = PublicKey.parse(jwk);
  return { kid, kty, crv, x, ...(y !== undefined && { y }) };
}

/** What departments and experts verify with: keys good for calls now, and every key that heads were ever signed with. */
export async function listPublishedKeys(
  tx: Tx,
  now: Date,
): Promise<{ calls: PublicKey[]; heads: PublicKey[] }> {
  const [calls, heads] = [await listPublicKeys(tx, 'calls'), await listPublicKeys(tx, 'heads')];
  return { calls: calls.filter((row) => isGood(row, calls, now)).map(keyOf), heads: heads.map(keyOf) };
}

function isGood(row: SigningKeyRow, all: readonly SigningKeyRow[], now: Date): boolean {
  if (row.isCurrent) return true;
  const successor = all.find(({ isCurrent }) => isCurrent);
  return successor !== undefined && now.getTime() - successor.since.getTime() < OVERLAP_MS;
}

const keyOf = ({ key }: SigningKeyRow) => key;

/** A name stands for one key for ever: signatures name their key by it. */
export class KeyNameError extends Error {
  constructor(kid: string) {
    super(`another key was published as ${kid}; give the new key a name of its own`);
    this.name = 'KeyNameError';
  }
}
