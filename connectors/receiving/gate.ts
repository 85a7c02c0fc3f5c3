import type { SignedMessage } from '#domain/exchange.ts';
import { type CallClaims, verifyCallToken } from '../call-token.ts';
import { verifyClientAssertion } from '../client-assertion.ts';
import { type Problem, problem } from '../problem.ts';
import { VerifyRequest } from '../protocol.ts';
import { type HttpMessage, listSignatures } from '../signature-base.ts';
import { type Disbelief, verifyRequest } from '../signatures.ts';
import { type PortalKeys, PortalKeysError } from './portal-keys.ts';

export interface GateSettings {
  /** The department's connector, as the portal knows it: tokens for another one are not taken. */
  connector: string;
  keys: PortalKeys;
  /** Spends a token. @returns false if it had been spent before; may forget it after `expiresAt` */
  spendToken(jti: string, expiresAt: Date): boolean;
  /** Where the department wants a client assertion as well: its own address, which the assertion has to name. */
  assertionAudience?: string;
}

type Refused = { ok: false; problem: Problem };
export type Admitted = { ok: true; signed: SignedMessage } | Refused;
export type AdmittedQuestion = { ok: true; signed: SignedMessage; asked: VerifyRequest } | Refused;

const WORDS = {
  missing: '请求没有签名',
  unknown_key: '签名的密钥不在平台公布的密钥中',
  digest: '内容与摘要不符',
  signature: '签名与请求不符',
  expired: '签名已过期，或双方时钟相差过大',
  not_covered: '签名没有覆盖请求方法、地址、摘要或凭证',
  algorithm: '签名算法与密钥不符',
} as const satisfies Record<Disbelief, string>;

/** Whether a message is the portal's: its signature, and the client assertion where one is wanted. */
export async function admit(settings: GateSettings, message: HttpMessage, now: Date): Promise<Admitted> {
  const [told] = listSignatures(message.headers);
  const kid = told?.params.get('keyid');
  const keys = await findKeys(settings, typeof kid === 'string' ? kid : undefined);
  if (keys === undefined)
    return refuse(problem('down', '暂时取不到平台的公钥，无法验签', { retryAfterSeconds: 5 }));
  const verified = verifyRequest(message, keys, now);
  if (!verified.ok) return refuse(problem('bad_signature', WORDS[verified.why]));
  const { assertionAudience } = settings;
  if (assertionAudience !== undefined) {
    const assertion = message.headers['client-assertion'] ?? '';
    const client = verifyClientAssertion(assertion, keys, assertionAudience, now);
    if (!client.ok)
      return refuse(problem(client.why === 'expired' ? 'expired_token' : 'unauthorised', '调用方声明无效'));
  }
  return verified;
}

/**
 * Whether a question may be answered: signed by the portal, under a token for this call that has never been used, in the
 * protocol's words, and asking no more than the token permits. In this order, so that a stranger learns nothing.
 */
export async function admitQuestion(
  settings: GateSettings,
  message: HttpMessage,
  now: Date,
): Promise<AdmittedQuestion> {
  const admitted = await admit(settings, message, now);
  if (!admitted.ok) return admitted;
  const keys = await settings.keys.find(admitted.signed.keyId ?? undefined);
  const token = /^Bearer ([\w.-]+)$/.exec(message.headers.authorization ?? '')?.[1] ?? '';
  const verified = verifyCallToken(token, keys, settings.connector, now);
  if (!verified.ok)
    return verified.why === 'expired'
      ? refuse(problem('expired_token', '调用凭证已过期'))
      : refuse(problem('unauthorised', '调用凭证无效'));
  const parsed = VerifyRequest.safeParse(parseJson(message.body));
  if (!parsed.success)
    return refuse(problem('malformed', '请求不符合接口规范', { detail: placesOf(parsed.error) }));
  const asked = parsed.data;
  const more = { correlation: asked.call };
  if (!permits(verified.claims, asked))
    return refuse(problem('not_permitted', '请求与调用凭证所准的内容不同', more));
  if (!settings.spendToken(verified.jti, verified.expiresAt))
    return refuse(problem('replayed', '调用凭证已使用过', more));
  return { ok: true, signed: admitted.signed, asked };
}

async function findKeys({ keys }: GateSettings, kid: string | undefined) {
  try {
    return await keys.find(kid);
  } catch (error) {
    if (error instanceof PortalKeysError) return undefined;
    throw error;
  }
}

/** A question is the token's if it says the same of itself, and asks for none but its fields. */
function permits(claims: CallClaims, asked: VerifyRequest): boolean {
  const same = ['call', 'caseNumber', 'requirement', 'purpose', 'legalBasis', 'actor', 'evidence'] as const;
  return (
    same.every((name) => claims[name] === asked[name]) &&
    asked.fields.every((field) => claims.fields.includes(field))
  );
}

/** Where a body does not fit, by name; never what stands there. */
function placesOf(error: { issues: readonly { path: readonly PropertyKey[] }[] }): string {
  return [...new Set(error.issues.map(({ path }) => path.join('.')))].slice(0, 10).join('、');
}

const refuse = (told: Problem): Refused => ({ ok: false, problem: told });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
