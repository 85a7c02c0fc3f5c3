import { z } from 'zod';
import { EvidenceCode } from './evidence.ts';

/** One field's value inside a fact. Dates and months are strings; money is whole fen; an absent optional field is null. */
export const FactValue = z.union([z.string(), z.number().int(), z.boolean(), z.null()]);
export type FactValue = z.infer<typeof FactValue>;
export const FactFields = z.record(z.string(), FactValue);
export type FactFields = z.infer<typeof FactFields>;

const Instant = z.iso.datetime({ offset: true });

/** Flags that a department delivers whether or not they were asked for. */
export const Flag = z.enum(['deceased', 'disputed', 'stale']);
export type Flag = z.infer<typeof Flag>;

/** Under which key a department found a record. */
export const KeyUsed = z.enum(['id18', 'id15', 'name_birth', 'account']);

/** Why a value that a source wrote was cleaned; domain facts §7.2 by number, e.g. `full_width` (4), `excel_serial` (19). */
export const CleaningReason = z.string().regex(/^[a-z][a-z0-9_]{1,40}$/);

/** One cleaning step. `raw` is kept as the source wrote it: personal, sealed with the fact. */
export const Cleaning = z.object({
  source: z.string().max(120),
  field: z.string().max(120),
  reason: CleaningReason,
  raw: z.string().max(200),
  clean: z.string().max(200).nullable(),
});
export type Cleaning = z.infer<typeof Cleaning>;

/** What one of several sources of a department said, without values. */
export const Heard = z.object({
  source: z.string().min(1).max(120),
  kind: z.enum(['confirmed', 'contradicted', 'no_record', 'ambiguous', 'unavailable']),
  asOf: Instant.nullable(),
});
export type Heard = z.infer<typeof Heard>;

/** What every answer says about itself. */
const provenance = {
  /** The department's name for the system that answered. */
  source: z.string().min(1).max(120),
  /** The state of the source's data that the answer speaks of. */
  asOf: Instant,
  /** Under which key the record was found: the 18-digit number, an old 15-digit one, or name with birth date. */
  keyUsed: KeyUsed.nullable().default(null),
  validUntil: Instant.nullable().default(null),
  flags: z.array(Flag).default([]),
  /** State of single fields where it is not the answer's: a source may have stopped refreshing some. */
  fieldAsOf: z.record(z.string(), Instant).optional(),
  cleaning: z.array(Cleaning).max(200).optional(),
  /** Where more than one source was asked: what each of them said. */
  heard: z.array(Heard).max(40).optional(),
};

/** Why a source could not be asked or understood. */
export const UnavailableCause = z.enum([
  'down',
  'timeout',
  'quota',
  'suspended',
  'malformed',
  'wrong_subject',
  'bad_signature',
]);
export type UnavailableCause = z.infer<typeof UnavailableCause>;

/**
 * 核验结果: what came back for one question, in a closed set of kinds; never collapsed to true and false.
 * `no_record` is not "no" unless the evidence type is declared complete for what was asked.
 */
export const Answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('confirmed'), fields: FactFields, ...provenance }),
  z.object({ kind: z.literal('contradicted'), fields: FactFields, ...provenance }),
  z.object({ kind: z.literal('no_record'), ...provenance }),
  z.object({
    kind: z.literal('ambiguous'),
    candidates: z.number().int().min(0),
    reason: z.string().max(80),
    ...provenance,
  }),
  z.object({ kind: z.literal('pending'), ticket: z.string().min(1).max(120), expectedAt: Instant }),
  z.object({ kind: z.literal('unavailable'), cause: UnavailableCause, retryAt: Instant.nullable() }),
  z.object({ kind: z.literal('not_permitted'), rule: z.string().max(120) }),
]);
export type Answer = z.infer<typeof Answer>;
export type AnswerKind = Answer['kind'];

/**
 * Fact (事实): what a confirmed answer established about one or two subjects, in the roles that they have in the application.
 */
export const Fact = z.object({
  evidence: EvidenceCode,
  subjects: z.array(z.string()).min(1).max(2),
  fields: FactFields,
  source: z.string(),
  asOf: Instant,
  validUntil: Instant.nullable(),
  flags: z.array(Flag),
});
export type Fact = z.infer<typeof Fact>;
