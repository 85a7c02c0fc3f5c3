import { z } from 'zod';
import { UnavailableCause } from './answer.ts';
import { EvidenceCode } from './evidence.ts';
import { ApplicationId, StepId } from './ids.ts';
import { Need } from './outcome.ts';
import { PlannedQuestion } from './question.ts';
import { ExhaustedReason, RequirementStanding } from './requirement.ts';

/** 办件状态. Whether a case waits for a quota or a source derives from its open steps. */
export const CaseStatus = z.enum(['submitted', 'verifying', 'review', 'decided', 'withdrawn']);
export type CaseStatus = z.infer<typeof CaseStatus>;

/** The end of the promised time limit: a civil date, or the year whose working-day calendar is not published yet. */
export const Due = z.union([z.object({ date: z.iso.date() }), z.object({ unknownYear: z.number().int() })]);
export type Due = z.infer<typeof Due>;

/** What an answer says about itself, without any personal value: the part of it that events keep in the clear. */
export const AnswerNote = z.object({
  kind: z.enum([
    'confirmed',
    'contradicted',
    'no_record',
    'ambiguous',
    'pending',
    'unavailable',
    'not_permitted',
  ]),
  source: z.string().nullable(),
  asOf: z.string().nullable(),
  keyUsed: z.string().nullable(),
  flags: z.array(z.string()),
  cause: UnavailableCause.nullable(),
  /** When it is asked again, or when a pending answer is expected. */
  nextAt: z.string().nullable(),
  /** Machine word for why a confirmed or ambiguous answer did not settle the requirement. */
  reason: ExhaustedReason.nullable(),
});
export type AnswerNote = z.infer<typeof AnswerNote>;

const submitted = z.object({
  type: z.literal('case.submitted'),
  version: z.literal(1),
  data: z.object({
    application: ApplicationId,
    number: z.string(),
    service: z.string(),
    serviceVersion: z.number().int(),
    area: z.string(),
    due: Due,
  }),
});
const wavePlanned = z.object({
  type: z.literal('wave.planned'),
  version: z.literal(1),
  data: z.object({ wave: z.number().int().positive(), questions: z.array(PlannedQuestion).min(1) }),
});
const answerReceived = z.object({
  type: z.literal('answer.received'),
  version: z.literal(1),
  data: z.object({
    step: StepId,
    requirement: z.string(),
    rung: z.number().int(),
    attempt: z.number().int(),
    note: AnswerNote,
    standing: RequirementStanding,
  }),
});
const questionRefused = z.object({
  type: z.literal('question.refused'),
  version: z.literal(1),
  data: z.object({
    requirement: z.string(),
    rung: z.number().int(),
    evidence: EvidenceCode,
    /** What no grant covers: the whole question, or these fields of it. Nothing was sent. */
    ungranted: z.array(z.string()),
    standing: RequirementStanding,
  }),
});
const rungOpened = z.object({
  type: z.literal('rung.opened'),
  version: z.literal(1),
  data: z.object({ requirement: z.string(), because: z.literal('patience'), standing: RequirementStanding }),
});
const commitmentMade = z.object({
  type: z.literal('commitment.made'),
  version: z.literal(1),
  data: z.object({
    requirement: z.string(),
    rung: z.number().int(),
    textVersion: z.string(),
    standing: RequirementStanding,
  }),
});
const commitmentDeclined = z.object({
  type: z.literal('commitment.declined'),
  version: z.literal(1),
  data: z.object({ requirement: z.string(), rung: z.number().int(), standing: RequirementStanding }),
});
const decided = z.object({
  type: z.literal('case.decided'),
  version: z.literal(1),
  data: z.object({
    outcome: z.enum(['granted', 'not_applicable']),
    criterion: z.string().nullable(),
    payBy: Due.nullable(),
  }),
});
const parked = z.object({
  type: z.literal('case.parked'),
  version: z.literal(1),
  data: z.object({ needs: z.array(Need).min(1) }),
});
const withdrawn = z.object({ type: z.literal('case.withdrawn'), version: z.literal(1), data: z.object({}) });

/** What can happen to a case. Old versions are lifted by pure functions, never rewritten. */
export const CaseEvent = z.discriminatedUnion('type', [
  submitted,
  wavePlanned,
  answerReceived,
  questionRefused,
  rungOpened,
  commitmentMade,
  commitmentDeclined,
  decided,
  parked,
  withdrawn,
]);
export type CaseEvent = z.infer<typeof CaseEvent>;
export type CaseEventType = CaseEvent['type'];

/** One question of a case with what came back for it so far. */
export interface AskedQuestion extends PlannedQuestion {
  wave: number;
  attempts: number;
  note: AnswerNote | null;
}

/** The fold of a case's events: everything about it that is not a personal value. */
export interface CaseState {
  seq: number;
  status: CaseStatus;
  application: ApplicationId;
  number: string;
  service: string;
  serviceVersion: number;
  area: string;
  due: Due;
  wave: number;
  standings: Readonly<Record<string, RequirementStanding>>;
  questions: readonly AskedQuestion[];
  needs: readonly Need[];
  decision: { outcome: 'granted' | 'not_applicable'; criterion: string | null; payBy: Due | null } | null;
}

/**
 * Replays a case. Total and deterministic over what `append` admits.
 * @throws CaseHistoryError if the first event is not the submission: such a history was never written by `append`.
 */
export function replay(events: readonly CaseEvent[]): CaseState {
  const first = events[0];
  if (first?.type !== 'case.submitted') throw new CaseHistoryError();
  const { data } = first;
  const start: CaseState = {
    seq: 1,
    status: 'submitted',
    application: data.application,
    number: data.number,
    service: data.service,
    serviceVersion: data.serviceVersion,
    area: data.area,
    due: data.due,
    wave: 0,
    standings: {},
    questions: [],
    needs: [],
    decision: null,
  };
  return events.slice(1).reduce(apply, start);
}

/** The state after one more event. */
export function apply(state: CaseState, event: CaseEvent): CaseState {
  const next = { ...state, seq: state.seq + 1 };
  switch (event.type) {
    case 'case.submitted':
      throw new CaseHistoryError();
    case 'wave.planned':
      return planned(next, event.data);
    case 'answer.received':
      return answered(next, event.data);
    case 'question.refused':
    case 'rung.opened':
    case 'commitment.made':
    case 'commitment.declined':
      return stand(next, event.data.requirement, event.data.standing);
    case 'case.parked':
      return { ...next, status: 'review', needs: event.data.needs };
    case 'case.decided':
      return { ...next, status: 'decided', needs: [], decision: event.data };
    case 'case.withdrawn':
      return { ...next, status: 'withdrawn', needs: [] };
  }
}

function planned(state: CaseState, data: { wave: number; questions: PlannedQuestion[] }): CaseState {
  const asked = data.questions.map((question) => ({ ...question, wave: data.wave, attempts: 0, note: null }));
  const waiting = Object.fromEntries(
    data.questions.map((question): [string, RequirementStanding] => [
      question.requirement,
      { kind: 'waiting', rung: question.rung, offered: null },
    ]),
  );
  return {
    ...state,
    status: 'verifying',
    wave: data.wave,
    needs: [],
    questions: [...state.questions, ...asked],
    standings: { ...state.standings, ...waiting },
  };
}

function answered(
  state: CaseState,
  data: {
    step: string;
    requirement: string;
    attempt: number;
    note: AnswerNote;
    standing: RequirementStanding;
  },
): CaseState {
  const questions = state.questions.map((question) =>
    question.step === data.step ? { ...question, attempts: data.attempt, note: data.note } : question,
  );
  return { ...stand(state, data.requirement, data.standing), questions };
}

function stand(state: CaseState, requirement: string, standing: RequirementStanding): CaseState {
  return { ...state, standings: { ...state.standings, [requirement]: standing } };
}

/** A history that `append` cannot have written. */
export class CaseHistoryError extends Error {
  constructor() {
    super('a case history begins with its submission, once');
    this.name = 'CaseHistoryError';
  }
}
