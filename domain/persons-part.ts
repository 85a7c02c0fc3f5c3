import type { CaseEventType } from './case-event.ts';

/**
 * What a person puts into an event. A `judgement` settles something of the decision, with a reason: whoever has made one is not
 * the second person who confirms it. A `reason` is words alone. Null: nothing that is sealed with the event.
 */
export const PERSONS_PART: Readonly<Record<CaseEventType, 'judgement' | 'reason' | null>> = {
  'case.submitted': null,
  'wave.planned': null,
  'answer.received': null,
  'question.refused': null,
  'question.asked_again': null,
  'question.reopened': null,
  'rung.opened': null,
  'commitment.made': null,
  'commitment.declined': null,
  'case.claimed': null,
  'case.released': null,
  'requirement.determined': 'judgement',
  'criterion.judged': 'judgement',
  'decision.proposed': 'judgement',
  'decision.returned': 'reason',
  'decision.approved': null,
  'case.decided': null,
  'case.parked': null,
  'review.requested': null,
  'payment.reported': null,
  'account.corrected': null,
  'case.withdrawn': null,
};
