import { z } from 'zod';
import { PublicKey } from '#domain/connector.ts';
import { ExchangeProof } from '#domain/exchange.ts';
import { LedgerHead } from '#domain/ledger-head.ts';

/** A leaf with its place in the tree of the file's head: the audit path of RFC 6962 §2.1.1, from the leaf up. */
const ProvenLeaf = z.object({
  position: z.int().min(0),
  leaf: z.string(),
  path: z.array(z.string().regex(/^[0-9a-f]{64}$/)),
});

/**
 * One exchange as an expert verifies it without us: what was asked in the clear words of the console, both messages as they
 * were signed, the two ledger leaves with their proofs, and the signed head. Bodies are not in it: each side has its own, and
 * the digests tell whether they are the ones.
 */
export const ExchangeFile = z.object({
  type: z.literal('exchange'),
  v: z.literal(1),
  exchange: z.object({
    id: z.string(),
    call: z.string(),
    attempt: z.int(),
    connector: z.string(),
    service: z.string(),
    requirement: z.string(),
    evidence: z.string(),
    fields: z.array(z.string()),
    purpose: z.string(),
    legalBasis: z.string(),
    actor: z.string(),
    sentAt: z.iso.datetime(),
    answeredAt: z.iso.datetime().nullable(),
    answer: z.string().nullable(),
  }),
  messages: ExchangeProof,
  leaves: z.array(ProvenLeaf),
  head: LedgerHead,
  /** Public keys as they stood when this file was made; compare them with those that you have from elsewhere. */
  keys: z.object({
    portal: z.array(PublicKey),
    department: z.array(PublicKey),
    heads: z.array(PublicKey),
  }),
});
export type ExchangeFile = z.infer<typeof ExchangeFile>;
