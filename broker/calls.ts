import type { Connector, RawAnswer } from '#connectors/contract.ts';
import type { Answer } from '#domain/answer.ts';
import type { CallContext, Question } from '#domain/question.ts';
import type { Traffic } from '#flow/exchange-record.ts';
import { log } from '#flow/log.ts';
import { type Errand, tooLate } from '#flow/send-questions.ts';
import type { Plugged } from './registry.ts';

/** What a call has brought for one of its questions. */
export interface Reply {
  answer: Answer;
  traffic?: Traffic;
}

const MALFORMED: Answer = { kind: 'unavailable', cause: 'malformed', retryAt: null };

/**
 * Puts questions to a connector in one call: as one message where the department takes several. Each has its own answer, and
 * what is wrong with one is nothing to the others. What would leave on another day than the one from which it was spent does
 * not leave. Never rejects: a connector that throws has answered nonsense.
 * @param callback where the department may send late answers
 * @returns in the order of the errands; `asked` says whether anything was sent
 */
export async function call(
  plugged: Plugged,
  errands: readonly Errand[],
  callback: string,
  now: Date,
): Promise<{ replies: Reply[]; asked: boolean }> {
  const late = errands.map((errand) => tooLate(errand, now));
  const sent = errands.filter((_, index) => late[index] === undefined);
  const told = (sent.length === 0 ? [] : await send(plugged, sent, callback)).values();
  const replies = late.map((answer) => (answer ? { answer } : (told.next().value ?? { answer: MALFORMED })));
  return { replies, asked: sent.length > 0 };
}

async function send({ connector }: Plugged, errands: readonly Errand[], callback: string): Promise<Reply[]> {
  const items = errands.map(({ question, context, connector: id }) => ({
    question,
    context: { ...context, callback: `${callback}/${id}` },
  }));
  const timeoutMs = errands[0]?.timeoutMs ?? 0;
  const begun = performance.now();
  const raws = await sendItems(connector, items, timeoutMs);
  const ms = Math.round(performance.now() - begun);
  return items.map((item, index) => read(connector, raws?.[index], item, ms));
}

type Item = { question: Question; context: CallContext };

async function sendItems(
  connector: Connector,
  items: readonly Item[],
  timeoutMs: number,
): Promise<readonly RawAnswer[] | undefined> {
  const [only] = items;
  try {
    if (items.length > 1 || only === undefined) return await connector.requestBatch(items, timeoutMs);
    return [await connector.request(only.question, only.context, timeoutMs)];
  } catch (err) {
    log.error({ err, connector: connector.id }, 'a connector threw; it must answer in kinds');
    return undefined;
  }
}

function read(
  connector: Connector,
  raw: RawAnswer | undefined,
  { question, context }: Item,
  ms: number,
): Reply {
  if (raw === undefined) return { answer: MALFORMED };
  const traffic = trafficOf(raw, ms);
  try {
    return { answer: connector.read(raw, question, context), traffic };
  } catch (err) {
    log.error({ err, connector: connector.id }, 'an answer could not be read');
    return { answer: MALFORMED, traffic };
  }
}

/** What went out and came back, source by source. */
function trafficOf({ replies }: RawAnswer, ms: number): Traffic {
  const told = replies.flatMap(({ source, reply: { traffic } }) =>
    traffic === undefined ? [] : [{ source, ...traffic }],
  );
  return {
    ms,
    proof: told.map(({ source, request, response }) => ({ source, request, response })),
    bodies: told.map(({ source, requestBody: request, responseBody: response }) => {
      return { source, request, response };
    }),
  };
}
