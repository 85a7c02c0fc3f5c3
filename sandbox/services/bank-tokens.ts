import { createHmac, timingSafeEqual } from 'node:crypto';
import { json, type Message, type OldReply, type Place } from './service.ts';

/** The city's client at the bank. */
export const BANK_CLIENT = 'anlan-zhengwu';
export const BANK_SCOPE = 'account.verify';

const LIFETIME_SECONDS = 300;

/** The bank's token endpoint: client credentials (RFC 6749 section 4.4), the client by Basic. */
export function issueToken({ headers, body }: Message, { secret, now }: Place): OldReply {
  if (!isSame(clientIn(headers.authorization ?? ''), `${BANK_CLIENT}:${secret}`))
    return json({ error: 'invalid_client' }, 401);
  const form = new URLSearchParams(body);
  if (form.get('grant_type') !== 'client_credentials') return json({ error: 'unsupported_grant_type' }, 400);
  if (form.get('scope') !== BANK_SCOPE) return json({ error: 'invalid_scope' }, 400);
  const until = Math.floor(now.getTime() / 1_000) + LIFETIME_SECONDS;
  return json({
    access_token: tokenUntil(until, secret),
    token_type: 'Bearer',
    expires_in: LIFETIME_SECONDS,
  });
}

/** Both parts are form-encoded before they are joined (RFC 6749 section 2.3.1). */
function clientIn(authorization: string): string {
  const text = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString('utf8');
  return text
    .split(':')
    .map((part) => new URLSearchParams(`part=${part}`).get('part'))
    .join(':');
}

/** Whether a message carries a token of this bank that has not run out. */
export function isValidToken({ headers }: Message, { secret, now }: Place): boolean {
  const token = /^Bearer (\d{1,12}\..+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
  const until = Number(token.split('.')[0]);
  return until * 1_000 > now.getTime() && isSame(token, tokenUntil(until, secret));
}

function tokenUntil(until: number, secret: string): string {
  return `${until}.${createHmac('sha256', secret).update(`token until ${until}`).digest('base64url')}`;
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
