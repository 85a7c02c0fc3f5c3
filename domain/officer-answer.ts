import type { FactFields } from './answer.ts';
import { type DeterminedField, parseDetermination, type ValueFault } from './determination.ts';
import type { EvidenceType } from './evidence.ts';
import type { RawForm } from './form.ts';

/** What an officer may find when looking a question up: the same kinds as any source. */
export const OFFICER_KINDS = ['confirmed', 'no_record', 'ambiguous'] as const;
export type OfficerKind = (typeof OFFICER_KINDS)[number];

/** What an officer has found: the asked fields where a record was found, and where it stands in the files. */
export type OfficerFinding =
  | { kind: 'confirmed'; fields: FactFields }
  | { kind: 'no_record' }
  | { kind: 'ambiguous'; candidates: number };

export type OfficerFault = ValueFault;

/** The fields of a question as an officer fills them in: those that were asked and no other. */
export function askedFields(evidence: EvidenceType, asked: readonly string[]): readonly DeterminedField[] {
  return evidence.fields
    .filter(({ name }) => asked.includes(name))
    .map((field) => ({
      name: field.name,
      kind: field.kind,
      choices: field.codes && Object.keys(field.codes),
      optional: field.optional,
      evidence: field,
    }));
}

/**
 * Reads an officer's form.
 * @param raw values by field; `candidates` where several records fit
 * @returns the finding, or the fault of every field that has one
 */
export function parseFinding(
  fields: readonly DeterminedField[],
  kind: OfficerKind,
  raw: RawForm,
): { ok: true; finding: OfficerFinding } | { ok: false; faults: Readonly<Record<string, OfficerFault>> } {
  switch (kind) {
    case 'no_record':
      return { ok: true, finding: { kind } };
    case 'ambiguous': {
      const text = (raw.candidates ?? '').normalize('NFKC').trim();
      if (!/^\d{1,3}$/.test(text) || Number(text) < 2)
        return { ok: false, faults: { candidates: text === '' ? 'missing' : 'integer' } };
      return { ok: true, finding: { kind, candidates: Number(text) } };
    }
    case 'confirmed': {
      const parsed = parseDetermination(fields, raw);
      return parsed.ok ? { ok: true, finding: { kind, fields: parsed.value } } : parsed;
    }
  }
}
