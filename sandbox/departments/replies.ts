import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Problem, VerifyRequest } from '#connectors/protocol.ts';
import type { Behaviour } from './behaviour.ts';
import type { Department } from './department.ts';
import type { LateDue, Reply } from './ledger.ts';

const ORIGIN = {
  bad_request: 'caller',
  unauthorised: 'caller',
  not_permitted: 'caller',
  quota: 'department',
  suspended: 'department',
  down: 'department',
} as const satisfies Record<Problem['code'], Problem['origin']>;

/** Problem details (RFC 9457). @param retryAfterSeconds given where asking again makes sense */
export function problem(
  code: Problem['code'],
  status: number,
  title: string,
  retryAfterSeconds?: number,
): Problem {
  return {
    type: `urn:mianzheng:problem:${code}`,
    title,
    status,
    code,
    origin: ORIGIN[code],
    retryable: retryAfterSeconds !== undefined,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}

/** Somebody who was not asked about, for the mode lying. */
const SOMEBODY_ELSE = ['990121191801019969', '990105199602290138'];

/** Answers a question by the department's records and its behaviour: now, or with a ticket and a debt. */
export function replyTo(
  department: Department,
  database: DatabaseSync,
  asked: VerifyRequest,
  behaviour: Behaviour,
  now: Date,
): { reply: Reply; late?: Omit<LateDue, 'attempts'> } {
  const refusal = unfit(department, asked);
  if (refusal) return { reply: { status: refusal.status, body: refusal } };
  const { said, byHand } = department.answer(database, asked, now);
  const about = asked.subjects.map(({ idNumber }) => ({ idNumber }));
  if (behaviour.mode === 'lying') about.splice(0, 1, { idNumber: somebodyElse(asked) });
  const body = { call: asked.call, about, answer: said };
  const delayMs = lateBy(behaviour, asked.call, byHand);
  if (delayMs === null) return { reply: { status: 200, body } };
  const ticket = `${department.id}:${asked.call}`;
  const expectedAt = new Date(now.getTime() + delayMs);
  const reply = { status: 202, body: { call: asked.call, ticket, expectedAt: expectedAt.toISOString() } };
  if (behaviour.mode === 'never') return { reply };
  return {
    reply,
    late: {
      ticket,
      callback: asked.callback,
      reply: JSON.stringify({ ...body, ticket }),
      dueAt: expectedAt.getTime(),
    },
  };
}

/** What is asked must be what the department offers: nothing more is ever looked up. */
function unfit(department: Department, asked: VerifyRequest): Problem | undefined {
  const offer = department.evidence[asked.evidence];
  if (!offer) return problem('not_permitted', 403, `本接口不提供${asked.evidence}`);
  const unknown = asked.fields.filter((field) => !offer.fields.includes(field));
  if (unknown.length > 0) return problem('not_permitted', 403, `没有这些数据项：${unknown.join('、')}`);
  if (asked.subjects.length !== offer.subjects)
    return problem('bad_request', 400, `需要${offer.subjects}个当事人`);
  const missing = (offer.given ?? []).filter((name) => !asked.given[name]);
  return missing.length > 0 ? problem('bad_request', 400, `缺少核验值：${missing.join('、')}`) : undefined;
}

/** Milliseconds until the answer, or null for at once. */
function lateBy(behaviour: Behaviour, call: string, byHand: boolean): number | null {
  if (behaviour.mode === 'late' || behaviour.mode === 'never') return behaviour.lateSeconds * 1_000;
  if (byHand && behaviour.byHandMs > 0) return behaviour.byHandMs;
  const draw = createHash('sha256').update(call).digest().readUInt32BE(0) / 2 ** 32;
  return draw < behaviour.lateShare ? behaviour.byHandMs : null;
}

function somebodyElse(asked: VerifyRequest): string {
  return SOMEBODY_ELSE.find((number) => asked.subjects.every((subject) => subject.idNumber !== number)) ?? '';
}
