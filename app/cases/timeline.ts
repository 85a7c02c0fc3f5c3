import type { CaseEvent, DecidedOutcome, Due, Officer } from '#domain/case-event.ts';
import type { Texts } from '#domain/evidence.ts';
import type { CaseContext } from './case-context.ts';
import { bounceReason } from './payment.ts';
import { type OpenState, openState } from './status-head.ts';
import { nearDateWords } from './when-words.ts';

/** One step of a case on the page: what (a key of `case.timeline`), when it was or will be, with the words put in. */
export interface TimelineStep {
  key: string;
  say: TimelineKey;
  /** ISO instant of what has happened; null for what is going on or still to come. */
  at: string | null;
  /** What stands in the margin where there is no instant. */
  when: 'now' | 'afterDecision' | null;
  values: Readonly<Record<string, string | number>>;
  current: boolean;
}

export const TIMELINE = [
  'submitted',
  'drafted',
  'asked',
  'askedMore',
  'askedTogether',
  'askedAgain',
  'reopened',
  'waitedEnough',
  'waitedOut',
  'committed',
  'declined',
  'parked',
  'waitsForFigure',
  'claimed',
  'released',
  'determined',
  'judged',
  'proposed',
  'returned',
  'approved',
  'granted',
  'notApplicable',
  'refused',
  'owed',
  'nothingOwed',
  'reviewRequested',
  'paid',
  'bounced',
  'accountCorrected',
  'withdrawn',
  'nowVerifying',
  'nowReview',
  'nowFigure',
  'nowProposed',
  'nowPaying',
  'nowBounced',
  'thenPaid',
] as const;
export type TimelineKey = (typeof TIMELINE)[number];

const NOW = {
  verifying: 'nowVerifying',
  review: 'nowReview',
  figure: 'nowFigure',
  proposed: 'nowProposed',
  withdrawn: 'withdrawn',
} as const satisfies Record<OpenState, TimelineKey>;

/** What has happened to a case, what is happening, what comes. */
export function timelineSteps(context: CaseContext): TimelineStep[] {
  const past = context.view.history.flatMap(({ seq, at, event }) => {
    const told = tell(context, event);
    if (told === null) return [];
    return [{ key: `${seq}`, at: at.toISOString(), when: null, current: false, ...told }];
  });
  return [...past, ...present(context)];
}

const DECIDED = {
  pay: { granted: 'granted', not_applicable: 'notApplicable', refused: 'refused' },
  recover: { granted: 'owed', not_applicable: 'nothingOwed', refused: 'nothingOwed' },
} as const satisfies Record<'pay' | 'recover', Record<DecidedOutcome, TimelineKey>>;

type Told = Pick<TimelineStep, 'say' | 'values'>;

function tell(context: CaseContext, event: CaseEvent): Told | null {
  const { view, words } = context;
  const isRecover = view.service.direction === 'recover';
  const titleOf = (id: string) =>
    view.service.requirements.find((requirement) => requirement.id === id)?.title[words.locale] ?? '';
  switch (event.type) {
    case 'case.submitted':
      return { say: isRecover ? 'drafted' : 'submitted', values: {} };
    case 'wave.planned': {
      const { questions } = event.data;
      const own = questions.filter(({ leader }) => leader === null);
      if (own.length === 0) return { say: 'askedTogether', values: { questions: questions.length } };
      const departments = new Set(own.map(({ connector }) => departmentName(connector)));
      const values = { questions: own.length, departments: departments.size };
      return { say: event.data.wave === 1 ? 'asked' : 'askedMore', values };
    }
    case 'rung.opened':
      return {
        say: event.data.standing.kind === 'exhausted' ? 'waitedOut' : 'waitedEnough',
        values: { title: titleOf(event.data.requirement) },
      };
    case 'commitment.made':
      return { say: 'committed', values: { title: titleOf(event.data.requirement) } };
    case 'commitment.declined':
      return { say: 'declined', values: { title: titleOf(event.data.requirement) } };
    case 'case.parked':
      return {
        say: event.data.needs.every(({ kind }) => kind === 'parameter') ? 'waitsForFigure' : 'parked',
        values: {},
      };
    case 'case.decided':
      return { say: DECIDED[isRecover ? 'recover' : 'pay'][event.data.outcome], values: {} };
    case 'case.claimed':
    case 'case.released':
    case 'requirement.determined':
    case 'criterion.judged':
    case 'decision.proposed':
    case 'decision.returned':
    case 'decision.approved':
      return byStaff(context, event);
    case 'review.requested':
      return { say: 'reviewRequested', values: {} };
    case 'payment.reported':
      return { say: event.data.result, values: { reason: bounceReason(event.data.reason) } };
    case 'question.asked_again':
      return byStaff(context, event);
    case 'question.reopened':
      return { say: 'reopened', values: { title: titleOf(event.data.requirement) } };
    case 'account.corrected':
      return { say: 'accountCorrected', values: {} };
    case 'case.withdrawn':
      return { say: 'withdrawn', values: {} };
    case 'answer.received':
    case 'question.refused':
      return null;
  }

  /** Two systems of one department are one department to a resident. */
  function departmentName(connector: Parameters<typeof view.departments.get>[0]): string {
    return view.departments.get(connector)?.[words.locale] ?? connector;
  }
}

type StaffEvent = Extract<CaseEvent, { data: { officer: Officer } }>;

/** What a member of staff did: who by the tail of the staff number only, and nothing of what is still to be confirmed. */
function byStaff({ view, words }: CaseContext, event: StaffEvent): Told {
  const { tail } = event.data.officer;
  const titleIn = (list: readonly { id: string; title?: Texts; statement?: Texts }[], id: string) => {
    const found = list.find((each) => each.id === id);
    return (found?.title ?? found?.statement)?.[words.locale] ?? '';
  };
  switch (event.type) {
    case 'requirement.determined': {
      const title = titleIn(view.service.requirements, event.data.requirement);
      return { say: 'determined', values: { tail, title, basis: event.data.basis } };
    }
    case 'question.asked_again':
      return {
        say: 'askedAgain',
        values: { tail, title: titleIn(view.service.requirements, event.data.requirement) },
      };
    case 'criterion.judged': {
      const title = titleIn(view.service.criteria, event.data.criterion);
      return { say: 'judged', values: { tail, title, holds: `${event.data.holds}` } };
    }
    default:
      return { say: STAFF[event.type], values: { tail } };
  }
}

const STAFF = {
  'case.claimed': 'claimed',
  'case.released': 'released',
  'decision.proposed': 'proposed',
  'decision.returned': 'returned',
  'decision.approved': 'approved',
} as const satisfies Record<string, TimelineKey>;

/** Where the case stands now and what follows; nothing once it has ended without money. */
function present(context: CaseContext): TimelineStep[] {
  const { state, service } = context.view;
  const now = (say: TimelineKey, values: TimelineStep['values']): TimelineStep => {
    return { key: 'now', say, at: null, when: 'now', values, current: true };
  };
  if (state.status === 'withdrawn') return [];
  if (state.status === 'decided') {
    const payBy = state.decision?.payBy ?? null;
    if (state.payment === 'bounced') return [now('nowBounced', {})];
    return payBy === null || state.payment === 'paid' ? [] : [now('nowPaying', dueValues(context, payBy))];
  }
  const { workingDays } = service.timeLimit;
  const limit = { days: workingDays, ...dueValues(context, state.due) };
  const present = now(NOW[openState(state)], limit);
  if (service.direction === 'recover') return [present];
  return [
    present,
    {
      key: 'then',
      say: 'thenPaid',
      at: null,
      when: 'afterDecision',
      values: { days: service.payWithinWorkingDays },
      current: false,
    },
  ];
}

/** A due date for an ICU select on `known`: the date in words, or the year whose calendar is not published yet. */
export function dueValues(
  { words, now }: CaseContext,
  due: Due,
): { known: string; date: string; year: string } {
  if ('date' in due) return { known: 'date', date: nearDateWords(words.locale, due.date, now), year: '' };
  return { known: 'year', date: '', year: `${due.unknownYear}` };
}
