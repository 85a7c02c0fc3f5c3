import { z } from 'zod';
import type { Answer, UnavailableCause } from '#domain/answer.ts';
import type { Source } from '#domain/connector.ts';
import { numberKey } from '#domain/person-key.ts';
import type { CallContext, Question } from '#domain/question.ts';
import type { SourceReply, SourceRow } from '../contract.ts';
import { answerFromRows } from '../records/answer-from-rows.ts';
import { type Bindings, ExpressionError, type Expressions } from './expressions.ts';
import type { MappedReach } from './mapped-reach.ts';

type Reply = Extract<SourceReply, { kind: 'reply' }>;
export type Mapping = Expressions<'request' | 'succeeded' | 'rows' | 'failure'>;

const MAX_ROWS = 200;
const Value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const Row = z.record(z.string(), Value);
/** One row alone comes out of JSONata without a list around it, none at all as nothing. */
const Rows = z
  .union([z.array(Row).max(MAX_ROWS), Row.transform((row) => [row]), z.null().transform(() => [])])
  .default([]);

const Cause = z.enum(['quota', 'not_permitted', 'suspended', 'down', 'malformed']);
const Failure = z.union([
  Cause.transform((cause) => ({ cause, retryAfterSeconds: undefined })),
  z.object({ cause: Cause, retryAfterSeconds: z.number().nonnegative().max(604_800).optional() }),
]);

/**
 * Makes an answer of an existing service's reply by the mapping of its document: whether it says that it has worked, then its
 * rows; else why not. Expressions see the body, `$status`, `$call` and `$question`. Whatever cannot be read is malformed.
 */
export function readMapped(
  source: Source,
  reach: MappedReach,
  mapping: Mapping,
  reply: SourceReply,
  question: Question,
  { call }: Pick<CallContext, 'call'>,
): Answer {
  if (reply.kind === 'failure') return unavailable(reply.cause);
  const bindings = { status: reply.status, call, question };
  const evaluate = evaluatorOf(mapping, reach, reply, bindings);
  const isSuccess = reply.status >= 200 && reply.status < 300;
  if (!isSuccess || evaluate('succeeded') !== true) return readFailure(evaluate('failure'), reply);
  const rows = Rows.safeParse(evaluate('rows'));
  if (!rows.success) return unavailable('malformed');
  const written = rows.data.map(asWritten);
  if (areAboutOthers(source, question, written)) return unavailable('wrong_subject');
  const { receivedAt: now } = reply;
  return answerFromRows({ source, question, rows: written, asOf: now, now });
}

/**
 * A service that is asked about a number and shows only records under other numbers has answered about somebody else. A row
 * without a number, or with one that nobody can read, proves nothing of the kind.
 */
function areAboutOthers(source: Source, { subjects }: Question, rows: readonly SourceRow[]): boolean {
  const columns = source.rows?.persons.flatMap(({ idColumn }) => idColumn ?? []) ?? [];
  const asked = new Set(subjects.map(({ idNumber }) => numberKey(idNumber)));
  const isOfOthers = (row: SourceRow) => {
    const numbers = columns.map((column) => numberKey(row[column] ?? ''));
    return numbers.length > 0 && numbers.every((number) => number !== undefined && !asked.has(number));
  };
  return rows.length > 0 && rows.every(isOfOthers);
}

const BROKEN = Symbol('broken');

function evaluatorOf(mapping: Mapping, { receives }: MappedReach, { body }: Reply, bindings: Bindings) {
  return (name: 'succeeded' | 'rows' | 'failure'): unknown => {
    try {
      return mapping.evaluateText(name, receives, body, bindings);
    } catch (error) {
      if (error instanceof ExpressionError) return BROKEN;
      throw error;
    }
  };
}

function asWritten(row: z.infer<typeof Row>): SourceRow {
  const entries = Object.entries(row).map(([column, value]) => [column, value === null ? null : `${value}`]);
  return Object.fromEntries(entries);
}

function readFailure(told: unknown, { status, receivedAt }: Reply): Answer {
  const failure = Failure.safeParse(told);
  if (!failure.success) return byStatus(status);
  const { cause, retryAfterSeconds } = failure.data;
  if (cause === 'not_permitted') return { kind: 'not_permitted', rule: 'service:refused' };
  return unavailable(
    cause,
    retryAfterSeconds === undefined ? null : new Date(receivedAt.getTime() + retryAfterSeconds * 1_000),
  );
}

/** A gateway in front of the service speaks by its status alone. */
function byStatus(status: number): Answer {
  if (status === 401 || status === 403) return { kind: 'not_permitted', rule: `status:${status}` };
  if (status === 429) return unavailable('quota');
  return unavailable(status >= 500 ? 'down' : 'malformed');
}

function unavailable(cause: UnavailableCause, retryAt: Date | null = null): Answer {
  return { kind: 'unavailable', cause, retryAt: retryAt?.toISOString() ?? null };
}
