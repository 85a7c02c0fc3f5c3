import { z } from 'zod';
import { Answer } from '#domain/answer.ts';
import { EvidenceCode } from '#domain/evidence.ts';
import { PersonRef } from '#domain/question.ts';

/**
 * Wire protocol of a department's connector, version 1. All bodies are JSON in UTF-8; personal data stands in bodies only.
 *
 * POST /verify    VerifyRequest → 200 VerifyReply | 202 PendingReply | problem details (RFC 9457)
 * GET  /health    → 200 HealthReply
 * POST <callback> LateReply → 204   (sent by the department to `callback` of the request it answers late)
 *
 * Both directions carry `Authorization: Bearer <the connector's secret>`. `call` is the idempotency key: the same call
 * twice has one effect and the same reply.
 */
export const VerifyRequest = z.object({
  protocol: z.literal(1),
  call: z.uuid(),
  /** 办件编号 and requirement for which is asked: the department can hold every question against a live case. */
  caseNumber: z.string(),
  requirement: z.string(),
  purpose: z.string(),
  legalBasis: z.string(),
  /** On whose behalf: `system` or the tail of a staff number. */
  actor: z.string(),
  evidence: EvidenceCode,
  fields: z.array(z.string()).min(1),
  subjects: z.array(PersonRef).min(1).max(2),
  given: z.record(z.string(), z.string()),
  callback: z.url(),
});
export type VerifyRequest = z.infer<typeof VerifyRequest>;

/** Identity numbers as they were asked, in order: an answer about anybody else is an error. */
const about = z
  .array(z.object({ idNumber: z.string() }))
  .min(1)
  .max(2);

/** What a department may say; `pending`, `unavailable` and `not_permitted` are the transport's to say. */
const DepartmentAnswer = Answer.refine(
  (answer) => ['confirmed', 'contradicted', 'no_record', 'ambiguous'].includes(answer.kind),
  'a department answers confirmed, contradicted, no_record or ambiguous',
);

export const VerifyReply = z.object({ call: z.uuid(), about, answer: DepartmentAnswer });
export type VerifyReply = z.infer<typeof VerifyReply>;

export const PendingReply = z.object({
  call: z.uuid(),
  ticket: z.string().min(1).max(120),
  expectedAt: z.iso.datetime({ offset: true }),
});
export type PendingReply = z.infer<typeof PendingReply>;

export const LateReply = VerifyReply.extend({ ticket: z.string().min(1).max(120) });
export type LateReply = z.infer<typeof LateReply>;

/** RFC 9457, with who is at fault and whether and when to ask again. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  code: z.enum(['bad_request', 'unauthorised', 'not_permitted', 'quota', 'suspended', 'down']),
  origin: z.enum(['caller', 'department']),
  retryable: z.boolean(),
  retryAfterSeconds: z.number().int().nonnegative().optional(),
});
export type Problem = z.infer<typeof Problem>;

export const HealthReply = z.object({
  status: z.enum(['up', 'down', 'unknown']),
  since: z.iso.datetime({ offset: true }),
});
export type HealthReply = z.infer<typeof HealthReply>;
