import { z } from 'zod';
import { findAnswers, listParties } from '#db/applications.ts';
import { findCase } from '#db/cases.ts';
import { returnQuota, spendQuota } from '#db/quota.ts';
import { findConnector, findGrant } from '#db/reference.ts';
import { claimSteps, renewLeases, type StepRow } from '#db/steps.ts';
import { type Pool, type Tx, withTx } from '#db/with-tx.ts';
import type { Answer } from '#domain/answer.ts';
import { addDays, civilDateAt } from '#domain/dates.ts';
import type { CaseId, ConnectorId, StepId } from '#domain/ids.ts';
import { PersonRef, type Question } from '#domain/question.ts';
import { Answers } from './draft.ts';
import { record } from './ledger.ts';
import { open, toOpen } from './open.ts';
import { getRequirement } from './plan-steps.ts';
import { getService } from './services.ts';
import { SYSTEM } from './system.ts';

/** A question that may be sent now: everything that a connector needs, and the fence under which its answer is written. */
export interface Errand {
  step: StepId;
  fence: number;
  attempt: number;
  caseId: CaseId;
  rung: number;
  connector: ConnectorId;
  timeoutMs: number;
  question: Question;
  context: {
    call: string;
    caseNumber: string;
    requirement: string;
    purpose: string;
    legalBasis: string;
    actor: string;
  };
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
    const claimed: Claimed[] = [];
    for (const [caseId, ofCase] of Map.groupBy(steps, (step) => step.caseId)) {
      const ask = await openForAsking(tx, now, caseId);
      for (const step of ofCase) claimed.push(await prepare(tx, now, step, ask));
    }
    const errands = claimed.flatMap((entry) => (entry.kind === 'send' ? [entry.errand] : []));
    await record(
      tx,
      now,
      errands.map(({ step, caseId, attempt, connector, question, context }) => ({
        kind: 'question.sent',
        actor: SYSTEM.broker.id,
        refs: {
          step,
          case: caseId,
          attempt,
          connector,
          call: context.call,
          evidence: question.evidence,
          fields: question.fields,
          purpose: context.purpose,
          legalBasis: context.legalBasis,
        },
      })),
    );
    return claimed;
  });
}

type Ask = Awaited<ReturnType<typeof openForAsking>>;

/** Opens persons and claim of one case for all of its questions: one ledger row. */
export async function openForAsking(tx: Tx, now: Date, caseId: CaseId) {
  const row = await findCase(tx, caseId);
  const application = row && (await findAnswers(tx, row.applicationId));
  if (row === undefined || application === undefined) throw new Error('a step has a case and an application');
  const parties = await listParties(tx, row.applicationId);
  const { answers, persons } = await open(tx, SYSTEM.broker, 'ask_department', now, {
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

async function prepare(tx: Tx, now: Date, step: StepRow, ask: Ask): Promise<Claimed> {
  const connector = await findConnector(tx, step.connector);
  const grant = await findGrant(tx, step.grantId);
  const today = civilDateAt(now);
  if (connector === undefined || connector.suspended) {
    return answered(step, { kind: 'unavailable', cause: 'suspended', retryAt: null });
  }
  if (grant === undefined || grant.suspended || (grant.validTo !== null && grant.validTo < today)) {
    return answered(step, { kind: 'not_permitted', rule: `grant:${step.grantId}` });
  }
  if (!(await spendBoth(tx, today, connector, grant))) {
    const retryAt = new Date(`${addDays(today, 1)}T00:00:00+08:00`).toISOString();
    return answered(step, { kind: 'unavailable', cause: 'quota', retryAt });
  }
  const requirement = getRequirement(ask.service, step.requirement);
  const errand: Errand = {
    step: step.id,
    fence: step.fence,
    attempt: step.attempts,
    caseId: step.caseId,
    rung: step.rung,
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
  return { kind: 'send', errand };
}

/** One call of both daily limits, or of neither. */
async function spendBoth(
  tx: Tx,
  day: string,
  connector: { id: ConnectorId; dailyLimit: number },
  grant: { id: string; perDay: number },
): Promise<boolean> {
  const scope = `connector:${connector.id}`;
  if (!(await spendQuota(tx, scope, day, connector.dailyLimit))) return false;
  if (await spendQuota(tx, `grant:${grant.id}`, day, grant.perDay)) return true;
  await returnQuota(tx, scope, day);
  return false;
}

function answered(step: StepRow, answer: Answer): Claimed {
  return { kind: 'answer', step, answer };
}

/** Keeps running calls leased; one whose fence has moved on is left alone. */
export async function keepLeases(
  pool: Pool,
  held: readonly Pick<Errand, 'step' | 'fence'>[],
  leaseSeconds: number,
): Promise<void> {
  const rows = held.map(({ step: id, fence }) => ({ id, fence }));
  await withTx(pool, SYSTEM.broker, (tx) => renewLeases(tx, rows, leaseSeconds));
}
