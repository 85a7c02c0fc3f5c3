import type { z } from 'zod';
import type { Sealed } from '#db/sealed.ts';
import type { Tx, TxActor } from '#db/with-tx.ts';
import { CipherError, decrypt, keyIdOf } from './cipher.ts';
import { keyIdFrom, listKeys } from './data-key.ts';
import { type LeafNote, record } from './ledger.ts';
import { placeOf } from './seal.ts';

/** Why personal values are opened; shown to the person whose values they are. */
export type OpenPurpose =
  | 'own_form'
  | 'own_case'
  | 'own_profile'
  | 'sign_in'
  | 'filing'
  | 'ask_department'
  | 'assess'
  | 'reuse'
  | 'queue'
  | 'review'
  | 'pay'
  | 'check_record'
  | 'officer_question'
  | 'notify';

/** A sealed value with the schema that parses it. */
export interface ToOpen<T> {
  value: Sealed<unknown>;
  schema: z.ZodType<T>;
}

/** Marks a sealed value for `open`. */
export function toOpen<T>(value: Sealed<unknown>, schema: z.ZodType<T>): ToOpen<T> {
  return { value, schema };
}

type Openable = ToOpen<unknown> | null | readonly ToOpen<unknown>[];
type Opened<T> =
  T extends ToOpen<infer V> ? V : T extends null ? null : T extends readonly ToOpen<infer V>[] ? V[] : never;

type Wanted = Readonly<Record<string, Openable>>;

/**
 * The only way from ciphertext to value. Opens all of one request together and writes one ledger row that names the
 * rows and columns that were read, by whom and why.
 * @returns the values under the same names: one value, a list, or null where nothing was wanted
 * @throws CipherError if a key was erased, is not this actor's, or a value was moved or changed
 */
export async function open<T extends Wanted>(
  tx: Tx,
  actor: TxActor,
  purpose: OpenPurpose,
  now: Date,
  wanted: T,
): Promise<{ [K in keyof T]: Opened<T[K]> }> {
  const leaves: LeafNote[] = [];
  const values = await openInto(leaves, tx, actor, purpose, wanted);
  await record(tx, now, leaves);
  return values;
}

/** The same for a writer that records all leaves of its transaction together, this one among them. */
export async function openInto<T extends Wanted>(
  leaves: LeafNote[],
  tx: Tx,
  actor: TxActor,
  purpose: OpenPurpose,
  wanted: T,
): Promise<{ [K in keyof T]: Opened<T[K]> }> {
  const all = Object.values(wanted).flatMap((entry) => entry ?? []);
  const keys = await listKeys(
    tx,
    all.map(({ value }) => keyIdFrom(keyIdOf(value.bytes))),
  );
  const openOne = ({ value, schema }: ToOpen<unknown>) => {
    const key = keys.get(keyIdFrom(keyIdOf(value.bytes)));
    if (key === undefined) throw new CipherError();
    const plain = decrypt(key, placeOf(value.table, value.column, value.row), value.bytes);
    return schema.parse(JSON.parse(plain.toString('utf8')));
  };
  const opened = Object.entries(wanted).map(([name, entry]) => [
    name,
    entry === null ? null : isList(entry) ? entry.map(openOne) : openOne(entry),
  ]);
  if (all.length > 0) {
    const read = all.map(({ value }) => `${value.table}.${value.column}:${value.row}`);
    const by = 'id' in actor ? actor.id : actor.kind;
    leaves.push({ kind: 'data.opened', actor: by, refs: { purpose, read } });
  }
  return Object.fromEntries(opened);
}

function isList(entry: Exclude<Openable, null>): entry is readonly ToOpen<unknown>[] {
  return Array.isArray(entry);
}
