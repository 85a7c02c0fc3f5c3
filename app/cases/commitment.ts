import { findOffered } from '#domain/ladder.ts';
import { isAllowed } from '#domain/permission.ts';
import type { CaseContext } from './case-context.ts';
import { declaredFacts, type FactWord } from './fact-words.ts';

/** A written commitment as it is put before the applicant, in her language. */
export interface CommitmentOffer {
  title: string;
  duty: string;
  statement: string;
  consequence: string;
  textVersion: string;
  /** The answers of the application that it repeats. */
  declared: readonly FactWord[];
}

/** The commitment that a requirement is open to now, by the tables the server checks; undefined where there is none. */
export function findCommitment(context: CaseContext, requirementId: string): CommitmentOffer | undefined {
  const { state, service } = context.view;
  const { locale } = context.words;
  const requirement = service.requirements.find(({ id }) => id === requirementId);
  const standing = state.standings[requirementId];
  if (requirement === undefined || standing === undefined || standing.kind === 'established')
    return undefined;
  const offered = isAllowed(state.status, 'commit') ? findOffered(standing) : undefined;
  const rung = offered === undefined ? undefined : requirement.ladder[offered];
  if (rung?.means !== 'commitment') return undefined;
  return {
    title: requirement.title[locale],
    duty: rung.duty[locale],
    statement: rung.statement[locale],
    consequence: rung.consequence[locale],
    textVersion: rung.textVersion,
    declared: declaredFacts(context, requirement),
  };
}
