import type {
  AnswerNote,
  CaseEvent,
  CaseStatus,
  DecidedOutcome,
  Due,
  Grounds,
  Officer,
} from './case-event.ts';
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

/** What one member of staff has proposed and another has to confirm. */
export interface Proposal {
  outcome: DecidedOutcome;
  grounds: Grounds | null;
  officer: Officer;
  approvedBy: Officer | null;
}

export interface Decision {
  outcome: DecidedOutcome;
  criterion: string | null;
  grounds: Grounds | null;
  payBy: Due | null;
  drafts: readonly string[];
  officers: readonly Officer[];
}

/** 拨付: ordered with the decision; then as the bank reports. */
export type PaymentState = 'ordered' | 'paid' | 'bounced';

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
  /** Who has claimed it; nobody else may work on it meanwhile. */
  owner: Officer | null;
  /** By criterion: what a person has judged. */
  judged: Readonly<Record<string, boolean>>;
  /** A person has judged or determined something, or was asked for: the system no longer concludes by itself. */
  isPersons: boolean;
  proposal: Proposal | null;
  decision: Decision | null;
  /** Null where no money is ordered. */
  payment: PaymentState | null;
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
    owner: null,
    judged: {},
    isPersons: false,
    proposal: null,
    decision: null,
    payment: null,
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
      return answered(asBefore(next), event.data);
    case 'question.refused':
    case 'rung.opened':
    case 'commitment.made':
    case 'commitment.declined':
      return stand(next, event.data.requirement, event.data.standing);
    case 'question.asked_again':
    case 'question.reopened':
      return reasked(asBefore(next), event.data);
    case 'case.parked':
      return { ...next, status: 'review', needs: event.data.needs, proposal: null };
    case 'case.claimed':
      return { ...next, owner: event.data.officer };
    case 'case.released':
      return { ...next, owner: null };
    case 'requirement.determined':
      return settled(
        stand(next, event.data.requirement, event.data.standing),
        'requirement',
        event.data.requirement,
      );
    case 'criterion.judged': {
      const judged = { ...next.judged, [event.data.criterion]: event.data.holds };
      return settled({ ...next, judged }, 'criterion', event.data.criterion);
    }
    case 'decision.proposed':
      return { ...next, status: 'proposed', proposal: { ...event.data, approvedBy: null } };
    case 'decision.returned':
      return asBefore(next);
    case 'decision.approved':
      return { ...next, proposal: next.proposal && { ...next.proposal, approvedBy: event.data.officer } };
    case 'review.requested':
      return reviewed(next, event.data.due);
    case 'payment.reported':
      return { ...next, payment: event.data.result };
    case 'account.corrected':
      return { ...next, payment: 'ordered' };
    case 'case.decided':
      return decided(next, event.data);
    case 'case.withdrawn':
      return { ...next, ...CLOSED, status: 'withdrawn' };
  }
}

/** What the rules made of everything that was known: it has to be made anew once a person has changed anything. */
const OF_THE_WHOLE: readonly Need['kind'][] = ['amount', 'limit', 'signature'];

/** A person has settled one of the needs; with none left the case goes on until something else is needed. */
function settled(state: CaseState, kind: Need['kind'], id: string): CaseState {
  const needs = state.needs.filter(
    (need) => !OF_THE_WHOLE.includes(need.kind) && !(need.kind === kind && 'id' in need && need.id === id),
  );
  return { ...state, needs, isPersons: true, status: needs.length === 0 ? 'verifying' : state.status };
}

const CLOSED = { needs: [], owner: null, proposal: null } as const;

/** A proposal rests on what was known when it was made: whatever comes in afterwards puts the case back on the desk. */
function asBefore(state: CaseState): CaseState {
  return state.status === 'proposed' ? { ...state, status: 'review', proposal: null } : state;
}

function decided(state: CaseState, decision: Decision): CaseState {
  const payment = decision.outcome === 'granted' && decision.payBy !== null ? 'ordered' : null;
  return { ...state, ...CLOSED, status: 'decided', decision, payment };
}

/** The applicant has asked for a person: what the system found is what the person looks at. */
function reviewed(state: CaseState, due: Due): CaseState {
  const criterion = state.decision?.criterion;
  const needs: Need[] = criterion ? [{ kind: 'criterion', id: criterion }] : [];
  return { ...state, status: 'review', due, needs, isPersons: true, decision: null };
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
    proposal: null,
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

/** A question is out once more: nothing that it had brought is known any longer. */
function reasked(
  state: CaseState,
  data: { step: string; requirement: string; standing: RequirementStanding },
): CaseState {
  const questions = state.questions.map((question) =>
    question.step === data.step ? { ...question, note: null } : question,
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
