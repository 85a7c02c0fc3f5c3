import jsonata from 'jsonata';
import type { Source } from '#domain/connector.ts';
import type { EvidenceType } from '#domain/evidence.ts';

/** What is in the right form and yet means nothing: an expression that is no JSONata, a code that the evidence type does not have. */
export interface SourceFault {
  at: readonly string[];
  kind: 'expression' | 'unknown_code';
  /** Where in the expression, or the codes that there are. */
  expected: string;
}

const LONGEST = 8_000;

/** What is wrong with a source beyond its form. */
export function sourceFaults(source: Source, type: EvidenceType): SourceFault[] {
  return [...brokenExpressions(source), ...unknownCodes(source, type)];
}

function brokenExpressions({ reach }: Source): SourceFault[] {
  if (reach.way !== 'mapped') return [];
  const { request, succeeded, rows, failure } = reach;
  return Object.entries({ request, succeeded, rows, failure }).flatMap(([name, text]) => {
    const expected = text === null ? undefined : brokenAt(text);
    return expected === undefined ? [] : [{ at: ['reach', name], kind: 'expression' as const, expected }];
  });
}

/** The place of the first character that does not fit; undefined for an expression that compiles. */
function brokenAt(text: string): string | undefined {
  if (text.length > LONGEST) return `${LONGEST}`;
  try {
    jsonata(text);
    return undefined;
  } catch (error) {
    const at = typeof error === 'object' && error !== null && 'position' in error ? error.position : null;
    return typeof at === 'number' ? `${at}` : '?';
  }
}

function unknownCodes({ rows }: Source, type: EvidenceType): SourceFault[] {
  return type.fields.flatMap(({ name, codes }) => {
    const ours = (rows?.fields[name]?.codes ?? []).flatMap(({ values }) => Object.values(values));
    if (codes === null || ours.every((value) => `${value}` in codes)) return [];
    const expected = Object.keys(codes).join(' ');
    return [{ at: ['rows', 'fields', name, 'codes'], kind: 'unknown_code' as const, expected }];
  });
}
