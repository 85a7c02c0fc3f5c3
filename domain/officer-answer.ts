import { z } from 'zod';
import type { FactFields } from './answer.ts';
import { CivilDate } from './dates.ts';
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

export type OfficerFault = ValueFault | 'future';
type Faults = Readonly<Record<string, OfficerFault>>;

/** Where in the files something stands, as an officer writes it down. */
export const FoundAt = z.string().trim().min(1).max(200);

/** What an officer sends: what was found, its values or how many fit (`candidates`), and where in the files it stands. */
export interface FindingForm {
  kind: string;
  values: RawForm;
  foundAt: string;
}

const Kind = z.enum(OFFICER_KINDS);

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
 * Reads an officer's form. What is on record has happened: no date lies after today.
 * @returns the finding and where it stands, or the fault of every field that has one
 */
export function parseFinding(
  fields: readonly DeterminedField[],
  form: FindingForm,
  today: CivilDate,
): { ok: true; finding: OfficerFinding; foundAt: string } | { ok: false; faults: Faults } {
  const kind = Kind.safeParse(form.kind);
  const found = kind.success
    ? parseValues(fields, kind.data, form.values, today)
    : { faults: { kind: 'choice' as const } };
  const foundAt = FoundAt.safeParse(form.foundAt);
  if ('finding' in found && foundAt.success)
    return { ok: true, finding: found.finding, foundAt: foundAt.data };
  const faults: Record<string, OfficerFault> = 'faults' in found ? { ...found.faults } : {};
  if (!foundAt.success) faults.foundAt = form.foundAt.trim() === '' ? 'missing' : 'too_long';
  return { ok: false, faults };
}

function parseValues(
  fields: readonly DeterminedField[],
  kind: OfficerKind,
  raw: RawForm,
  today: CivilDate,
): { finding: OfficerFinding } | { faults: Faults } {
  switch (kind) {
    case 'no_record':
      return { finding: { kind } };
    case 'ambiguous': {
      const text = (raw.candidates ?? '').normalize('NFKC').trim();
      if (!/^\d{1,3}$/.test(text) || Number(text) < 2)
        return { faults: { candidates: text === '' ? 'missing' : 'integer' } };
      return { finding: { kind, candidates: Number(text) } };
    }
    case 'confirmed': {
      const parsed = parseDetermination(fields, raw);
      const faults = { ...(parsed.ok ? {} : parsed.faults), ...futureDates(fields, raw, today) };
      if (parsed.ok && Object.keys(faults).length === 0) return { finding: { kind, fields: parsed.value } };
      return { faults };
    }
  }
}

function futureDates(fields: readonly DeterminedField[], raw: RawForm, today: CivilDate): Faults {
  const late = fields.filter(({ name, kind }) => {
    if (kind !== 'date') return false;
    const typed = CivilDate.safeParse((raw[name] ?? '').normalize('NFKC').trim());
    return typed.success && typed.data > today;
  });
  return Object.fromEntries(late.map(({ name }) => [name, 'future' as const]));
}
