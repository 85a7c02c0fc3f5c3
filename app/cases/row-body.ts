import type { AnswerKind } from '#domain/answer.ts';
import type { AskedQuestion } from '#domain/case.ts';
import type { AnswerNote } from '#domain/case-event.ts';
import type { ExhaustedReason, RequirementStanding } from '#domain/requirement.ts';
import type { Requirement } from '#domain/service.ts';
import { type CaseContext, determinedBy, getEvidence } from './case-context.ts';
import { completeFacts, declaredFacts, type FactWord, recordedFacts } from './fact-words.ts';
import { type Line, line } from './line.ts';
import { asOfLine, heldLines, reasonOf, unsettledLines, waitingLines } from './status-lines.ts';

/** How the applicant sees a requirement: one of the seven answers, her own written word, a person's finding, or not asked yet. */
export type RowMark = AnswerKind | 'committed' | 'determined' | 'held';
export type RowGroup = 'settled' | 'waiting' | 'unavailable' | 'unsettled';

/** The matter of a row, without its margin. */
export interface RowBody {
  mark: RowMark;
  group: RowGroup;
  /** What the register says, and beside it what the applicant said where the two differ. */
  recorded: readonly FactWord[];
  declared: readonly FactWord[];
  lines: readonly Line[];
}

/**
 * What a row says.
 * @param current the question that the requirement stands or falls with, if it was sent
 * @param isRefused the last thing that happened to it is that no grant covered its question
 */
export function bodyOf(
  context: CaseContext,
  requirement: Requirement,
  standing: RequirementStanding,
  current: AskedQuestion | undefined,
  isRefused: boolean,
): RowBody {
  switch (standing.kind) {
    case 'established':
      return standing.rung === null
        ? determinedBody(context, requirement)
        : establishedBody(context, current);
    case 'waiting':
      return waitingBody(context, requirement, standing, current);
    case 'open':
      return held(heldLines(context, requirement.ladder[standing.rung]));
    case 'offered':
      return unsettledBody(context, requirement, current, offerReason(current, isRefused), true);
    case 'exhausted':
      return unsettledBody(context, requirement, current, standing.reason, false);
  }
}

function establishedBody(context: CaseContext, current: AskedQuestion | undefined): RowBody {
  const note = current?.note ?? null;
  if (current === undefined || note === null) {
    return { mark: 'committed', group: 'settled', recorded: [], declared: [], lines: [line('committed')] };
  }
  const settled = { group: 'settled', declared: [] } as const;
  if (note.kind !== 'no_record') {
    const recorded = recordedFacts(context, current);
    return {
      ...settled,
      mark: 'confirmed',
      recorded,
      lines: [...asOfLine(context, note), ...reusedLine(note)],
    };
  }
  const { complete } = getEvidence(context, current.evidence);
  const coverage = complete?.coverage[context.words.locale] ?? '';
  const lines = [line('completeNone', { coverage }), ...asOfLine(context, note), ...reusedLine(note)];
  return { ...settled, mark: 'no_record', recorded: completeFacts(context, current), lines };
}

/** A member of staff has settled it: on what is said, the value itself stands in the rules that it decides. */
function determinedBody(context: CaseContext, requirement: Requirement): RowBody {
  const found = determinedBy(context, requirement.id);
  const values = { basis: found?.basis ?? 'records', tail: found?.tail ?? '' };
  const lines = [line('determined', values)];
  return { mark: 'determined', group: 'settled', recorded: [], declared: [], lines };
}

/** One question for several matters of one application: nobody was asked twice. */
function reusedLine(note: AnswerNote): Line[] {
  return note.reusedFrom === null ? [] : [line('reused')];
}

function waitingBody(
  context: CaseContext,
  requirement: Requirement,
  standing: Extract<RequirementStanding, { kind: 'waiting' }>,
  question: AskedQuestion | undefined,
): RowBody {
  if (question === undefined) return held([line('asking'), line('youNothing')]);
  const isUnavailable = question.note?.kind === 'unavailable';
  return {
    mark: isUnavailable ? 'unavailable' : 'pending',
    group: isUnavailable ? 'unavailable' : 'waiting',
    recorded: [],
    declared: [],
    lines: waitingLines(context, { requirement, question, standing }),
  };
}

function held(lines: readonly Line[]): RowBody {
  return { mark: 'held', group: 'waiting', recorded: [], declared: [], lines };
}

const MARKS = {
  no_record: 'no_record',
  ambiguous: 'ambiguous',
  not_permitted: 'not_permitted',
  wrong: 'unavailable',
  stale: 'unavailable',
  likely: 'ambiguous',
  not_derivable: 'ambiguous',
  declined: 'no_record',
  contradicted: 'contradicted',
  disputed: 'ambiguous',
  deceased: 'contradicted',
  unavailable: 'unavailable',
} as const satisfies Record<ExhaustedReason, AnswerKind>;

function unsettledBody(
  context: CaseContext,
  requirement: Requirement,
  current: AskedQuestion | undefined,
  reason: ExhaustedReason | null,
  isOffered: boolean,
): RowBody {
  const isReadable = current !== undefined && reason !== 'wrong';
  return {
    mark: reason === null ? 'unavailable' : MARKS[reason],
    group: 'unsettled',
    recorded: isReadable ? recordedFacts(context, current) : [],
    declared: reason === 'contradicted' ? declaredFacts(context, requirement) : [],
    lines: unsettledLines(context, requirement, reason, isOffered),
  };
}

/** Why the ladder came down to a commitment; null where a source was silent for longer than the service waits. */
function offerReason(current: AskedQuestion | undefined, isRefused: boolean): ExhaustedReason | null {
  return isRefused ? 'not_permitted' : reasonOf(current?.note ?? null);
}
