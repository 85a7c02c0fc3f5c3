import { z } from 'zod';
import { findOpenableCase } from '#db/cases.ts';
import { listSwitches } from '#db/connectors.ts';
import { type ConnectorRow, type GrantRow, listGrantedConnectors } from '#db/reference.ts';
import { claimSteps, renewLeases, type StepRow } from '#db/steps.ts';
import { type Pool, type Tx, withTx } from '#db/with-tx.ts';
import type { Answer } from '#domain/answer.ts';
import { addDays, civilDateAt } from '#domain/dates.ts';
import type { CaseId, ConnectorId } from '#domain/ids.ts';
import { type CallContext, PersonRef, type Question } from '#domain/question.ts';
import { stops } from '#domain/switch.ts';
import { unwrapKey } from './data-key.ts';
import { Answers } from './draft.ts';
import { type LeafNote, record } from './ledger.ts';
import { openInto, toOpen } from './open.ts';
import { getRequirement } from './plan-steps.ts';
import { spendFor } from './quota.ts';
import { type StepRef, stepRef } from './record-answers.ts';
import { getService } from './services.ts';
import { SYSTEM } from './system.ts';

/** A question that may be sent now: everything that a connector needs, and the step under which its answer is written. */
export interface Errand {
  step: StepRef;
  caseId: CaseId;
  connector: ConnectorId;
  timeoutMs: number;
  question: Question;
  context: Omit<CallContext, 'callback'>;
}

/** A claimed step: to be sent, or answered on the spot because nothing may be sent. */
export type Claimed = { kind: 'send'; errand: Errand } | { kind: 'answer'; step: StepRow; answer: Answer };

/**
 * Claims due steps and makes them ready to be sent: the grant and the kill switch are looked at once more, one call of
 * the connector's and of the grant's daily quota is spent, and a ledger leaf says what will be asked of whom. All of that
 * is committed before the first byte leaves.
 */
export async function takeQuestions(
  pool: Pool,
  now: Date,
  limit: number,
  leaseSeconds: number,
): Promise<Claimed[]> {
  return withTx(pool, SYSTEM.broker, async (tx) => {
    const steps = await claimSteps(tx, now, limit, leaseSeconds);
    if (steps.length === 0) return [];
    const checked = await checkGrants(tx, now, steps);
    const sendable = checked.flatMap((entry) => (entry.kind === 'sendable' ? [entry] : []));
    const allowed = await spendFor(tx, civilDateAt(now), sendable);
    const leaves: LeafNote[] = [];
    const spent = sendable.filter((_, index) => allowed[index]);
    const errands = await prepareErrands(tx, leaves, spent);
    await record(tx, now, [...leaves, ...errands.map(sentLeaf)]);
    const quotaSpent = sendable.filter((_, index) => !allowed[index]);
    return [
      ...errands.map((errand): Claimed => ({ kind: 'send', errand })),
      ...checked.flatMap((entry): Claimed[] => (entry.kind === 'answer' ? [entry] : [])),
      ...quotaSpent.map(({ step }): Claimed => ({ kind: 'answer', step, answer: untilTomorrow(now) })),
    ];
  });
}

type Sendable = { kind: 'sendable'; step: StepRow; connector: ConnectorRow; grant: GrantRow };

/** The switches of both sides as they stand now: they may have moved since the wave was planned. */
async function checkGrants(
  tx: Tx,
  now: Date,
  steps: readonly StepRow[],
): Promise<(Sendable | Extract<Claimed, { kind: 'answer' }>)[]> {
  const grants = await listGrantedConnectors(
    tx,
    steps.map(({ grantId }) => grantId),
  );
  const switches = await listSwitches(tx, [...new Set(steps.map(({ connector }) => connector))]);
  const today = civilDateAt(now);
  return steps.map((step) => {
    const { grant, connector } = grants.get(step.grantId) ?? {};
    if (grant === undefined || connector === undefined || !covers(grant, step, today)) {
      return { kind: 'answer', step, answer: { kind: 'not_permitted', rule: `grant:${step.grantId}` } };
    }
    const stoppable = { ...step, service: grant.service };
    if (switches.some((each) => stops(each, stoppable))) {
      return { kind: 'answer', step, answer: { kind: 'unavailable', cause: 'suspended', retryAt: null } };
    }
    return { kind: 'sendable', step, connector, grant };
  });
}

/** Whether a grant still covers a step: a department may have ended it, or narrowed its fields. */
export function covers(grant: GrantRow, step: StepRow, today: string): boolean {
  const isValid = grant.state === 'active' && (grant.validTo === null || grant.validTo >= today);
  return isValid && step.fields.every((field) => grant.fields.includes(field));
}

function untilTomorrow(now: Date): Answer {
  const midnight = new Date(`${addDays(civilDateAt(now), 1)}T00:00:00+08:00`);
  return { kind: 'unavailable', cause: 'quota', retryAt: midnight.toISOString() };
}

async function prepareErrands(tx: Tx, leaves: LeafNote[], sendable: readonly Sendable[]): Promise<Errand[]> {
  const errands: Errand[] = [];
  for (const [caseId, ofCase] of Map.groupBy(sendable, ({ step }) => step.caseId)) {
    const ask = await openForAsking(tx, leaves, caseId);
    for (const { step, connector } of ofCase) errands.push(errandOf(step, connector, ask));
  }
  return errands;
}

function errandOf(step: StepRow, connector: ConnectorRow, ask: Ask): Errand {
  const requirement = getRequirement(ask.service, step.requirement);
  return {
    step: stepRef(step, step.fence),
    caseId: step.caseId,
    connector: step.connector,
    timeoutMs: connector.timeoutMs,
    question: questionOf(step, ask),
    context: {
      call: step.call,
      caseNumber: ask.row.number,
      requirement: step.requirement,
      purpose: requirement.purpose['zh-CN'],
      legalBasis: requirement.legalBasis.citation,
      actor: 'system',
    },
  };
}

function sentLeaf({ step, caseId, connector, question, context }: Errand): LeafNote {
  return {
    kind: 'question.sent',
    actor: SYSTEM.broker.id,
    refs: {
      step: step.id,
      case: caseId,
      attempt: step.attempts,
      connector,
      call: context.call,
      evidence: question.evidence,
      fields: question.fields,
      purpose: context.purpose,
      legalBasis: context.legalBasis,
    },
  };
}

type Ask = Awaited<ReturnType<typeof openForAsking>>;

/** Opens persons and claim of one case for all of its questions: one ledger leaf, added to `leaves`. */
export async function openForAsking(tx: Tx, leaves: LeafNote[], caseId: CaseId) {
  const found = await findOpenableCase(tx, caseId);
  if (found === undefined) throw new Error('a step has a case whose values can be opened');
  const { row, application, key, parties } = found;
  unwrapKey(tx, key);
  const { answers, persons } = await openInto(leaves, tx, SYSTEM.broker, 'ask_department', {
    answers: toOpen(application.answers, Answers),
    persons: parties.map(({ person }) => toOpen(person, PersonRef)),
  });
  const byRole = new Map(parties.map(({ role }, index) => [role, persons[index]]));
  const service = await getService(tx, row.service, row.serviceVersion);
  return { row, service, byRole, claim: answers.claim };
}

/** The question of a step, with its persons. */
export function questionOf(step: StepRow, { service, byRole, claim }: Ask): Question {
  const { given } = getRequirement(service, step.requirement);
  return {
    evidence: step.evidence,
    fields: step.fields,
    subjects: step.subjects.map((role) => PersonRef.parse(byRole.get(role))),
    given: z
      .record(z.string(), z.string())
      .parse(Object.fromEntries(Object.entries(given).map(([key, answer]) => [key, claim[answer]]))),
  };
}

/** Keeps running calls leased; one whose fence has moved on is left alone. */
export async function keepLeases(pool: Pool, held: readonly Errand[], leaseSeconds: number): Promise<void> {
  const rows = held.map(({ step }) => step);
  await withTx(pool, SYSTEM.broker, (tx) => renewLeases(tx, rows, leaseSeconds));
}
