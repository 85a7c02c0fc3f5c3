import { z } from 'zod';

/** A signed tree head: what the sealer vouches for. `signature` (Ed25519, base64) is over the canonical JSON of the rest. */
export const LedgerHead = z.object({
  v: z.literal(1),
  size: z.int().min(0),
  /** Root of the Merkle tree over the first `size` leaves (RFC 6962 §2.1), hexadecimal SHA-256. */
  root: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
  key: z.string(),
  signature: z.base64(),
});
export type LedgerHead = z.infer<typeof LedgerHead>;
