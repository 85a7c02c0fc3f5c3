import type { Answer } from './answer.ts';
import type { EvidenceType } from './evidence.ts';

const HOUR_MS = 3_600_000;

/** A field of an answer that is older than its evidence type wants it. */
export interface AgedField {
  field: string;
  /** Whole hours since the state that the value speaks of. */
  hours: number;
  /** So old that nothing may be decided on it. */
  isBlocked: boolean;
}

type Dated = Extract<Answer, { asOf: string }>;

/**
 * The fields among `asked` that are older than their evidence type's alarm, each by its own as-of where the source keeps one.
 * An absent entry is as old as the register that was looked into.
 */
export function listAged(
  evidence: EvidenceType,
  asked: readonly string[],
  { asOf, fieldAsOf }: Pick<Dated, 'asOf' | 'fieldAsOf'>,
  now: Date,
): AgedField[] {
  return evidence.fields.flatMap(({ name, freshness }) => {
    if (freshness === null || !asked.includes(name)) return [];
    const age = now.getTime() - Date.parse(fieldAsOf?.[name] ?? asOf);
    if (age <= freshness.alarmHours * HOUR_MS) return [];
    return [
      { field: name, hours: Math.floor(age / HOUR_MS), isBlocked: age > freshness.blockHours * HOUR_MS },
    ];
  });
}
