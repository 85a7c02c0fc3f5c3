import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Answer } from '#domain/answer.ts';
import type { Source } from '#domain/connector.ts';
import type { Question } from '#domain/question.ts';
import type { SourceReply, SourceRow, Traffic } from './contract.ts';
import { answerFromRows } from './records/answer-from-rows.ts';

/**
 * What is kept of a source that gives rows: cells as it wrote them, and the time of the file that they stand in; null for a view,
 * which is read as it is now.
 */
const RowReply = z.object({
  rows: z.array(z.record(z.string(), z.string().nullable())),
  fileAt: z.iso.datetime().nullable(),
});

export function rowReply(rows: readonly SourceRow[], fileAt: Date | null): string {
  return JSON.stringify({ rows, fileAt: fileAt?.toISOString() ?? null });
}

/** The record of a way of joining that knows no signatures: what was asked for, what came back, and their digests. */
export function unsignedTraffic(
  where: string,
  { evidence, fields, subjects }: Question,
  reply: string | null,
): Traffic {
  const requestBody = JSON.stringify({ where, evidence, fields, subjects });
  return {
    request: unsigned(requestBody),
    response: reply === null ? null : unsigned(reply),
    requestBody,
    responseBody: reply,
  };
}

function unsigned(body: string) {
  const digest = createHash('sha256').update(body).digest('base64');
  return { base: null, signature: null, keyId: null, digest };
}

/** What a source's document says of the rows that it may give. */
export interface RowLimits {
  /** More rows about one question than this are never cut to fit. */
  maxRows: number;
  /** Age of a file from which its answers are stale; null for what is read as it is now. */
  staleAfterHours: number | null;
}

const HOUR_MS = 3_600_000;

/** What the rows of a reply come to. Deterministic: the time is that of the reply. */
export function readRows(source: Source, limits: RowLimits, reply: SourceReply, question: Question): Answer {
  if (reply.kind === 'failure') return { kind: 'unavailable', cause: reply.cause, retryAt: null };
  if (reply.status === 401) return { kind: 'not_permitted', rule: 'status:401' };
  const body = RowReply.safeParse(parseJson(reply.body));
  if (!body.success) return { kind: 'unavailable', cause: 'malformed', retryAt: null };
  const { rows, fileAt } = body.data;
  const now = reply.receivedAt;
  const asOf = fileAt === null ? now : new Date(fileAt);
  const answer =
    rows.length > limits.maxRows
      ? tooMany(source, rows.length, asOf)
      : answerFromRows({ source, question, rows, asOf, now });
  const oldest = limits.staleAfterHours === null ? 0 : now.getTime() - limits.staleAfterHours * HOUR_MS;
  return asOf.getTime() < oldest ? flagStale(answer) : answer;
}

function tooMany(source: Source, candidates: number, asOf: Date): Answer {
  return {
    kind: 'ambiguous',
    candidates,
    reason: 'too_many_rows',
    source: source.title['zh-CN'],
    asOf: asOf.toISOString(),
    keyUsed: null,
    validUntil: null,
    flags: [],
  };
}

function flagStale(answer: Answer): Answer {
  if (!('flags' in answer) || answer.flags.includes('stale')) return answer;
  return { ...answer, flags: [...answer.flags, 'stale'] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
