import type { AskedQuestion } from '#domain/case.ts';
import type { Basis } from '#domain/case-event.ts';
import type { EvidenceType } from '#domain/evidence.ts';
import type { Requirement } from '#domain/service.ts';
import type { CaseView } from '#flow/read-case.ts';
import type { Waiting } from '#flow/waiting.ts';
import type { Words } from './line.ts';

/** What the models of a case's pages are made from. */
export interface CaseContext {
  view: CaseView;
  evidenceTypes: readonly EvidenceType[];
  words: Words;
  now: Date;
  /** What open questions wait for, by step. */
  waiting: ReadonlyMap<string, Waiting>;
}

/** @throws Error if the catalogue has lost an evidence type that a case was asked about */
export function getEvidence({ evidenceTypes }: CaseContext, code: string): EvidenceType {
  const found = evidenceTypes.find((evidence) => evidence.code === code);
  if (found === undefined) throw new Error(`no evidence type ${code}`);
  return found;
}

/** The department of a question by its full name, in the reader's language. */
export function departmentOf(context: CaseContext, question: AskedQuestion): string {
  const named = context.view.departments.get(question.connector);
  return (named ?? getEvidence(context, question.evidence).department)[context.words.locale];
}

/** The questions of one requirement in the order in which they were asked. */
export function questionsOf({ view }: CaseContext, requirement: Requirement): readonly AskedQuestion[] {
  return view.state.questions.filter((question) => question.requirement === requirement.id);
}

/** When a question's latest answer came, as an ISO instant; null before the first. */
export function answeredAt({ view }: CaseContext, step: string): string | null {
  const last = view.history.findLast(
    ({ event }) => event.type === 'answer.received' && event.data.step === step,
  );
  return last?.at.toISOString() ?? null;
}

/** When a question went on its way, as an ISO instant. */
export function askedAt({ view }: CaseContext, step: string): string | null {
  const wave = view.history.find(
    ({ event }) =>
      event.type === 'wave.planned' && event.data.questions.some((question) => question.step === step),
  );
  return wave?.at.toISOString() ?? null;
}

/** When the applicant made the commitment of a requirement, as an ISO instant; null if she has not. */
export function committedAt({ view }: CaseContext, requirement: string): string | null {
  const made = view.history.find(
    ({ event }) => event.type === 'commitment.made' && event.data.requirement === requirement,
  );
  return made?.at.toISOString() ?? null;
}

/** How a member of staff settled a requirement: on what, who by the tail of the staff number, and when (ISO). */
export interface Determined {
  basis: Basis;
  tail: string;
  at: string;
}

/** The latest determination of a requirement by a person; null where none has settled it. */
export function determinedBy({ view }: CaseContext, requirement: string): Determined | null {
  const last = view.history.findLast(
    ({ event }) => event.type === 'requirement.determined' && event.data.requirement === requirement,
  );
  if (last?.event.type !== 'requirement.determined') return null;
  const { basis, officer } = last.event.data;
  return { basis, tail: officer.tail, at: last.at.toISOString() };
}

/** Who judged a criterion, by the tail of the staff number; null where the rules did. */
export function judgedBy({ view }: CaseContext, criterion: string): string | null {
  const last = view.history.findLast(
    ({ event }) => event.type === 'criterion.judged' && event.data.criterion === criterion,
  );
  return last?.event.type === 'criterion.judged' ? last.event.data.officer.tail : null;
}
