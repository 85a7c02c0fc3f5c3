import { evidenceTypes, getEvidenceType, services } from '#catalogue/index.ts';
import type { EvidenceType } from '#domain/evidence.ts';

/** What can be asked about, with the values of a claim that such a question brings along. */
export interface Askable {
  evidence: EvidenceType;
  given: readonly string[];
}

/** Evidence types by their codes. @throws Error if the catalogue has lost one */
export function askableOf(codes: readonly string[]): Askable[] {
  return [...new Set(codes)].map((code) => ({ evidence: getEvidenceType(code), given: givenWith(code) }));
}

/** Everything that any department can be asked for, by code. */
export function listAskable(): Askable[] {
  return askableOf(evidenceTypes.map(({ code }) => code).toSorted());
}

/** The names of the values that services send along to be verified where they ask for this evidence. */
export function givenWith(code: string): string[] {
  const asking = services
    .flatMap(({ requirements }) => requirements)
    .filter(({ ladder }) => ladder.some((rung) => rung.means === 'data_share' && rung.evidence === code));
  return [...new Set(asking.flatMap(({ given }) => Object.keys(given)))];
}
