import { z } from 'zod';

/** One message of an exchange as it was signed: enough to verify it later without the network. */
export const SignedMessage = z.object({
  /** RFC 9421 signature base and signature (base64); null where the way of joining knows no signatures. */
  base: z.string().nullable(),
  signature: z.string().nullable(),
  keyId: z.string().nullable(),
  /** SHA-256 of the body, base64, as in Content-Digest (RFC 9530). */
  digest: z.string(),
});
export type SignedMessage = z.infer<typeof SignedMessage>;

/** What went to one source of a connector and what came back, without bodies. */
export const SourceExchange = z.object({
  source: z.string(),
  request: SignedMessage,
  response: SignedMessage.nullable(),
  /** Where the response only announced the answer: the department's own message that brought it. It names the call. */
  late: SignedMessage.optional(),
});
export type SourceExchange = z.infer<typeof SourceExchange>;

/** The proof of one question: one entry for each source that was asked. */
export const ExchangeProof = z.array(SourceExchange);
export type ExchangeProof = z.infer<typeof ExchangeProof>;

/** The bodies that belong to a proof: personal, sealed wherever they are kept. */
export const ExchangeBodies = z.array(
  z.object({ source: z.string(), request: z.string(), response: z.string().nullable() }),
);
export type ExchangeBodies = z.infer<typeof ExchangeBodies>;
