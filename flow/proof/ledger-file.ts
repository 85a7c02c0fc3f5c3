import { z } from 'zod';
import { LedgerHead } from '#domain/ledger-head.ts';

/** First line of an export: what it holds. Keys are not in it: who verifies has them from somewhere else. */
const FileHead = z.strictObject({ type: z.literal('ledger'), v: z.literal(1), size: z.int().min(0) });
const FileLeaf = z.strictObject({
  type: z.literal('leaf'),
  position: z.int().min(0),
  /** Canonical JSON of the leaf, as it was hashed. */
  leaf: z.string(),
});
const FileTreeHead = z.strictObject({ type: z.literal('head'), head: LedgerHead });

/**
 * A line of a ledger export (JSON Lines). After the first line the leaves stand in their order, and each signed head right
 * after the last leaf that it covers; the last line is the head of the whole.
 */
export const LedgerLine = z.discriminatedUnion('type', [FileHead, FileLeaf, FileTreeHead]);
export type LedgerLine = z.infer<typeof LedgerLine>;
