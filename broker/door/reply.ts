import { type Problem, type ProblemCode, problem } from '#connectors/problem.ts';
import type { HttpMessage } from '#connectors/signature-base.ts';
import type { SignedMessage } from '#domain/exchange.ts';
import type { Plugged } from '../registry.ts';

/** A message whose signature is a connector's. */
export interface Incoming {
  message: HttpMessage;
  signed: SignedMessage;
  /** The connectors whose key it is signed with: where the address names one, that one. A department may have several. */
  signers: readonly [Plugged, ...Plugged[]];
  /** The body as JSON. */
  json: unknown;
}

export type Refusal = { problem: Problem };
export type DoorReply = { status: number; body: string } | Refusal;

export const TAKEN: DoorReply = { status: 204, body: '' };

export function refuse(code: ProblemCode, title: string, more: Partial<Omit<Problem, 'code'>> = {}): Refusal {
  return { problem: problem(code, title, more) };
}

/** Where a body does not fit, by name; never what stands there. */
export function malformed(error: { issues: readonly { path: readonly PropertyKey[] }[] }): Refusal {
  const places = [...new Set(error.issues.map(({ path }) => path.join('.')))].slice(0, 10).join('、');
  return refuse('malformed', '内容不符合接口规范', places === '' ? {} : { detail: places.slice(0, 500) });
}
