import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { insertLeaves } from '#db/ledger.ts';
import type { Tx } from '#db/with-tx.ts';
import { LeafId } from '#domain/ids.ts';
import { Leaf, type LeafKind } from '#domain/ledger-leaf.ts';
import { newId } from './new-id.ts';

/** Canonical JSON (RFC 8785) of a leaf. */
export function leafText(leaf: Leaf): string {
  const text = canonicalize(Leaf.parse(leaf));
  if (text === undefined) throw new TypeError('a leaf is a JSON object');
  return text;
}

/** Leaf hash of RFC 6962 §2.1: SHA-256 of 0x00 ‖ leaf, hexadecimal. */
export function leafHash(text: string): string {
  return createHash('sha256').update(Buffer.of(0)).update(text, 'utf8').digest('hex');
}

/** Salted commitment to a value: SHA-256 of salt(16 bytes) ‖ canonical JSON, hexadecimal. */
export function commitment(salt: Buffer, value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('only JSON values can be committed to');
  return createHash('sha256').update(salt).update(text, 'utf8').digest('hex');
}

/** What a writer says of one leaf; id and format are added here. */
export interface LeafNote {
  /** Made by the writer where another row names the leaf. */
  id?: LeafId;
  kind: LeafKind;
  actor: string;
  refs: Leaf['refs'];
  commitments?: Leaf['commitments'];
}

/** Writes ledger leaves in the same transaction as what they record. */
export async function record(tx: Tx, now: Date, notes: readonly LeafNote[]): Promise<void> {
  const rows = notes.map((note) => {
    const id = note.id ?? newId(LeafId, 'leaf', now);
    const leaf = leafText({ v: 1, at: now.toISOString(), commitments: {}, ...note, id });
    return { id, at: now, kind: note.kind, leaf, hash: leafHash(leaf) };
  });
  await insertLeaves(tx, rows);
}
