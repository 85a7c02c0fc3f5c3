import { randomBytes } from 'node:crypto';
import { parse as uuidBytes, stringify as uuidText } from 'uuid';
import { insertDataKey, listDataKeys } from '#db/data-keys.ts';
import type { Tx } from '#db/with-tx.ts';
import { KeyId } from '#domain/ids.ts';
import { CipherError, decrypt, encrypt } from './cipher.ts';
import { keyEnvironment } from './environment.ts';
import { newId } from './new-id.ts';

/** A data key in the clear; it lives no longer than the transaction that fetched it. */
export interface DataKey {
  id: KeyId;
  secret: Buffer;
}

/** The 16 bytes that name a key in a ciphertext's head. */
export function keyIdBytes(id: KeyId): Buffer {
  return Buffer.from(uuidBytes(id.slice('dkey_'.length)));
}

/** The reverse of `keyIdBytes`. */
export function keyIdFrom(bytes: Buffer): KeyId {
  return KeyId.parse(`dkey_${uuidText(bytes)}`);
}

/** Makes and stores a data key for `owner`; destroying its row later erases all that it sealed. */
export async function createDataKey(tx: Tx, owner: string, now: Date): Promise<DataKey> {
  const key = { id: newId(KeyId, 'dkey', now), secret: randomBytes(32) };
  const wrapped = encrypt(keyEnvironment().COLUMN_WRAPPING_KEY, keyIdBytes(key.id), key.id, key.secret);
  await insertDataKey(tx, { id: key.id, owner, wrapped, createdAt: now });
  return key;
}

/** Keys that a transaction has unwrapped; they go when it does. */
const unwrapped = new WeakMap<Tx, Map<KeyId, Buffer>>();

/** Unwraps a key that came with a row, for this transaction. */
export function unwrapKey(tx: Tx, { id, wrapped }: { id: KeyId; wrapped: Buffer }): DataKey {
  const known = unwrapped.get(tx) ?? new Map<KeyId, Buffer>();
  unwrapped.set(tx, known);
  const secret = known.get(id) ?? decrypt(keyEnvironment().COLUMN_WRAPPING_KEY, id, wrapped);
  known.set(id, secret);
  return { id, secret };
}

/** The data keys among `ids`, each unwrapped once per transaction. */
export async function listKeys(tx: Tx, ids: readonly KeyId[]): Promise<ReadonlyMap<KeyId, Buffer>> {
  const missing = [...new Set(ids)].filter((id) => !unwrapped.get(tx)?.has(id));
  for (const row of await listDataKeys(tx, missing)) unwrapKey(tx, row);
  return unwrapped.get(tx) ?? new Map();
}

/** One data key. @throws CipherError if it was erased or is not this actor's. */
export async function getKey(tx: Tx, id: KeyId): Promise<DataKey> {
  const secret = (await listKeys(tx, [id])).get(id);
  if (secret === undefined) throw new CipherError();
  return { id, secret };
}
