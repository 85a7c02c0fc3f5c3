import { z } from 'zod';

/** What a leaf records; a kind is never reused for another meaning. */
export const LeafKind = z.enum([
  'application.filed',
  'question.sent',
  'answer.received',
  'answer.reused',
  'commitment.made',
  'case.decided',
  'case.withdrawn',
  'case.drafted',
  'case.claimed',
  'case.released',
  'requirement.determined',
  'criterion.judged',
  'decision.proposed',
  'decision.returned',
  'decision.approved',
  'review.requested',
  'account.corrected',
  'batch.prepared',
  'batch.released',
  'batch.dissolved',
  'payment.sent',
  'payment.reported',
  'notice.sent',
  'data.opened',
  'answer.late',
  'event.received',
  'connector.changed',
  'connector.signed',
  'connector.live',
  'credential.set',
  'grant.requested',
  'grant.changed',
  'switch.set',
  'switch.lifted',
  'anomaly.found',
  'anomaly.settled',
  'feed.served',
  'question.answered',
  'question.reopened',
  'ticket.opened',
  'ticket.settled',
  'exported',
]);
export type LeafKind = z.infer<typeof LeafKind>;

/**
 * Leaf format v1: ids, kinds, times and salted commitments; never a personal value. `refs` are ids and machine words by
 * name; `commitments` are hexadecimal SHA-256 of salt ‖ value, whose salt is sealed with the value, so that erasing the
 * key erases the link while the proof stays.
 */
export const Leaf = z.strictObject({
  v: z.literal(1),
  id: z.string(),
  at: z.iso.datetime(),
  kind: LeafKind,
  actor: z.string(),
  refs: z.record(z.string(), z.union([z.string(), z.number().int(), z.array(z.string())])),
  commitments: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
});
export type Leaf = z.infer<typeof Leaf>;
