import { z } from 'zod';
import { ConnectorId } from './ids.ts';

/** Code of an evidence type (数据项), e.g. `E-DTH-MED`. */
export const EvidenceCode = z.string().regex(/^E-[A-Z]+(-[A-Z]+)*$/);
export type EvidenceCode = z.infer<typeof EvidenceCode>;

/**
 * Kinds of field values, as they travel in answers and stand in facts:
 * text and code are strings; date is a whole civil date `YYYY-MM-DD`; month is `YYYY-MM`;
 * integer is a whole number; fen is whole money; yes_no is a boolean attestation.
 */
export const FieldKind = z.enum(['text', 'code', 'date', 'month', 'integer', 'fen', 'yes_no']);
export type FieldKind = z.infer<typeof FieldKind>;

export const Texts = z.object({
  'zh-CN': z.string().min(1),
  'zh-TW': z.string().min(1),
  en: z.string().min(1),
});
export type Texts = z.infer<typeof Texts>;
export const Locale = z.enum(['zh-CN', 'zh-TW', 'en']);
export type Locale = z.infer<typeof Locale>;

export const EvidenceField = z.object({
  name: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  kind: FieldKind,
  label: Texts,
  /** Sensitive personal information in the sense of 个人信息保护法 art. 28. */
  sensitive: z.boolean().default(false),
  /** An optional field may be absent or null in an answer; any other must be there. */
  optional: z.boolean().default(false),
  /** The values that a field of kind code may take, with their words; null where a standard's list stands elsewhere. */
  codes: z.record(z.string(), Texts).nullable().default(null),
  /** The age in hours beyond which a value raises an alarm, and beyond which nothing may be decided on it. */
  freshness: z
    .object({ alarmHours: z.int().positive(), blockHours: z.int().positive() })
    .nullable()
    .default(null),
});
export type EvidenceField = z.infer<typeof EvidenceField>;

/**
 * Evidence type: a kind of fact that a department can vouch for.
 * `subjects` says about how many persons the fact is, in order (kinship and marriage: two).
 * `held` marks a question that waits until cheaper facts have failed to settle the matter (scarce or sensitive).
 * `complete` is declared only where the absence of an entry is itself an answer (a payer's own register): then
 * `reading` are the field values that `no_record` stands for.
 */
export const EvidenceType = z.object({
  code: EvidenceCode,
  title: Texts,
  department: Texts,
  subjects: z.union([z.literal(1), z.literal(2)]),
  fields: z.array(EvidenceField).min(1),
  held: z.enum(['scarce', 'sensitive']).nullable().default(null),
  complete: z
    .object({
      coverage: Texts,
      reading: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    })
    .nullable()
    .default(null),
  /** Connectors that can be asked; the grant for a question names the one that is. */
  connectors: z.array(ConnectorId).min(1),
});
export type EvidenceType = z.infer<typeof EvidenceType>;
/** An evidence type as the catalogue writes it: what has a default may be left out. */
export type EvidenceDocument = z.input<typeof EvidenceType>;
