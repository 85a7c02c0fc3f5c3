import { listSignatures } from '#connectors/signature-base.ts';
import { type Disbelief, verifyRequest } from '#connectors/signatures.ts';
import type { PublicKey } from '#domain/connector.ts';
import { ConnectorId } from '#domain/ids.ts';
import type { Plugged } from '../registry.ts';
import type { DoorSettings } from './door.ts';
import { type Incoming, type Refusal, refuse } from './reply.ts';

/** JSON that is nested deeper says nothing that anybody here reads. */
const MAX_DEPTH = 32;

const WORDS = {
  missing: '消息没有签名',
  unknown_key: '签名的密钥不在该接口登记的密钥中',
  digest: '内容与摘要不符',
  signature: '签名与消息不符',
  expired: '签名已过期，或双方时钟相差过大',
  not_covered: '签名没有覆盖请求方法、地址或摘要',
  algorithm: '签名算法与密钥不符',
} as const satisfies Record<Disbelief, string>;

/**
 * Whether a message is a department's: signed with a key that a live document of it names. Nothing of the body is looked at
 * before that.
 * @param name the connector in the address; without one whoever has signed is the one
 */
export function admitDepartment(
  { registry, clock }: DoorSettings,
  message: Incoming['message'],
  name: string | undefined,
): Incoming | Refusal {
  const candidates = name === undefined ? signersOf(registry.list(), message) : named(registry.get, name);
  if (candidates === undefined) return refuse('not_found', '没有这个地址');
  const tried = candidates.map((plugged) => ({
    plugged,
    verified: verifyRequest(message, keysOf(plugged), clock()),
  }));
  const believed = tried.flatMap(({ plugged, verified }) => (verified.ok ? [{ plugged, ...verified }] : []));
  const [first, ...others] = believed;
  if (first === undefined) {
    const [told] = tried.flatMap(({ verified }) => (verified.ok ? [] : [verified.why]));
    return refuse('bad_signature', WORDS[told ?? 'unknown_key']);
  }
  const json = parseShallow(message.body);
  if (json === undefined) return refuse('malformed', '内容不是JSON，或嵌套过深');
  return {
    message,
    signed: first.signed,
    signers: [first.plugged, ...others.map(({ plugged }) => plugged)],
    json,
  };
}

/** The connector of this name; an empty list, which has no key, for one that there is not. */
function named(get: (id: ConnectorId) => Plugged | undefined, name: string): Plugged[] | undefined {
  const id = ConnectorId.safeParse(name);
  if (!id.success) return undefined;
  const found = get(id.data);
  return found === undefined ? [] : [found];
}

function signersOf(all: readonly Plugged[], { headers }: Incoming['message']): Plugged[] {
  const kids = new Set(listSignatures(headers).map(({ params }) => params.get('keyid')));
  return all.filter((each) => keysOf(each).some(({ kid }) => kids.has(kid)));
}

/** The keys with which a department signs. Those who only have a view, a file or a desk send nothing by themselves. */
function keysOf({ document }: Plugged): PublicKey[] {
  return document.sources.flatMap(({ reach }) => (reach.way === 'native' ? reach.keys : []));
}

function parseShallow(text: string): unknown {
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (token === '[' || token === '{') depth += 1;
    if (token === ']' || token === '}') depth -= 1;
    if (depth > MAX_DEPTH) return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
