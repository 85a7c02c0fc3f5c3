import { claimSteps, putBack, type Room } from '#db/claim-steps.ts';
import { insertExchanges, listOfficerTails, type SentExchange } from '#db/exchanges.ts';
import { renewLeases, type StepRow } from '#db/steps.ts';
import { type Pool, type Tx, withTx } from '#db/with-tx.ts';
import type { Answer } from '#domain/answer.ts';
import { type CaseId, type ConnectorId, ExchangeId, LeafId } from '#domain/ids.ts';
import type { CallContext, Question } from '#domain/question.ts';
import { lastSendingOf, midnightAfter, nightFrom } from '#domain/quota.ts';
import { checkGrants, type Permitted } from './check-grants.ts';
import { type LeafNote, record } from './ledger.ts';
import { newId } from './new-id.ts';
import { type Ask, openForAsking, questionOf } from './open-question.ts';
import { getRequirement } from './plan-steps.ts';
import { subjectKey } from './question-key.ts';
import { type Spent, spendFor } from './quota.ts';
import { type StepRef, stepRef } from './record-answers.ts';
import { joinFlights } from './single-flight.ts';
import { SYSTEM } from './system.ts';

/** A question that may be sent now: everything that a connector needs, and the step under which its answer is written. */
export interface Errand {
  step: StepRef;
  caseId: CaseId;
  connector: ConnectorId;
  /** The row and the ledger leaf under which it is known to both sides. */
  exchange: ExchangeId;
  timeoutMs: number;
  /** Its call is spent from the day that ends then: later it must not leave any more, see `tooLate`. */
  sendBy: Date;
  question: Question;
  context: Omit<CallContext, 'callback'>;
}

/** A claimed step: to be sent, or answered on the spot because nothing may be sent. */
export type Claimed = { kind: 'send'; errand: Errand } | { kind: 'answer'; step: StepRow; answer: Answer };

/**
 * Claims due steps and makes them ready to be sent: grant and kill switches are looked at once more; whoever would ask what
 * is being asked, or has been answered and may be used again, is left to `takeFollowers`; one call of the connector's and of
 * the grant's daily quota is spent, and a ledger leaf and an exchange say what will be asked of whom. All of that is
 * committed before the first byte leaves.
 * @param room how many more questions each connector takes; one that is not named is asked nothing
 */
export async function takeQuestions(
  pool: Pool,
  now: Date,
  room: Room,
  leaseSeconds: number,
): Promise<Claimed[]> {
  return withTx(pool, SYSTEM.broker, async (tx) => {
    const steps = await claimSteps(tx, now, room, leaseSeconds);
    if (steps.length === 0) return [];
    const checked = await checkGrants(tx, now, steps);
    const permitted = checked.flatMap((entry) => (entry.ok ? [entry] : []));
    const { alone: leading, following } = await joinFlights(tx, now, permitted);
    const [alone, asleep] = atNight(leading, now);
    await putBack(tx, [
      ...asleep.map(({ step }) => ({ ...step, dueAt: nightFrom(now), leader: null })),
      ...following.map(({ entry, leader }) => ({ ...entry.step, leader })),
    ]);
    const spent = await spendFor(tx, now, alone);
    const errands = await sendAll(
      tx,
      now,
      alone.filter((_, index) => spent[index]?.ok),
    );
    return [
      ...errands.map((errand): Claimed => ({ kind: 'send', errand })),
      ...checked.flatMap((entry): Claimed[] => (entry.ok ? [] : [{ ...entry, kind: 'answer' }])),
      ...alone.flatMap(({ step }, index) => answerOf(step, spent[index])),
    ];
  });
}

/** Those that may be asked now, and those of grants for the night that have to wait for it. */
function atNight(entries: readonly Permitted[], now: Date): [awake: Permitted[], asleep: Permitted[]] {
  const isNight = nightFrom(now) <= now;
  const sleeps = ({ grant }: Permitted) => grant.priority === 'night' && !isNight;
  return [entries.filter((entry) => !sleeps(entry)), entries.filter(sleeps)];
}

function answerOf(step: StepRow, spent: Spent | undefined): Claimed[] {
  if (spent === undefined || spent.ok) return [];
  const answer = { kind: 'unavailable', cause: 'quota', retryAt: spent.retryAt.toISOString() } as const;
  return [{ kind: 'answer', step, answer }];
}

/** What stands for the answer of a question that did not get away on the day from which its call was spent; else nothing. */
export function tooLate({ sendBy }: Errand, now: Date): Answer | undefined {
  if (now < sendBy) return undefined;
  return { kind: 'unavailable', cause: 'quota', retryAt: midnightAfter(sendBy).toISOString() };
}

/** Opens what is asked, case by case, and writes down that it is sent. */
async function sendAll(tx: Tx, now: Date, spent: readonly Permitted[]): Promise<Errand[]> {
  const leaves: LeafNote[] = [];
  const errands: Sending[] = [];
  const tailOf = await officerTails(tx, spent);
  for (const [caseId, ofCase] of Map.groupBy(spent, ({ step }) => step.caseId)) {
    const ask = await openForAsking(tx, leaves, caseId);
    for (const entry of ofCase) {
      const leaf = newId(LeafId, 'leaf', now);
      errands.push({ errand: errandOf(entry, ask, now, tailOf(entry)), entry, leaf });
    }
  }
  await record(tx, now, [...leaves, ...errands.map(sentLeaf)]);
  await insertExchanges(
    tx,
    errands.map((each) => exchangeOf(each, now)),
  );
  return errands.map(({ errand }) => errand);
}

/** Who has a question asked: the system, or the tail of an officer's staff number. */
async function officerTails(tx: Tx, spent: readonly Permitted[]): Promise<(entry: Permitted) => string> {
  const byOfficers = spent.flatMap(({ step }) => (step.officer === null ? [] : [step.caseId]));
  const tails = byOfficers.length === 0 ? new Map() : await listOfficerTails(tx, byOfficers);
  return ({ step }) => (step.officer === null ? 'system' : (tails.get(step.officer) ?? 'staff'));
}

function errandOf({ step, connector }: Permitted, ask: Ask, now: Date, actor: string): Errand {
  const requirement = getRequirement(ask.service, step.requirement);
  return {
    step: stepRef(step, step.fence),
    caseId: step.caseId,
    connector: step.connector,
    exchange: newId(ExchangeId, 'exch', now),
    timeoutMs: connector.timeoutMs,
    sendBy: lastSendingOf(now),
    question: questionOf(step, ask),
    context: {
      call: step.call,
      caseNumber: ask.row.number,
      requirement: step.requirement,
      purpose: requirement.purpose['zh-CN'],
      legalBasis: requirement.legalBasis.citation,
      actor,
    },
  };
}

interface Sending {
  errand: Errand;
  entry: Permitted;
  leaf: LeafId;
}

function sentLeaf({ errand, entry, leaf }: Sending): LeafNote {
  const { step, caseId, connector, exchange, question, context } = errand;
  return {
    id: leaf,
    kind: 'question.sent',
    actor: SYSTEM.broker.id,
    refs: {
      step: step.id,
      case: caseId,
      attempt: step.attempts,
      exchange,
      connector,
      call: context.call,
      grant: entry.grant.id,
      evidence: question.evidence,
      fields: question.fields,
      purpose: context.purpose,
      legalBasis: context.legalBasis,
      ...(entry.step.officer !== null && { officer: entry.step.officer }),
    },
  };
}

function exchangeOf({ errand, entry, leaf }: Sending, now: Date): SentExchange {
  const { step, question, context } = errand;
  return {
    id: errand.exchange,
    step: step.id,
    attempt: step.attempts,
    call: context.call,
    caseId: errand.caseId,
    caseNumber: context.caseNumber,
    service: entry.ofCase.service,
    connector: errand.connector,
    department: entry.connector.departmentId,
    grantId: entry.grant.id,
    requirement: step.requirement,
    evidence: question.evidence,
    fields: question.fields,
    purpose: context.purpose,
    legalBasis: context.legalBasis,
    actor: context.actor,
    officer: entry.step.officer,
    subjectKey: subjectKey(question.subjects),
    sentAt: now,
    sentLeaf: leaf,
  };
}

/** Keeps running calls leased; one whose fence has moved on is left alone. */
export async function keepLeases(pool: Pool, held: readonly Errand[], leaseSeconds: number): Promise<void> {
  const rows = held.map(({ step }) => step);
  await withTx(pool, SYSTEM.broker, (tx) => renewLeases(tx, rows, leaseSeconds));
}
