import { z } from 'zod';
import { FactFields } from '#domain/answer.ts';
import { WAIVABLE } from '#domain/conformance.ts';
import { EvidenceCode } from '#domain/evidence.ts';

/** A person who does not exist: no province of GB/T 2260 has numbers that begin with 99. */
const SyntheticPerson = z.strictObject({
  name: z.string().min(1).max(60),
  idNumber: z
    .string()
    .regex(/^99(\d{15}[\dX]|\d{13})$/, 'samples are about persons whose number begins with 99'),
});

/** A question whose answer is known. `fields`: the values that it has to bring, of a confirmed or contradicted one. */
export const Sample = z.strictObject({
  subjects: z.array(SyntheticPerson).min(1).max(2),
  given: z.record(z.string(), z.string().max(200)).default({}),
  fields: FactFields.default({}),
});
export type Sample = z.infer<typeof Sample>;

/** What a department may say of its records; each kind needs a question that truly has that answer, or a reason. */
export const SAMPLE_KINDS = ['confirmed', 'contradicted', 'no_record', 'ambiguous'] as const;
export type SampleKind = (typeof SAMPLE_KINDS)[number];

/** Samples of one evidence type; `bypass`: why a guarantee is left out, in a sentence. */
export const EvidenceSamples = z.strictObject({
  confirmed: Sample,
  contradicted: Sample.optional(),
  no_record: Sample.optional(),
  ambiguous: Sample.optional(),
  bypass: z.partialRecord(z.enum(WAIVABLE), z.string()).default({}),
});
export type EvidenceSamples = z.infer<typeof EvidenceSamples>;

/** `samples.json`: by evidence type. The kit serves them on demand, and the conformance suite asks them. */
export const Samples = z.record(EvidenceCode, EvidenceSamples);
export type Samples = z.infer<typeof Samples>;
