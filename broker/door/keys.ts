import { withTx } from '#db/with-tx.ts';
import type { PublicKey } from '#domain/connector.ts';
import { listPublishedKeys } from '#flow/publish-keys.ts';
import { SYSTEM } from '#flow/system.ts';
import type { DoorSettings } from './door.ts';

/** The keys with which this portal signs calls and tokens, as a JSON Web Key Set (RFC 7517 §5). */
export async function publishedKeys({ pool, clock }: DoorSettings): Promise<{ keys: PublicKey[] }> {
  const { calls } = await withTx(pool, SYSTEM.broker, (tx) => listPublishedKeys(tx, clock()));
  return { keys: calls };
}
