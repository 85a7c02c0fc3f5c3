import { evidenceTypes } from '#catalogue/index.ts';
import type { Answer } from '#domain/answer.ts';
import type { EvidenceCode, EvidenceField } from '#domain/evidence.ts';

/**
 * The fields that a confirmed answer has to bring and does not, or with a code that the evidence type does not know: their
 * column has another name, or the source's codes were given other meanings than ours.
 */
export function unreadFields(evidence: EvidenceCode, answer: Answer): string[] {
  const type = evidenceTypes.find(({ code }) => code === evidence);
  if (answer.kind !== 'confirmed' || type === undefined) return [];
  return type.fields.filter((field) => !isRead(field, answer.fields[field.name])).map(({ name }) => name);
}

function isRead({ optional, codes }: EvidenceField, value: unknown): boolean {
  if (value === null || value === undefined) return optional;
  return codes === null || (typeof value === 'string' && value in codes);
}
