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
