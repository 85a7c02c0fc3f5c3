import type { CaseEvent } from '#domain/case-event.ts';
import type { DeskView } from '#flow/read-desk-case.ts';
import { type CaseContext, departmentOf, getEvidence } from '../cases/case-context.ts';

/** One event of a case as staff read it: a key of `desk-case.event` with the words put in, and what a person wrote. */
export interface DeskEvent {
  seq: number;
  at: string;
  say: string;
  values: Readonly<Record<string, string | number>>;
  reason: string | null;
}

/** Everything that happened to a case, the newest first. */
export function deskEvents(context: CaseContext, reasons: DeskView['reasons']): DeskEvent[] {
  return context.view.history
    .map(({ seq, at, event }) => ({
      seq,
      at: at.toISOString(),
      ...tell(context, event),
      reason: reasons.get(seq) || null,
    }))
    .reverse();
}

/** What happened after the version that somebody looked at, the oldest first. */
export function eventsAfter(events: readonly DeskEvent[], seen: number): DeskEvent[] {
  return events.filter(({ seq }) => seq > seen).reverse();
}

type Told = Pick<DeskEvent, 'say' | 'values'>;

function tell(context: CaseContext, event: CaseEvent): Told {
  const { view, words } = context;
  const { locale } = words;
  const titleOf = (id: string) =>
    view.service.requirements.find((each) => each.id === id)?.title[locale] ?? id;
  switch (event.type) {
    case 'wave.planned':
      return { say: event.type, values: { questions: event.data.questions.length } };
    case 'answer.received': {
      const question = view.state.questions.find(({ step }) => step === event.data.step);
      const title = titleOf(event.data.requirement);
      if (question === undefined)
        return { say: event.type, values: { title, source: '', kind: event.data.note.kind } };
      const thing = getEvidence(context, question.evidence).title[locale];
      const source = departmentOf(context, question);
      return { say: event.type, values: { title: thing, source, kind: event.data.note.kind } };
    }
    case 'question.refused':
    case 'rung.opened':
    case 'commitment.made':
    case 'commitment.declined':
      return { say: event.type, values: { title: titleOf(event.data.requirement) } };
    case 'requirement.determined': {
      const { requirement, basis, officer } = event.data;
      return { say: event.type, values: { title: titleOf(requirement), basis, tail: officer.tail } };
    }
    case 'criterion.judged': {
      const { criterion, holds, officer } = event.data;
      const found = view.service.criteria.find(({ id }) => id === criterion);
      const title = found?.statement[locale] ?? criterion;
      return { say: event.type, values: { title, holds: holds ? 'yes' : 'no', tail: officer.tail } };
    }
    case 'decision.proposed':
      return { say: event.type, values: { outcome: event.data.outcome, tail: event.data.officer.tail } };
    case 'question.asked_again': {
      const { requirement, officer } = event.data;
      return { say: event.type, values: { title: titleOf(requirement), tail: officer.tail } };
    }
    case 'question.reopened':
      return { say: event.type, values: { title: titleOf(event.data.requirement) } };
    case 'case.claimed':
    case 'case.released':
    case 'decision.returned':
    case 'decision.approved':
      return { say: event.type, values: { tail: event.data.officer.tail } };
    case 'case.parked':
      return { say: event.type, values: { needs: event.data.needs.length } };
    case 'case.decided':
      return {
        say: event.type,
        values: { outcome: event.data.outcome, by: event.data.officers.length > 0 ? 'persons' : 'system' },
      };
    case 'payment.reported':
      return { say: event.type, values: { result: event.data.result, reason: event.data.reason ?? 'none' } };
    case 'case.submitted':
    case 'review.requested':
    case 'account.corrected':
    case 'case.withdrawn':
      return { say: event.type, values: {} };
  }
}
