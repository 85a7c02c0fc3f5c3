import type { AnswerNote, CaseEvent, CaseStatus, Due } from './case-event.ts';
import type { ApplicationId } from './ids.ts';
import type { Need } from './outcome.ts';
import type { PlannedQuestion } from './question.ts';
import type { RequirementStanding } from './requirement.ts';

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
