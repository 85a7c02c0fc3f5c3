import { z } from 'zod';
import type { TaskReport } from '#db/connector-tasks.ts';
import type { Answer } from '#domain/answer.ts';
import { WAIVABLE } from '#domain/conformance.ts';
import { EvidenceCode } from '#domain/evidence.ts';
import { unreadFields } from './unread-fields.ts';

/**
 * A person who does not exist: the number begins with 99, which no province of GB/T 2260 has, so that nobody's real number
 * can be typed into a test.
 */
export const SyntheticPerson = z.object({
  name: z.string().trim().min(1).max(60),
  idNumber: z
    .string()
    .trim()
    .regex(/^99(\d{15}[\dX]|\d{13})$/),
});
export type SyntheticPerson = z.infer<typeof SyntheticPerson>;

/** A question about synthetic persons whose answer the department knows. */
export const TestQuestion = z.object({
  evidence: EvidenceCode,
  subjects: z.array(SyntheticPerson).min(1).max(2),
  given: z.record(z.string(), z.string().max(200)).default({}),
});
export type TestQuestion = z.infer<typeof TestQuestion>;

/** What an answer of the department can be; each kind that it can give needs a question that truly has that answer. */
export const SampleKind = z.enum(['confirmed', 'contradicted', 'no_record', 'ambiguous']);
export type SampleKind = z.infer<typeof SampleKind>;

/** Why something is left out of the suite is a sentence. */
export const BypassReason = z.string().trim().min(20).max(500);

/** What the broker is asked to run: one question, or the conformance suite with its samples and what is left out and why. */
export const TaskInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('test_call'), question: TestQuestion }),
  z.object({
    kind: z.literal('conformance'),
    samples: z.partialRecord(SampleKind, TestQuestion),
    bypass: z.partialRecord(z.enum(WAIVABLE), BypassReason),
  }),
]);
export type TaskInput = z.infer<typeof TaskInput>;

/**
 * What an answer shows of a test call. It is about somebody whose record the department knows: in order is what speaks of that
 * record, with every field that has to be there.
 */
export function reportOfAnswer(evidence: EvidenceCode, answer: Answer, ms?: number): TaskReport {
  const why = whyBroken(evidence, answer);
  const check = { name: answer.kind, result: why === null ? 'kept' : 'broken', why } as const;
  return { ok: why === null, checks: [ms === undefined ? check : { ...check, ms }] };
}

function whyBroken(evidence: EvidenceCode, answer: Answer): string | null {
  if (answer.kind === 'contradicted') return null;
  if (answer.kind === 'unavailable') return answer.cause;
  // Who refused and by which code: `department:unauthorised`, `status:401`.
  if (answer.kind === 'not_permitted') return `refused: ${answer.rule}`;
  if (answer.kind !== 'confirmed') return `answered ${answer.kind}`;
  const unread = unreadFields(evidence, answer);
  return unread.length === 0 ? null : unreadWords(unread);
}

/** Names of fields alone, never what stands in them. */
export const unreadWords = (fields: readonly string[]): string => `fields not read: ${fields.join(', ')}`;

/** A test whose officers have not answered by the day that the desk promises. */
export const RUN_OUT: TaskReport = {
  ok: false,
  checks: [{ name: 'pending', result: 'broken', why: 'run_out' }],
};
