import { randomBytes } from 'node:crypto';
import { evidenceTypes } from '#catalogue/index.ts';
import { wakeLikeQuestions } from '#db/followers.ts';
import { finishAttempts, type StepResult, type StepRow } from '#db/steps.ts';
import type { Pool } from '#db/with-tx.ts';
import type { Answer } from '#domain/answer.ts';
import type { CaseState } from '#domain/case.ts';
import { type CaseId, LeafId, type StepId } from '#domain/ids.ts';
import { type AnswerEffect, afterAnswer } from '#domain/ladder.ts';
import { readAnswer } from '#domain/reading.ts';
import type { Requirement } from '#domain/service.ts';
import { advance } from './advance.ts';
import { isGivenUp, noteOf, retryClass, stepResult } from './answer-note.ts';
import type { NewEvent } from './append.ts';
import { type CaseFacts, type FactPersonal, openFacts } from './case-facts.ts';
import {
  type ExchangeRows,
  exchangeRefs,
  type LateMessage,
  readExchanges,
  recordExchanges,
  type Traffic,
} from './exchange-record.ts';
import { agedFields, tellFreshness } from './freshness.ts';
import { appendInHand, type Hand, inHand } from './hand.ts';
import { commitment, type LeafNote } from './ledger.ts';
import { log } from './log.ts';
import { newId } from './new-id.ts';
import { getRequirement, standingOf } from './plan-steps.ts';

/** Which step an answer is for, and the fence under which it may be written. */
export type StepRef = Pick<StepRow, 'id' | 'fence' | 'attempts' | 'requirement' | 'rung' | 'evidence'>;

/** An answer that has come in for a step. */
export interface Arrival {
  step: StepRef;
  answer: Answer;
  /** The step of another case of the application that was asked; null where the department was asked for this step. */
  reusedFrom?: StepId;
  /** What went out and came back for it; nothing where nobody was asked. */
  traffic?: Traffic;
  /** The message that brought it, where it came by itself, after it had been announced. */
  late?: LateMessage;
}

/** How many of the arrivals still held their fence, and whether they put a further wave into the queue. */
export interface Recorded {
  written: number;
  planned: boolean;
}

/**
 * Writes answers of one case where their steps' fences still hold, and moves the case forward in the same transaction.
 * Every answer, also a failure, becomes an event; of a holder that was overtaken nothing is written, nor of what would
 * have followed from its answer: the transaction is undone and run again without it.
 */
export async function recordAnswers(
  pool: Pool,
  now: Date,
  caseId: CaseId,
  arrivals: readonly Arrival[],
): Promise<Recorded> {
  let held = ofNewestHolders(arrivals);
  while (held.length > 0) {
    try {
      let planned = false;
      await inHand(pool, now, caseId, async (hand) => {
        const state = await writeAll(hand, held);
        planned = state.wave > hand.loaded.state.wave;
        return state;
      });
      return { written: held.length, planned };
    } catch (error) {
      if (!(error instanceof OvertakenError)) throw error;
      held = held.filter(({ step }) => error.held.has(step.id));
    }
  }
  return { written: 0, planned: false };
}

/** Some of the answers came from holders that were overtaken. */
class OvertakenError extends Error {
  readonly held: ReadonlySet<StepId>;

  constructor(held: ReadonlySet<StepId>) {
    super('a step has gone to another holder');
    this.name = 'OvertakenError';
    this.held = held;
  }
}

async function writeAll(hand: Hand, arrivals: readonly Arrival[]): Promise<CaseState> {
  const opened = await openFacts(hand);
  const exchanges = await readExchanges(hand, arrivals);
  const read = readArrivals(hand, opened, exchanges, arrivals);
  const results = read.map(({ step: { id, fence }, result }) => ({ id, fence, ...result }));
  const finished = await finishAttempts(hand.tx, results);
  if (finished.size < read.length) throw new OvertakenError(finished);
  const events = read.map(({ event }) => event);
  const state = appendInHand(hand, hand.loaded.state, events);
  hand.leaves.push(...read.map(({ leaf }) => leaf));
  await recordExchanges(hand, exchanges, read);
  await wakeLikeQuestions(hand.tx, hand.now, ownAnswers(read));
  tellOf(read);
  const states = read.at(-1)?.states ?? opened.states;
  return advance(hand, state, { ...opened, states });
}

/** The steps that are done with an answer of their own: what those that ask the same can be given. */
function ownAnswers(read: readonly ReadArrival[]): StepId[] {
  return read.flatMap(({ step, result, reusedFrom }) =>
    result.status === 'done' && reusedFrom === undefined ? [step.id] : [],
  );
}

/** Of several arrivals for one step only its newest holder's can count: the others were overtaken. */
function ofNewestHolders(arrivals: readonly Arrival[]): Arrival[] {
  const newest = new Map<StepRef['id'], Arrival>();
  for (const arrival of arrivals) {
    const known = newest.get(arrival.step.id);
    if (known === undefined || known.step.fence < arrival.step.fence) newest.set(arrival.step.id, arrival);
  }
  return [...newest.values()];
}

/** What an arrival means: for its step, for the requirement's state after all arrivals up to it, and for the record. */
interface ReadArrival extends Arrival {
  result: StepResult;
  states: CaseFacts['states'];
  event: NewEvent;
  leaf: LeafNote & { id: LeafId };
  aged: readonly string[];
}

function readArrivals(
  hand: Hand,
  facts: CaseFacts,
  exchanges: ExchangeRows,
  arrivals: readonly Arrival[],
): ReadArrival[] {
  let { states } = facts;
  return arrivals.map((arrival) => {
    const read = readArrival(hand, { ...facts, states }, exchanges, arrival);
    ({ states } = read);
    return read;
  });
}

function readArrival(hand: Hand, facts: CaseFacts, exchanges: ExchangeRows, arrival: Arrival): ReadArrival {
  const { step, answer, reusedFrom } = arrival;
  const requirement = getRequirement(hand.service, step.requirement);
  const tries = countTries(hand, step, answer);
  const effect = effectOf(hand, requirement, arrival, tries);
  const before = facts.states[requirement.id];
  if (before === undefined) throw new Error('every requirement of a case has a state');
  const after = afterAnswer(before, { requirement, claim: facts.claim, rung: step.rung }, effect);
  const result = stepResult(
    hand.now,
    tries,
    answer,
    effect.effect === 'wait' && after.kind !== 'established',
  );
  const aged = agedFields(requirement, step, answer, hand.now);
  const note = { ...noteOf(answer, effect, result, aged), reusedFrom: reusedFrom ?? null };
  const { personal, commitments } = personalOf(answer, effect);
  const { id, rung, attempts: attempt } = step;
  const data = { step: id, requirement: requirement.id, rung, attempt, note, standing: standingOf(after) };
  const event = { event: { type: 'answer.received' as const, version: 1 as const, data }, personal };
  const refs = {
    step: id,
    case: hand.loaded.row.id,
    attempt,
    answer: note.kind,
    ...(reusedFrom !== undefined && { from: reusedFrom }),
    ...exchangeRefs(exchanges, arrival),
  };
  const kind = reusedFrom === undefined ? 'answer.received' : 'answer.reused';
  const leaf = {
    id: newId(LeafId, 'leaf', hand.now),
    kind,
    actor: hand.actor.id,
    refs,
    commitments,
  } as const;
  const states = { ...facts.states, [requirement.id]: after };
  return { ...arrival, result, aged, states, event, leaf };
}

/** How often in a row a step has come to the same kind of nothing, with this time. */
function countTries({ loaded }: Hand, step: StepRef, answer: Answer): number {
  const now = retryClass(answer.kind === 'unavailable' ? answer.cause : null);
  let tries = 1;
  for (const { event } of loaded.history.toReversed()) {
    if (event.type !== 'answer.received' || event.data.step !== step.id) continue;
    if (now === null || retryClass(event.data.note.cause) !== now) break;
    tries += 1;
  }
  return tries;
}

function effectOf(
  hand: Hand,
  requirement: Requirement,
  { step, answer }: Arrival,
  tries: number,
): AnswerEffect {
  const rung = requirement.ladder[step.rung];
  const evidence = evidenceTypes.find(({ code }) => code === step.evidence);
  if (rung?.means !== 'data_share' || evidence === undefined) throw new Error('only data shares are steps');
  if (isGivenUp(answer, tries)) return { effect: 'lower', reason: 'wrong' };
  return readAnswer({ rung, evidence, subjects: requirement.subjects }, answer, hand.now);
}

/** What somebody has to look at, though the cases go on: an answer about another person, and old data. */
function tellOf(read: readonly ReadArrival[]): void {
  for (const { step, answer, aged } of read) {
    const words = { step: step.id, evidence: step.evidence };
    if (answer.kind === 'unavailable' && answer.cause === 'wrong_subject')
      log.error(words, 'a department has answered about somebody else');
    tellFreshness(words, aged);
  }
}

/** The sealed part of an answer's event with the ledger's salted commitment to it; neither for an answer without values. */
function personalOf(
  answer: Answer,
  effect: AnswerEffect,
): { personal?: FactPersonal; commitments: Record<string, string> } {
  const fields = 'fields' in answer ? answer.fields : null;
  const value = effect.effect === 'established' ? effect.value : null;
  const cleaning = 'cleaning' in answer ? (answer.cleaning ?? []) : [];
  if (fields === null && value === null && cleaning.length === 0) return { commitments: {} };
  const salt = randomBytes(16);
  return {
    personal: { fields, value, salt: salt.toString('base64'), ...(cleaning.length > 0 && { cleaning }) },
    commitments: { fact: commitment(salt, { fields, value }) },
  };
}

/** A step as an answer refers to it. */
export function stepRef(step: StepRow, fence: number): StepRef {
  const { id, attempts, requirement, rung, evidence } = step;
  return { id, fence, attempts, requirement, rung, evidence };
}
