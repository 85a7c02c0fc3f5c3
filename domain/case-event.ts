import { z } from 'zod';
import { Heard, KeyUsed, UnavailableCause } from './answer.ts';
import { EvidenceCode } from './evidence.ts';
import { ApplicationId, StaffId, StepId, TicketId } from './ids.ts';
import { Need } from './outcome.ts';
import { PlannedQuestion } from './question.ts';
import { ExhaustedReason, RequirementStanding } from './requirement.ts';

/**
 * 办件状态. Whether a case waits for a quota or a source derives from its open steps. `proposed`: one person has proposed a
 * decision, another has to confirm it.
 */
export const CaseStatus = z.enum(['submitted', 'verifying', 'review', 'proposed', 'decided', 'withdrawn']);
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
  keyUsed: KeyUsed.nullable(),
  flags: z.array(z.string()),
  cause: UnavailableCause.nullable(),
  /** When it is asked again, or when a pending answer is expected. */
  nextAt: z.string().nullable(),
  /** Machine word for why a confirmed or ambiguous answer did not settle the requirement. */
  reason: ExhaustedReason.nullable(),
  /** The step whose answer this is, where a department was asked once for several cases of one application. */
  reusedFrom: StepId.nullable().default(null),
  /** Where more than one source of the department was asked: what each of them said, without values. */
  heard: z.array(Heard).optional(),
  /** Fields that were older than the evidence type wants them, by name. */
  aged: z.array(z.string()).optional(),
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
/** A member of staff as events name one: by id, and by the tail of the staff number that pages show. */
export const Officer = z.object({ id: StaffId, tail: z.string() });
export type Officer = z.infer<typeof Officer>;

/** What a decision that is not a grant rests on; the clause stands in the definition under the same id. */
export const Grounds = z.object({ kind: z.enum(['criterion', 'requirement']), id: z.string() });
export type Grounds = z.infer<typeof Grounds>;

export const DecidedOutcome = z.enum(['granted', 'not_applicable', 'refused']);
export type DecidedOutcome = z.infer<typeof DecidedOutcome>;

/** What a member of staff looked at before determining a requirement. */
export const Basis = z.enum(['records', 'co_check', 'paper']);
export type Basis = z.infer<typeof Basis>;

const claimed = z.object({
  type: z.literal('case.claimed'),
  version: z.literal(1),
  data: z.object({ officer: Officer }),
});
const released = z.object({
  type: z.literal('case.released'),
  version: z.literal(1),
  data: z.object({ officer: Officer }),
});
const determined = z.object({
  type: z.literal('requirement.determined'),
  version: z.literal(1),
  data: z.object({
    requirement: z.string(),
    basis: Basis,
    officer: Officer,
    standing: RequirementStanding,
  }),
});
const judged = z.object({
  type: z.literal('criterion.judged'),
  version: z.literal(1),
  data: z.object({ criterion: z.string(), holds: z.boolean(), officer: Officer }),
});
const proposed = z.object({
  type: z.literal('decision.proposed'),
  version: z.literal(1),
  data: z.object({ outcome: DecidedOutcome, grounds: Grounds.nullable(), officer: Officer }),
});
const returned = z.object({
  type: z.literal('decision.returned'),
  version: z.literal(1),
  data: z.object({ officer: Officer }),
});
const approved = z.object({
  type: z.literal('decision.approved'),
  version: z.literal(1),
  data: z.object({ officer: Officer }),
});
const decided = z.object({
  type: z.literal('case.decided'),
  version: z.literal(1),
  data: z.object({
    outcome: DecidedOutcome,
    criterion: z.string().nullable(),
    grounds: Grounds.nullable().default(null),
    payBy: Due.nullable(),
    /** Services of which a case follows from this decision. */
    drafts: z.array(z.string()).default([]),
    /** Who proposed and who confirmed; nobody where the system decided. */
    officers: z.array(Officer).default([]),
  }),
});
const reviewRequested = z.object({
  type: z.literal('review.requested'),
  version: z.literal(1),
  /** The person's time limit begins anew. */
  data: z.object({ due: Due }),
});
const paymentReported = z.object({
  type: z.literal('payment.reported'),
  version: z.literal(1),
  /** `reason`: the bank's word for why the money came back. */
  data: z.object({ result: z.enum(['paid', 'bounced']), reason: z.string().nullable() }),
});
const accountCorrected = z.object({
  type: z.literal('account.corrected'),
  version: z.literal(1),
  data: z.object({}),
});
const parked = z.object({
  type: z.literal('case.parked'),
  version: z.literal(1),
  data: z.object({ needs: z.array(Need).min(1) }),
});
/** 重新核验: a member of staff has a question put once more. The requirement waits for the new answer; the old one stays on record. */
const askedAgain = z.object({
  type: z.literal('question.asked_again'),
  version: z.literal(1),
  data: z.object({ step: StepId, requirement: z.string(), officer: Officer, standing: RequirementStanding }),
});
/** The same after the department has corrected its record (校核单), or has told of something that has happened since. */
const reopened = z.object({
  type: z.literal('question.reopened'),
  version: z.literal(1),
  data: z.object({
    step: StepId,
    requirement: z.string(),
    ticket: TicketId.optional(),
    /** Id of the department's event. */
    event: z.string().optional(),
    standing: RequirementStanding,
  }),
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
  claimed,
  released,
  determined,
  judged,
  proposed,
  returned,
  approved,
  decided,
  parked,
  reviewRequested,
  paymentReported,
  accountCorrected,
  askedAgain,
  reopened,
  withdrawn,
]);
export type CaseEvent = z.infer<typeof CaseEvent>;
export type CaseEventType = CaseEvent['type'];
