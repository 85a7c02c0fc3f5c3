import { z } from 'zod';
import { Answer, KeyUsed } from '#domain/answer.ts';
import { EvidenceCode, FieldKind, Texts } from '#domain/evidence.ts';
import { PersonRef } from '#domain/question.ts';

/**
 * Wire protocol of a department's connector, version 1. All bodies are JSON in UTF-8; personal data stands in bodies only.
 *
 * At the department:
 * POST /verify        VerifyRequest → 200 VerifyReply | 202 PendingReply | problem details (problem.ts)
 * POST /verify/batch  BatchRequest → 200 BatchReply; only where discovery says so
 * GET  /discovery     → 200 DiscoveryReply
 * GET  /health        → 200 HealthReply
 *
 * At the portal:
 * POST <callback>           LateReply → 204; to `callback` of the request that it answers late
 * POST /events/<connector>  DepartmentEvent (CloudEvents 1.0) → 204
 * POST /calls/status        CallStatusRequest → 200 CallStatusReply
 * GET  /.well-known/mianzheng-keys → JSON Web Key Set
 *
 * Every request and every reply is signed (signatures.ts), the reply bound to its request. Requests carry `traceparent` (W3C
 * Trace Context); a question carries `Authorization: Bearer <call token>` (call-token.ts) and its call as `Idempotency-Key`:
 * the same call twice has one effect and the same answer.
 */
const Instant = z.iso.datetime({ offset: true });

/** 128 random bits in base64url: without them a digest of the body could be guessed back to a person. */
const Nonce = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

export const VerifyRequest = z.object({
  protocol: z.literal(1),
  call: z.uuid(),
  /** Drawn anew for every message; the reply repeats it. */
  nonce: Nonce,
  /** 办件编号 and requirement for which is asked: the department can hold every question against a live case. */
  caseNumber: z.string().min(1).max(40),
  requirement: z.string().min(1).max(120),
  purpose: z.string().min(1).max(500),
  legalBasis: z.string().min(1).max(500),
  /** On whose behalf: `system` or the tail of a staff number. */
  actor: z.string().min(1).max(120),
  evidence: EvidenceCode,
  fields: z.array(z.string().max(120)).min(1).max(100),
  subjects: z.array(PersonRef).min(1).max(2),
  given: z.record(z.string().max(120), z.string().max(500)),
  callback: z.url(),
});
export type VerifyRequest = z.infer<typeof VerifyRequest>;

/** Identity numbers as they were asked, in order: an answer about anybody else is an error. */
const about = z
  .array(z.object({ idNumber: z.string() }))
  .min(1)
  .max(2);

/** What a department may say; `pending`, `unavailable` and `not_permitted` are the transport's to say. */
const [Confirmed, Contradicted, NoRecord, Ambiguous] = Answer.options;
const DepartmentAnswer = z.discriminatedUnion('kind', [Confirmed, Contradicted, NoRecord, Ambiguous]);

export const VerifyReply = z.object({ call: z.uuid(), nonce: Nonce, about, answer: DepartmentAnswer });
export type VerifyReply = z.infer<typeof VerifyReply>;

const Ticket = z.string().min(1).max(120);

export const PendingReply = z.object({ call: z.uuid(), nonce: Nonce, ticket: Ticket, expectedAt: Instant });
export type PendingReply = z.infer<typeof PendingReply>;

/** `nonce` is that of the request whose answer was put off. */
export const LateReply = VerifyReply.extend({ ticket: Ticket });
export type LateReply = z.infer<typeof LateReply>;

const Headers = z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), z.string());

/** Most questions that one envelope may hold, and most bytes of it. */
export const BATCH_LIMIT = 200;

/**
 * An envelope of questions. Each message in it is one that could have been sent to `/verify` alone: with its own token,
 * nonce, digest and signature over that address, so that each can be verified and kept without the others. The envelope
 * proves nothing and is not signed.
 */
export const BatchRequest = z.object({
  protocol: z.literal(1),
  messages: z
    .array(z.object({ headers: Headers, body: z.string().max(65_536) }))
    .min(1)
    .max(BATCH_LIMIT),
});
export type BatchRequest = z.infer<typeof BatchRequest>;

/** One reply for every message, in their order, each signed and bound to its own message. */
export const BatchReply = z.object({
  replies: z
    .array(z.object({ status: z.int().min(200).max(599), headers: Headers, body: z.string().max(65_536) }))
    .min(1)
    .max(BATCH_LIMIT),
});
export type BatchReply = z.infer<typeof BatchReply>;

/** up, down, or unknown: the service that answers here cannot tell how the register behind it is. Unknown is not down. */
export const HealthReply = z.object({ status: z.enum(['up', 'down', 'unknown']), since: Instant });
export type HealthReply = z.infer<typeof HealthReply>;

const Coverage = z.object({
  /** Area codes (GB/T 2260) whose records it holds; empty for all. */
  areas: z.array(z.string().regex(/^\d{6,12}$/)),
  /** Events of these civil days; null is open. */
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
  /** Whether the absence of a record is itself an answer here. */
  complete: z.boolean(),
});

const OfferedField = z.object({
  name: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  kind: FieldKind,
  /** Hours by which this field runs behind. */
  lagHours: z.int().nonnegative(),
  /** The civil day since which it is no longer refreshed; null while it is. */
  refreshedUntil: z.iso.date().nullable(),
});

const OfferedEvidence = z.object({
  evidence: EvidenceCode,
  title: Texts.optional(),
  subjects: z.union([z.literal(1), z.literal(2)]),
  fields: z.array(OfferedField).min(1),
  /** Values that a question must give along, by name. */
  given: z.array(z.string()),
  coverage: z.array(Coverage).min(1),
  keys: z.array(KeyUsed).min(1),
});

export const DiscoveryReply = z.object({
  protocol: z.literal(1),
  connector: z.string(),
  title: Texts.optional(),
  offers: z.array(OfferedEvidence).min(1),
  limits: z.object({
    /** Questions that one envelope may hold; 1 where there is no `/verify/batch`. */
    batch: z.int().min(1).max(BATCH_LIMIT),
    bodyBytes: z.int().positive(),
    /** Questions answered in a civil day; null where they are not counted. */
    perDay: z.int().nonnegative().nullable(),
    perSecond: z.int().positive().nullable(),
  }),
});
export type DiscoveryReply = z.infer<typeof DiscoveryReply>;

export const EVENT_TYPES = ['birth', 'death', 'correction', 'void'] as const;

/**
 * Something has happened to a person or a record: CloudEvents 1.0 in structured mode. `id` with `source` is the event's own:
 * the same event twice has one effect. `correction` and `void` say that what was answered of this person may no longer hold.
 */
export const DepartmentEvent = z.object({
  specversion: z.literal('1.0'),
  id: z.string().min(1).max(120),
  /** The department's address, or a URN that it has chosen. */
  source: z.string().min(1).max(200),
  type: z.enum(EVENT_TYPES.map((type) => `mianzheng.${type}.v1` as const)),
  time: Instant,
  datacontenttype: z.literal('application/json').optional(),
  data: z.object({
    evidence: EvidenceCode,
    about: PersonRef,
    /** When it happened, which may be long before it was told. */
    occurredAt: Instant,
    /** Of a correction: the fields that have changed. */
    fields: z.array(z.string().max(120)).max(100).optional(),
  }),
});
export type DepartmentEvent = z.infer<typeof DepartmentEvent>;

/** Is this call live? For departments that want more than the token. */
export const CallStatusRequest = z.object({
  protocol: z.literal(1),
  connector: z.string(),
  call: z.uuid(),
});
export type CallStatusRequest = z.infer<typeof CallStatusRequest>;

/** `live`: the case is open and waits for this answer. All else is as the token has it. A call that is not this connector's is not found. */
export const CallStatusReply = z.object({
  call: z.uuid(),
  live: z.boolean(),
  caseNumber: z.string(),
  requirement: z.string(),
  purpose: z.string(),
  legalBasis: z.string(),
  evidence: EvidenceCode,
  fields: z.array(z.string()),
  askedAt: Instant,
});
export type CallStatusReply = z.infer<typeof CallStatusReply>;
