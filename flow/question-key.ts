import canonicalize from 'canonicalize';
import type { EvidenceCode } from '#domain/evidence.ts';
import type { ConnectorId } from '#domain/ids.ts';
import type { PersonRef } from '#domain/question.ts';
import { blindIndex } from './blind-index.ts';

/** A question as far as two that are the same agree in it; fields and purpose are compared beside it. */
export interface KeyedQuestion {
  connector: ConnectorId;
  evidence: EvidenceCode;
  /** In the order of the evidence type. */
  subjects: readonly PersonRef[];
  given: Readonly<Record<string, string>>;
}

/**
 * Keyed blind index of a question: equal for the same question about the same persons, in whatever application it is asked.
 * A name that is spelt otherwise is another question: the department might answer it otherwise.
 */
export function questionKey({ connector, evidence, subjects, given }: KeyedQuestion): string {
  const persons = subjects.map(({ name, idNumber }) => [name.normalize('NFC'), idNumber.toUpperCase()]);
  const text = canonicalize({ connector, evidence, persons, given });
  if (text === undefined) throw new TypeError('a question is JSON');
  return blindIndex('question', text);
}

/** Keyed blind index of the persons of a question, in order: of one person the same as everywhere else in the database. */
export function subjectKey(subjects: readonly PersonRef[]): string {
  return subjects.map(({ idNumber }) => blindIndex('citizen_id', idNumber)).join('+');
}
