import { createHmac } from 'node:crypto';
import type { MappedAuth } from '#domain/connector.ts';
import type { Outgoing } from '../outgoing.ts';
import { openClientToken } from './client-token.ts';
import { compileExpressions } from './expressions.ts';
import type { MappedReach } from './mapped-reach.ts';

/** A message that is about to leave. */
export interface Leaving {
  body: string;
  now: Date;
  timeoutMs: number;
}

/** What a service wants to see besides the question: headers that are made for each message. */
export interface Authoriser {
  /** @throws TokenRefusedError, OutgoingError, ExpressionError, or a parse error of a token endpoint's reply */
  headers(leaving: Leaving): Promise<Record<string, string>>;
  /** The service has answered 401 to these headers. @returns whether asking once more can help */
  refused(headers: Readonly<Record<string, string>>): boolean;
}

/** @throws ExpressionError for an `hmac` whose text does not compile */
export function openAuthoriser(
  reach: MappedReach,
  credential: string,
  outgoing: Outgoing,
  clock: () => Date,
): Authoriser {
  const { auth } = reach;
  if (auth.kind === 'oauth') return byToken(auth, credential, outgoing, clock);
  const fixed = fixedHeaders(reach, auth, credential);
  return { headers: async (leaving) => fixed(leaving), refused: () => false };
}

function byToken(
  auth: Extract<MappedAuth, { kind: 'oauth' }>,
  credential: string,
  outgoing: Outgoing,
  clock: () => Date,
): Authoriser {
  const token = openClientToken(auth, credential, outgoing, clock);
  return {
    headers: async ({ timeoutMs }) => ({ authorization: `Bearer ${await token.get(timeoutMs)}` }),
    refused({ authorization = '' }) {
      token.forget(authorization.replace('Bearer ', ''));
      return true;
    },
  };
}

type Fixed = (leaving: Leaving) => Record<string, string>;

function fixedHeaders(
  reach: MappedReach,
  auth: Exclude<MappedAuth, { kind: 'oauth' }>,
  credential: string,
): Fixed {
  switch (auth.kind) {
    case 'none':
      return () => ({});
    case 'header':
      return () => ({ [auth.name.toLowerCase()]: credential });
    case 'basic':
      return () => ({
        authorization: `Basic ${Buffer.from(`${auth.user}:${credential}`).toString('base64')}`,
      });
    case 'hmac':
      return byHmac(reach, auth, credential);
    case 'national':
      return byNationalPlatform(auth, credential);
  }
}

/** The text to be signed is made of { method, path, body, now }. */
function byHmac(
  { url, method }: MappedReach,
  { header, text, encoding }: Extract<MappedAuth, { kind: 'hmac' }>,
  secret: string,
): Fixed {
  const expressions = compileExpressions({ text });
  const { pathname: path } = new URL(url);
  return ({ body, now }) => {
    const signed = expressions.evaluate('text', { method, path, body, now: now.toISOString() });
    return { [header.toLowerCase()]: createHmac('sha256', secret).update(String(signed)).digest(encoding) };
  };
}

/** 国家政务服务平台 数据直达 v0.55; the older 国家共享交换平台 has the same under another prefix. */
function byNationalPlatform(
  { prefix, requesterId, serviceId }: Extract<MappedAuth, { kind: 'national' }>,
  secret: string,
): Fixed {
  return ({ now }) => {
    const time = String(now.getTime());
    const sign = createHmac('sha256', secret).update(`${serviceId}${requesterId}${time}`).digest('base64');
    return {
      [`${prefix}_rid`]: requesterId,
      [`${prefix}_sid`]: serviceId,
      [`${prefix}_rtime`]: time,
      [`${prefix}_sign`]: sign,
    };
  };
}
