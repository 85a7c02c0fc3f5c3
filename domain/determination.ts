import { Fraction } from 'fraction.js';
import type { FactFields, FactValue } from './answer.ts';
import { CivilDate, CivilMonth } from './dates.ts';
import type { EvidenceField, EvidenceType, FieldKind } from './evidence.ts';
import type { RawForm } from './form.ts';
import { Relationship } from './kinship.ts';
import { fenFromYuan } from './money.ts';
import { fail, ok, type Result } from './result.ts';
import type { CompiledService } from './rules.ts';

/** Why a typed value is not accepted. */
export type ValueFault = 'missing' | 'date' | 'month' | 'integer' | 'money' | 'choice' | 'too_long';

/** One field of a requirement's value as a member of staff enters it; `choices` where only these are possible. */
export interface DeterminedField {
  name: string;
  kind: FieldKind;
  choices: readonly string[] | null;
  optional: boolean;
  /** The evidence field that gives it its label and words; null for a kinship, which is derived and not asked. */
  evidence: EvidenceField | null;
}

const MAX_TEXT = 200;
const KINSHIP_FIELDS: readonly DeterminedField[] = [
  { name: 'relation', kind: 'code', choices: Relationship.options, optional: false, evidence: null },
  { name: 'near', kind: 'yes_no', choices: null, optional: false, evidence: null },
];

/** What a member of staff enters to determine a requirement, in the order of its evidence. */
export function determinedFields(
  service: CompiledService,
  requirementId: string,
  evidenceTypes: readonly EvidenceType[],
): readonly DeterminedField[] {
  const requirement = service.definition.requirements.find(({ id }) => id === requirementId);
  const shares = requirement?.ladder.flatMap((rung) => (rung.means === 'data_share' ? [rung] : [])) ?? [];
  if (shares.some(({ reading }) => reading !== 'plain')) return KINSHIP_FIELDS;
  const fields = new Map<string, DeterminedField>();
  for (const rung of shares) {
    const evidence = evidenceTypes.find(({ code }) => code === rung.evidence);
    for (const field of evidence?.fields ?? []) {
      if (!rung.fields.includes(field.name) || fields.has(field.name)) continue;
      const { name, kind, codes, optional } = field;
      fields.set(name, { name, kind, choices: codes && Object.keys(codes), optional, evidence: field });
    }
  }
  return [...fields.values()];
}

/**
 * The value that a member of staff has determined. Money is typed in yuan, dates as `YYYY-MM-DD`, months as `YYYY-MM`.
 * @returns the fields as facts hold them, or the fault of every field that has one
 */
export function parseDetermination(
  fields: readonly DeterminedField[],
  raw: RawForm,
): { ok: true; value: FactFields } | { ok: false; faults: Readonly<Record<string, ValueFault>> } {
  const value: Record<string, FactValue> = {};
  const faults: Record<string, ValueFault> = {};
  for (const field of fields) {
    const parsed = parseValue(field, (raw[field.name] ?? '').normalize('NFKC').trim());
    if (parsed.ok) value[field.name] = parsed.value;
    else faults[field.name] = parsed.code;
  }
  if (Object.keys(faults).length > 0) return { ok: false, faults };
  return { ok: true, value: fields === KINSHIP_FIELDS ? { ...value, certainty: 'determined' } : value };
}

function parseValue(
  { kind, choices, optional }: DeterminedField,
  text: string,
): Result<FactValue, ValueFault> {
  if (text === '') return optional ? ok(null) : fail('missing');
  if (choices !== null) return choices.includes(text) ? ok(text) : fail('choice');
  switch (kind) {
    case 'text':
    case 'code':
      return text.length <= MAX_TEXT ? ok(text) : fail('too_long');
    case 'date':
      return CivilDate.safeParse(text).success ? ok(text) : fail('date');
    case 'month':
      return CivilMonth.safeParse(text).success ? ok(text) : fail('month');
    case 'integer':
      return /^\d{1,9}$/.test(text) ? ok(Number(text)) : fail('integer');
    case 'fen':
      return /^\d{1,10}(\.\d{1,2})?$/.test(text) ? ok(fenFromYuan(new Fraction(text))) : fail('money');
    case 'yes_no':
      return text === 'yes' || text === 'no' ? ok(text === 'yes') : fail('choice');
  }
}
