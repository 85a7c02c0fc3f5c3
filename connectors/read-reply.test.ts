import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Question } from '#domain/question.ts';
import type { SourceReply } from './contract.ts';
import { readReply } from './read-reply.ts';

const CALL = '0198a000-0000-4000-8000-000000000001';
const AS_OF = '2026-04-20T00:00:00+08:00';
const NUMBER = '990102195803150012';
const OTHER = '990103196008090022';
const RECEIVED = new Date('2026-04-21T06:00:00Z');
const question: Question = {
  evidence: 'E-DTH-MED',
  fields: ['deathDate', 'causeClass'],
  subjects: [{ name: '周建国', idNumber: NUMBER }],
  given: {},
};

const reply = (status: number, body: unknown): SourceReply => ({
  kind: 'reply',
  status,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  receivedAt: RECEIVED,
});
const read = (raw: SourceReply) => readReply(raw, question, { call: CALL });
const NONCE = 'AAAAAAAAAAAAAAAAAAAAAA';
const confirmation = {
  call: CALL,
  nonce: NONCE,
  about: [{ idNumber: NUMBER }],
  answer: { kind: 'confirmed', fields: { deathDate: '2026-03-18' }, source: 'test', asOf: AS_OF },
};
const malformed = { kind: 'unavailable', cause: 'malformed', retryAt: null };
const wrongSubject = { kind: 'unavailable', cause: 'wrong_subject', retryAt: null };

test('a confirmation of the asked call and person is one, with null and no flags for what was not said', () => {
  expect(read(reply(200, confirmation))).toEqual({
    ...confirmation.answer,
    keyUsed: null,
    validUntil: null,
    flags: [],
  });
});

test('whatever comes, reading gives an answer, and only a confirmation in the protocol’s words confirms', () => {
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 599 }), fc.oneof(fc.json(), fc.string()), (status, body) => {
      expect(['unavailable', 'not_permitted']).toContain(read(reply(status, body)).kind);
    }),
  );
});

describe('a confirmation is not taken', () => {
  test.each([
    ['under any other status than 200', reply(201, confirmation), malformed],
    ['under 202', reply(202, confirmation), malformed],
    ['for another call', reply(200, { ...confirmation, call: CALL.replace(/1$/, '2') }), wrongSubject],
    ['about another person', reply(200, { ...confirmation, about: [{ idNumber: OTHER }] }), wrongSubject],
    [
      'about a further person',
      reply(200, { ...confirmation, about: [{ idNumber: NUMBER }, { idNumber: OTHER }] }),
      wrongSubject,
    ],
    ['without the nonce of the question', reply(200, { ...confirmation, nonce: undefined }), malformed],
    ['about nobody', reply(200, { ...confirmation, about: [] }), malformed],
    [
      'with a field that nobody asked for',
      reply(200, { ...confirmation, answer: { ...confirmation.answer, fields: { cause: 'I21' } } }),
      malformed,
    ],
    [
      'with a value that is an object',
      reply(200, { ...confirmation, answer: { ...confirmation.answer, fields: { deathDate: {} } } }),
      malformed,
    ],
    [
      'without its source',
      reply(200, { ...confirmation, answer: { ...confirmation.answer, source: '' } }),
      malformed,
    ],
    [
      'without the moment that it speaks of',
      reply(200, { ...confirmation, answer: { ...confirmation.answer, asOf: '2026-04-20' } }),
      malformed,
    ],
    ['cut off in the middle', reply(200, JSON.stringify(confirmation).slice(0, -9)), malformed],
  ])('%s', (_how, raw, expected) => {
    expect(read(raw)).toEqual(expected);
  });
});

describe('a reply with the message that it answers', () => {
  const traffic = (nonce: string) => ({
    request: { base: null, signature: null, keyId: null, digest: '' },
    response: null,
    responseBody: null,
    requestBody: JSON.stringify({ nonce }),
  });
  const raw = reply(200, confirmation);

  test('has to repeat that message’s nonce', () => {
    expect(read({ ...raw, traffic: traffic(NONCE) }).kind).toBe('confirmed');
    expect(read({ ...raw, traffic: traffic(NONCE.replace('A', 'B')) })).toEqual(malformed);
    const pending = { call: CALL, nonce: NONCE, ticket: 'T-1', expectedAt: AS_OF };
    const late = { ...reply(202, pending), traffic: traffic(NONCE.replace('A', 'B')) };
    expect(read(late)).toEqual(malformed);
  });
});

describe('a department may not say for itself', () => {
  test.each([
    { kind: 'pending', ticket: 'T-1', expectedAt: AS_OF },
    { kind: 'unavailable', cause: 'down', retryAt: null },
    { kind: 'not_permitted', rule: 'x' },
  ])('$kind in place of an answer', (answer) => {
    expect(read(reply(200, { ...confirmation, answer }))).toEqual(malformed);
  });
});

describe('what the transport says', () => {
  const problem = (code: string, origin = 'department', more = {}) => ({
    type: 'urn:x',
    title: NUMBER,
    detail: NUMBER,
    status: 400,
    code,
    origin,
    retryable: true,
    ...more,
  });

  test.each([
    ['timeout', { kind: 'failure', cause: 'timeout', receivedAt: RECEIVED }],
    ['down', { kind: 'failure', cause: 'down', receivedAt: RECEIVED }],
    ['down', reply(503, 'Service Unavailable')],
    ['down', reply(500, problem('down'))],
    ['quota', reply(429, problem('quota'))],
    ['suspended', reply(403, problem('suspended'))],
    ['quota', reply(429, 'slow down')],
    ['malformed', reply(400, problem('malformed', 'caller'))],
    ['timeout', reply(408, problem('too_slow', 'caller'))],
    ['bad_signature', { kind: 'failure', cause: 'bad_signature', receivedAt: RECEIVED }],
  ] satisfies [string, SourceReply][])('is unavailable (%s)', (cause, raw) => {
    expect(read(raw)).toEqual({ kind: 'unavailable', cause, retryAt: null });
  });

  test('is asked again when the department says so, counted from when it said it', () => {
    const answer = read(reply(429, problem('quota', 'department', { retryAfterSeconds: 90 })));
    expect(answer).toMatchObject({ retryAt: '2026-04-21T06:01:30.000Z' });
  });

  test.each(['unauthorised', 'bad_signature', 'expired_token', 'unknown_field', 'not_permitted'])(
    'is not permitted where the department says %s: somebody has to look, and waiting does not help',
    (code) => {
      const answer = read(reply(401, problem(code, 'caller', { retryAfterSeconds: 5 })));
      expect(answer).toEqual({ kind: 'not_permitted', rule: `caller:${code}` });
    },
  );

  test('is not permitted by a code, and never by the department’s free text', () => {
    const answer = read(reply(401, problem('unauthorised', 'caller')));
    expect(answer).toEqual({ kind: 'not_permitted', rule: 'caller:unauthorised' });
  });

  test('is pending under a ticket for the asked call only', () => {
    const pending = { call: CALL, nonce: NONCE, ticket: 'T-1', expectedAt: AS_OF };
    expect(read(reply(202, pending))).toEqual({ kind: 'pending', ticket: 'T-1', expectedAt: AS_OF });
    expect(read(reply(202, { ...pending, call: CALL.replace(/1$/, '2') }))).toEqual(wrongSubject);
    expect(read(reply(202, { ...pending, ticket: '' }))).toEqual(malformed);
  });
});
