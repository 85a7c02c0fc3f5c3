import {
  completeExchanges,
  type ExchangeAnswer,
  listExchangesOf,
  type OpenExchange,
} from '#db/exchange-answers.ts';
import type { Answer } from '#domain/answer.ts';
import { ExchangeBodies, type ExchangeProof, type SignedMessage } from '#domain/exchange.ts';
import type { StepId } from '#domain/ids.ts';
import type { Leaf } from '#domain/ledger-leaf.ts';
import type { Hand } from './hand.ts';
import { openInto, toOpen } from './open.ts';
import { seal } from './seal.ts';

/** What went out and came back for one answer. */
export interface Traffic {
  /** From the first byte out to the last one back. */
  ms: number;
  proof: ExchangeProof;
  bodies: ExchangeBodies;
}

/** The department's own message with an answer that it had announced. */
export interface LateMessage {
  signed: SignedMessage;
  body: string;
}

/** An answer with what there is to be kept of its exchange. */
export interface Exchanged {
  step: { id: StepId; attempts: number };
  answer: Answer;
  traffic?: Traffic;
  late?: LateMessage;
}

/** The rows of the questions that are being answered; what was never sent has none. */
export type ExchangeRows = ReadonlyMap<string, OpenExchange>;

const keyOf = (step: StepId, attempt: number) => `${step}/${attempt}`;

/** Finds the exchanges that answers belong to. */
export async function readExchanges(
  { tx }: Hand,
  answers: readonly Pick<Exchanged, 'step'>[],
): Promise<ExchangeRows> {
  const attempts = answers.map(({ step }) => ({ step: step.id, attempt: step.attempts }));
  const found = await listExchangesOf(tx, attempts);
  return new Map(found.map((row) => [keyOf(row.step, row.attempt), row]));
}

/**
 * What a ledger leaf says of both sides' messages: which exchange, and the digests that the signatures cover. Of messages that
 * nobody has signed none: their bodies carry no nonce, so that a digest could be guessed back to a person.
 */
export function exchangeRefs(rows: ExchangeRows, exchanged: Exchanged): Leaf['refs'] {
  const { step } = exchanged;
  const row = rows.get(keyOf(step.id, step.attempts));
  if (row === undefined) return {};
  const messages = proofOf(row, exchanged) ?? [];
  const digests = (pick: (each: ExchangeProof[number]) => SignedMessage | null | undefined) =>
    messages.flatMap((each) => {
      const message = pick(each);
      return message?.signature ? [message.digest] : [];
    });
  const late = digests((each) => each.late);
  return {
    exchange: row.id,
    requests: digests(({ request }) => request),
    responses: digests(({ response }) => response),
    ...(late.length > 0 && { late }),
  };
}

/**
 * Completes the exchanges with what came back, in the transaction that writes the answers: what was said, how long it took,
 * both messages as they were signed, their bodies sealed under the application's key, and the ledger leaf.
 */
export async function recordExchanges(
  hand: Hand,
  rows: ExchangeRows,
  answers: readonly (Exchanged & { leaf: { id: string }; aged: readonly string[] })[],
): Promise<void> {
  const completed: ExchangeAnswer[] = [];
  for (const exchanged of answers) {
    const { step, answer, traffic, leaf, aged } = exchanged;
    const row = rows.get(keyOf(step.id, step.attempts));
    if (row === undefined) continue;
    const bodies = await bodiesOf(hand, row, exchanged);
    completed.push({
      id: row.id,
      answer: answer.kind,
      cause: causeOf(answer),
      answerLeaf: leaf.id,
      ms: traffic?.ms ?? null,
      aged: aged.length > 0 ? [...aged] : null,
      proof: proofOf(row, exchanged),
      bodies: bodies && seal(hand.loaded.key, 'exchanges', 'bodies', row.id, bodies),
    });
  }
  await completeExchanges(hand.tx, hand.now, completed);
}

/** An answer that comes late stands with the message that had announced it. */
function proofOf(row: OpenExchange, { traffic, late }: Exchanged): ExchangeProof | null {
  if (late !== undefined) return row.proof?.map((each) => ({ ...each, late: late.signed })) ?? null;
  return traffic === undefined || traffic.proof.length === 0 ? null : traffic.proof;
}

async function bodiesOf(
  hand: Hand,
  row: OpenExchange,
  { traffic, late }: Exchanged,
): Promise<ExchangeBodies | null> {
  if (late === undefined) return traffic === undefined || traffic.bodies.length === 0 ? null : traffic.bodies;
  if (row.bodies === null) return null;
  const { bodies } = await openInto(hand.leaves, hand.tx, hand.actor, 'ask_department', {
    bodies: toOpen(row.bodies, ExchangeBodies),
  });
  return bodies.flatMap((each) => [each, { ...each, response: late.body }]);
}

function causeOf(answer: Answer): string | null {
  if (answer.kind === 'unavailable') return answer.cause;
  return answer.kind === 'not_permitted' ? answer.rule : null;
}
