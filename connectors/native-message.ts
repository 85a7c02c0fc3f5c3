import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { NativeReach } from '#domain/connector.ts';
import type { SignedMessage } from '#domain/exchange.ts';
import type { ConnectorId } from '#domain/ids.ts';
import { mintCallToken } from './call-token.ts';
import { mintClientAssertion } from './client-assertion.ts';
import type { Errand, SourceReply } from './contract.ts';
import type { SigningKey } from './keys.ts';
import type { VerifyRequest } from './protocol.ts';
import type { HttpMessage, HttpReply } from './signature-base.ts';
import { signRequest, unsigned, verifyReply } from './signatures.ts';

/** Whom a department knows: the portal by its address, under which its keys are published, and the key that it signs with. */
export interface Caller {
  issuer: string;
  signer: SigningKey;
}

export interface Party extends Caller {
  connector: ConnectorId;
  reach: z.infer<typeof NativeReach>;
}

/** A message as it leaves, and the record of it. */
export interface Sent {
  message: HttpMessage;
  signed: SignedMessage;
}

/** A question with its token, nonce, digest and signature. */
export function writeQuestion(party: Party, { question, context }: Errand, now: Date): Sent {
  const { connector, reach, signer, issuer } = party;
  const nonce = randomBytes(16).toString('base64url');
  const request: VerifyRequest = { protocol: 1, nonce, ...question, ...context };
  const { call, caseNumber, requirement, purpose, legalBasis, actor } = context;
  const { evidence, fields } = question;
  const claims = { call, connector, caseNumber, requirement, purpose, legalBasis, actor, evidence, fields };
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${mintCallToken(claims, signer, now, issuer)}`,
    'idempotency-key': `"${call}"`,
    ...commonHeaders(party, call, now),
  };
  const message = { method: 'POST', url: `${reach.url}/verify`, headers, body: JSON.stringify(request) };
  return sign(message, signer, now);
}

/** A message without a question: of what a department offers, and how it is. */
export function writeInquiry(party: Party, path: string, now: Date): Sent {
  const headers = commonHeaders(party, crypto.randomUUID(), now);
  return sign({ method: 'GET', url: party.reach.url + path, headers, body: '' }, party.signer, now);
}

/** `traceparent`, and the client assertion where the department wants one. @param trace a UUID, which is the trace's id */
export function commonHeaders(
  { reach, signer, issuer }: Party,
  trace: string,
  now: Date,
): Record<string, string> {
  return {
    traceparent: traceparent(trace),
    ...(reach.proves === 'client_assertion' && {
      'client-assertion': mintClientAssertion(issuer, reach.url, signer, now),
    }),
  };
}

/** W3C Trace Context: the call is the trace, so that both sides find it in their logs; the hop gets an id of its own. */
export function traceparent(trace: string): string {
  return `00-${trace.replaceAll('-', '').toLowerCase()}-${randomBytes(8).toString('hex')}-01`;
}

function sign(message: HttpMessage, signer: SigningKey, now: Date): Sent {
  const { headers, signed } = signRequest(message, signer, now);
  return { message: { ...message, headers: { ...message.headers, ...headers } }, signed };
}

/**
 * What came back, believed only under the department's signature. Something in front of the department (a gateway, a server
 * that is starting) cannot sign: of an unsigned failure the status is taken, and none of its words.
 */
export function takeReply(
  { reach }: Party,
  { message, signed }: Sent,
  reply: HttpReply,
  now: Date,
): SourceReply {
  const verified = verifyReply(reply, message, reach.keys, now);
  const { status, body } = reply;
  const response = verified.ok ? verified.signed : unsigned(body);
  const traffic = { request: signed, response, requestBody: message.body, responseBody: body };
  if (verified.ok) return { kind: 'reply', status, body, receivedAt: now, traffic };
  if (verified.why === 'missing' && status >= 400)
    return { kind: 'reply', status, body: '', receivedAt: now, traffic };
  return { kind: 'failure', cause: 'bad_signature', receivedAt: now, traffic };
}

/** The record of a question that was sent, or was to be, and brought nothing back that could be read. */
export function failed(
  { message, signed }: Sent,
  cause: 'down' | 'timeout' | 'malformed',
  now: Date,
): SourceReply {
  const traffic = { request: signed, response: null, requestBody: message.body, responseBody: null };
  return { kind: 'failure', cause, receivedAt: now, traffic };
}
