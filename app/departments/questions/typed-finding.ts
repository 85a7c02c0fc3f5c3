import type { FactValue } from '#domain/answer.ts';
import type { DeterminedField } from '#domain/determination.ts';
import type { FieldKind } from '#domain/evidence.ts';
import type { OfficerNote } from '#flow/officer-question.ts';

const FEN_PER_YUAN = 100;

/** How an answer was typed into the form: what was given back is not typed anew. */
export function typeFinding(
  fields: readonly DeterminedField[],
  { answer, foundAt }: OfficerNote,
): Readonly<Record<string, string>> {
  const typed: Record<string, string> = { kind: answer.kind, foundAt };
  if (answer.kind === 'ambiguous') typed.candidates = `${answer.candidates}`;
  if (answer.kind === 'confirmed')
    for (const { name, kind } of fields) typed[`value-${name}`] = textOf(kind, answer.fields[name] ?? null);
  return typed;
}

function textOf(kind: FieldKind, value: FactValue): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return kind === 'fen' && typeof value === 'number' ? (value / FEN_PER_YUAN).toFixed(2) : `${value}`;
}
