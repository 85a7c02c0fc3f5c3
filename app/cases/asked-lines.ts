import type { AnswerNote } from '#domain/case-event.ts';
import { answeredAt, type CaseContext, departmentOf, getEvidence } from './case-context.ts';

/** One question that was put to a department for this case. */
export interface AskedLine {
  step: string;
  department: string;
  thing: string;
  answer: AnswerNote['kind'];
  at: string | null;
  /** The paper that this answer spared; null where it spared none. */
  paper: string | null;
  wasSent: boolean;
  /** Answered together with another matter of the same application: nobody was asked again. */
  wasReused: boolean;
}

/**
 * What was asked for this case, in the order of asking. Only an answer that establishes its requirement spares a paper;
 * what quota, a kill switch or a missing grant held back was never sent.
 */
export function askedLines(context: CaseContext): AskedLine[] {
  const { view, words } = context;
  return view.state.questions.flatMap((question) => {
    const { note } = question;
    if (note === null) return [];
    const requirement = view.service.requirements.find(({ id }) => id === question.requirement);
    const standing = view.state.standings[question.requirement];
    const isSettledHere = standing?.kind === 'established' && standing.rung === question.rung;
    const paper = isSettledHere && note.kind === 'confirmed' ? (requirement?.paperSpared ?? null) : null;
    return [
      {
        step: question.step,
        department: departmentOf(context, question),
        thing: getEvidence(context, question.evidence).title[words.locale],
        answer: note.kind,
        at: answeredAt(context, question.step),
        paper: paper?.[words.locale] ?? null,
        wasSent: wasSent(note),
        wasReused: note.reusedFrom !== null,
      },
    ];
  });
}

function wasSent(note: AnswerNote): boolean {
  if (note.kind === 'not_permitted' || note.reusedFrom !== null) return false;
  return note.cause !== 'quota' && note.cause !== 'suspended';
}

/** Questions asked, papers spared, and questions that were stopped before anybody answered. */
export function askedCounts(context: CaseContext, lines: readonly AskedLine[]) {
  return {
    asked: lines.filter((line) => line.wasSent).length,
    reused: lines.filter((line) => line.wasReused).length,
    papers: lines.filter(({ paper }) => paper !== null).length,
    stopped: context.view.state.questions.filter(({ note }) => note === null).length,
  };
}
