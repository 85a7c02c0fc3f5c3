import * as fc from 'fast-check';
import { replay } from '../case.ts';
import type { CaseEvent, CaseStatus } from '../case-event.ts';
import { ApplicationId, ConnectorId, GrantId, StaffId, StepId } from '../ids.ts';
import { EVENT_ACTION, isAllowed } from '../permission.ts';

/** Histories of cases as the tables of permission.ts admit them, for property tests. */
const uuid = (n: number) => `0198a000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const REQUIREMENTS = ['death', 'kin', 'account'];
const requirement = fc.constantFrom(...REQUIREMENTS);
const rung = fc.integer({ min: 0, max: 2 });
const due = fc.oneof(
  fc.constant({ date: '2026-06-01' }),
  fc.record({ unknownYear: fc.integer({ min: 2027, max: 2030 }) }),
);
const standing = fc.oneof(
  fc.record({ kind: fc.constantFrom('open' as const, 'offered' as const), rung }),
  fc.record({ kind: fc.constant('established' as const), rung: fc.option(rung) }),
  fc.record({ kind: fc.constant('waiting' as const), rung, offered: fc.option(rung) }),
  fc.record({
    kind: fc.constant('exhausted' as const),
    reason: fc.constantFrom('no_record' as const, 'contradicted' as const),
  }),
);
const step = fc.integer({ min: 1, max: 6 }).map((n) => StepId.parse(`step_${uuid(n)}`));
const note = fc.record({
  kind: fc.constantFrom('confirmed' as const, 'no_record' as const, 'unavailable' as const),
  source: fc.option(fc.string()),
  asOf: fc.constant(null),
  keyUsed: fc.constant(null),
  flags: fc.array(fc.constantFrom('deceased', 'stale'), { maxLength: 2 }),
  cause: fc.option(fc.constantFrom('down' as const, 'quota' as const)),
  nextAt: fc.constant(null),
  reason: fc.constant(null),
  reusedFrom: fc.option(step),
});
const question = fc.record({
  step,
  requirement,
  rung,
  evidence: fc.constantFrom('E-HH', 'E-BNK'),
  connector: fc.constant(ConnectorId.parse('public-security')),
  grant: fc.constant(GrantId.parse(`grnt_${uuid(1)}`)),
  fields: fc.array(fc.constant('belongs')),
  subjects: fc.array(fc.constant('applicant' as const)),
  leader: fc.option(step),
});
const criterion = fc.constantFrom('near-relative', 'death-class');
const need = fc.oneof(
  fc.record({ kind: fc.constant('criterion' as const), id: criterion }),
  fc.record({
    kind: fc.constant('requirement' as const),
    id: requirement,
    reason: fc.constant('no_record' as const),
  }),
  fc.constant({ kind: 'signature' as const }),
);
const needs = fc.uniqueArray(need, {
  minLength: 1,
  maxLength: 4,
  selector: (each) => JSON.stringify(each),
});
const officer = fc
  .integer({ min: 1, max: 3 })
  .map((n) => ({ id: StaffId.parse(`staf_${uuid(n)}`), tail: `0${n}` }));
const outcome = fc.constantFrom('granted' as const, 'not_applicable' as const, 'refused' as const);
const grounds = fc.option(fc.record({ kind: fc.constant('criterion' as const), id: criterion }));

const event = <T extends CaseEvent['type'], D>(type: T, data: fc.Arbitrary<D>) =>
  data.map((value) => ({ type, version: 1 as const, data: value }));

export const submitted: fc.Arbitrary<CaseEvent> = event(
  'case.submitted',
  fc.record({
    application: fc.constant(ApplicationId.parse(`appl_${uuid(1)}`)),
    number: fc.constant('99010220261122000008'),
    service: fc.constant('service'),
    serviceVersion: fc.integer({ min: 1, max: 3 }),
    area: fc.constant('990000/990100/990102'),
    due,
  }),
);

const planned = fc.record({
  wave: fc.integer({ min: 1, max: 9 }),
  questions: fc.array(question, { minLength: 1, maxLength: 4 }),
});
const answered = fc.record({
  step,
  requirement,
  rung,
  attempt: fc.integer({ min: 1, max: 9 }),
  note,
  standing,
});
const ungranted = fc.array(fc.constantFrom('purpose', 'legalBasis'), { minLength: 1 });
const refused = fc.record({ requirement, rung, evidence: fc.constant('E-HH'), ungranted, standing });
const opened = fc.record({ requirement, because: fc.constant('patience' as const), standing });
const committed = fc.record({ requirement, rung, textVersion: fc.constant('kin-1'), standing });
const turnedDown = fc.record({ requirement, rung, standing });
const decided = fc.record({
  outcome,
  criterion: fc.option(criterion),
  grounds,
  payBy: fc.option(due),
  drafts: fc.array(fc.constant('pension-repayment'), { maxLength: 1 }),
  officers: fc.array(officer, { maxLength: 2 }),
});
const byOfficer = fc.record({ officer });
const basis = fc.constantFrom('records' as const, 'co_check' as const, 'paper' as const);
const determined = fc.record({
  requirement,
  basis,
  officer,
  standing: fc.constant({ kind: 'established' as const, rung: null }),
});
const judged = fc.record({ criterion, holds: fc.boolean(), officer });
const proposed = fc.record({ outcome, grounds, officer });
const reported = fc.record({
  result: fc.constantFrom('paid' as const, 'bounced' as const),
  reason: fc.option(fc.constant('name_mismatch')),
});

/** Any event but the submission; those that close a case are the rarer ones. */
export const laterEvent: fc.Arbitrary<CaseEvent> = fc
  .oneof(
    { weight: 3, arbitrary: event('wave.planned', planned) },
    { weight: 3, arbitrary: event('answer.received', answered) },
    { weight: 2, arbitrary: event('question.refused', refused) },
    { weight: 2, arbitrary: event('rung.opened', opened) },
    { weight: 2, arbitrary: event('commitment.made', committed) },
    { weight: 2, arbitrary: event('commitment.declined', turnedDown) },
    { weight: 4, arbitrary: event('case.parked', fc.record({ needs })) },
    { weight: 2, arbitrary: event('case.claimed', byOfficer) },
    { weight: 1, arbitrary: event('case.released', byOfficer) },
    { weight: 3, arbitrary: event('requirement.determined', determined) },
    { weight: 3, arbitrary: event('criterion.judged', judged) },
    { weight: 4, arbitrary: event('decision.proposed', proposed) },
    { weight: 1, arbitrary: event('decision.returned', byOfficer) },
    { weight: 2, arbitrary: event('decision.approved', byOfficer) },
    { weight: 1, arbitrary: event('review.requested', fc.record({ due })) },
    { weight: 1, arbitrary: event('payment.reported', reported) },
    { weight: 1, arbitrary: event('account.corrected', fc.constant({})) },
    { weight: 1, arbitrary: event('case.decided', decided) },
    { weight: 1, arbitrary: event('case.withdrawn', fc.constant({})) },
  )
  .map((one): CaseEvent => one);

/** Whether a case in this status admits the action that the event is the trace of. */
export function admits(status: CaseStatus, { type }: CaseEvent): boolean {
  const action = EVENT_ACTION[type];
  return action !== null && isAllowed(status, action);
}

/** A submission and what the tables let follow it. */
export const history: fc.Arbitrary<CaseEvent[]> = fc
  .tuple(submitted, fc.array(laterEvent, { maxLength: 25 }))
  .map(([first, later]) => {
    const events = [first];
    for (const next of later) if (admits(replay(events).status, next)) events.push(next);
    return events;
  });
