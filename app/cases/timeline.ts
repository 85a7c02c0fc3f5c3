import type { CaseEvent, Due } from '#domain/case-event.ts';
import type { CaseContext } from './case-context.ts';
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
  'asked',
  'askedMore',
  'waitedEnough',
  'waitedOut',
  'committed',
  'declined',
  'parked',
  'waitsForFigure',
  'granted',
  'notApplicable',
  'withdrawn',
  'nowVerifying',
  'nowReview',
  'nowFigure',
  'nowPaying',
  'thenPaid',
] as const;
type TimelineKey = (typeof TIMELINE)[number];

const NOW = {
  verifying: 'nowVerifying',
  review: 'nowReview',
  figure: 'nowFigure',
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

type Told = Pick<TimelineStep, 'say' | 'values'>;

function tell({ view, words }: CaseContext, event: CaseEvent): Told | null {
  const titleOf = (id: string) =>
    view.service.requirements.find((requirement) => requirement.id === id)?.title[words.locale] ?? '';
  switch (event.type) {
    case 'case.submitted':
      return { say: 'submitted', values: {} };
    case 'wave.planned': {
      const departments = new Set(event.data.questions.map(({ connector }) => departmentName(connector)));
      const values = { questions: event.data.questions.length, departments: departments.size };
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
      return { say: event.data.outcome === 'granted' ? 'granted' : 'notApplicable', values: {} };
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

/** Where the case stands now and what follows; nothing once it has ended without money. */
function present(context: CaseContext): TimelineStep[] {
  const { state, service } = context.view;
  const now = (say: TimelineKey, values: TimelineStep['values']): TimelineStep => {
    return { key: 'now', say, at: null, when: 'now', values, current: true };
  };
  if (state.status === 'withdrawn') return [];
  if (state.status === 'decided') {
    const payBy = state.decision?.payBy ?? null;
    return payBy === null ? [] : [now('nowPaying', dueValues(context, payBy))];
  }
  const { workingDays } = service.timeLimit;
  const limit = { days: workingDays, ...dueValues(context, state.due) };
  return [
    now(NOW[openState(state)], limit),
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
