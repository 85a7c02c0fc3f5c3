import { randomUUID } from 'node:crypto';
import type { Question } from '#domain/question.ts';
import { CallClaims, mintCallToken } from '../call-token.ts';
import type { SigningKey } from '../keys.ts';
import type { NativeHttpSettings } from '../native-http.ts';
import { commonHeaders, type Party, takeReply, writeQuestion } from '../native-message.ts';
import { Problem, type ProblemCode } from '../problem.ts';
import type { HttpMessage, HttpReply } from '../signature-base.ts';
import { signRequest, unsigned } from '../signatures.ts';
import { contextOf, demand, getSample, type OutsidePlug } from './plug.ts';

/** A line to a department that speaks the wire protocol, on which also what no portal would send can be sent. */
export interface Wire {
  settings: NativeHttpSettings;
  /** The department's evidence types as its document has them. */
  evidence: readonly string[];
  /** A key under a name that the portal has not published. */
  strangerKey: SigningKey;
}

/** What is done to a question before, or after, it is signed. */
export interface Tampering {
  /** Members of the body that are other than the token permits. */
  body?: Record<string, unknown>;
  /** What is asked, and permitted. */
  question?: Partial<Question>;
  call?: string;
  token?: (sound: string) => string;
  signer?: SigningKey;
  signedAt?: Date;
  contentType?: string;
  /** Changes the message once it is signed. */
  after?: (message: HttpMessage) => HttpMessage;
}

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 262_144;

export function getWire({ wire }: OutsidePlug): Wire {
  demand(wire !== undefined, 'the connector does not speak the wire protocol');
  return wire;
}

/** The sample question as a message, as it should be but for what was tampered with. */
export function writeTampered(plug: OutsidePlug, tampering: Tampering): HttpMessage {
  const { settings } = getWire(plug);
  const now = plug.clock();
  const { signer = settings.signer, signedAt = now, token = (sound) => sound } = tampering;
  const question = { ...getSample(plug, 'confirmed'), ...tampering.question };
  const context = { ...contextOf(plug), ...(tampering.call !== undefined && { call: tampering.call }) };
  const { message } = writeQuestion(settings, { question, context }, now);
  const unsignedMessage = withoutSignature(message);
  const body = { ...JSON.parse(message.body), ...tampering.body };
  const [, sound = ''] = /^Bearer (.*)$/.exec(message.headers.authorization ?? '') ?? [];
  const changed = {
    ...unsignedMessage,
    headers: {
      ...unsignedMessage.headers,
      authorization: `Bearer ${token(sound)}`,
      ...(tampering.contentType !== undefined && { 'content-type': tampering.contentType }),
    },
    body: JSON.stringify(body),
  };
  const { headers } = signRequest(changed, signer, signedAt);
  const signed = { ...changed, headers: { ...changed.headers, ...headers } };
  return tampering.after?.(signed) ?? signed;
}

export function withoutSignature(message: HttpMessage): HttpMessage {
  const { signature: _one, 'signature-input': _other, ...headers } = message.headers;
  return { ...message, headers };
}

/** A token for the sample question with other claims, or of another time. */
export function tokenOf(
  plug: OutsidePlug,
  more: { connector?: string; caseNumber?: string; mintedAt?: Date },
) {
  const { settings } = getWire(plug);
  const { signer, issuer, connector } = settings;
  return (sound: string) => {
    const told = Buffer.from(sound.split('.')[1] ?? '', 'base64url').toString('utf8');
    const claims = CallClaims.parse(JSON.parse(told));
    const { connector: other = connector, caseNumber = claims.caseNumber, mintedAt = plug.clock() } = more;
    return mintCallToken({ ...claims, connector: other, caseNumber }, signer, mintedAt, issuer);
  };
}

/** Sends a message as it stands. @throws ConformanceError if nobody answers */
export async function send(plug: OutsidePlug, message: HttpMessage): Promise<HttpReply> {
  const { outgoing } = getWire(plug).settings;
  const { method, url, headers, body } = message;
  const bounds = { timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES };
  const reply = await outgoing
    .request(url, {
      method: method === 'GET' ? 'GET' : 'POST',
      headers,
      body: method === 'GET' ? null : body,
      ...bounds,
    })
    .catch(() => undefined);
  demand(reply !== undefined, 'the message was not answered at all');
  return reply;
}

/**
 * That a message is refused with one of these codes, in problem details that the department has signed for this message.
 * @returns the problem
 */
export async function demandRefusal(
  plug: OutsidePlug,
  message: HttpMessage,
  codes: readonly ProblemCode[],
): Promise<Problem> {
  const reply = await send(plug, message);
  demand(reply.status >= 400, `it was answered ${reply.status}, as if nothing were wrong`);
  const problem = Problem.safeParse(parseJson(reply.body));
  demand(problem.success, `it was refused ${reply.status}, but not in problem details (RFC 9457)`);
  const { code, status } = problem.data;
  demand(codes.includes(code), `it was refused as ${code}; expected ${codes.join(' or ')}`);
  demand(status === reply.status, `the problem says ${status}, the reply ${reply.status}`);
  demand(isBelieved(plug, message, reply), 'the refusal was not signed, or not for this message');
  return problem.data;
}

/** Whether a reply carries the department's signature over itself and this message. */
export function isBelieved(plug: OutsidePlug, message: HttpMessage, reply: HttpReply): boolean {
  const { settings } = getWire(plug);
  const taken = takeReply(settings, { message, signed: unsigned(message.body) }, reply, plug.clock());
  return taken.kind === 'reply' && taken.body === reply.body;
}

/** A message without a question, signed by whom it may be. */
export function writeGet(plug: OutsidePlug, path: string, signer?: SigningKey): HttpMessage {
  const { settings } = getWire(plug);
  const party: Party = settings;
  const headers = commonHeaders(party, randomUUID(), plug.clock());
  const message = { method: 'GET', url: settings.reach.url + path, headers, body: '' };
  const { headers: signature } = signRequest(message, signer ?? settings.signer, plug.clock());
  return { ...message, headers: { ...headers, ...signature } };
}

/** What a body says; undefined where it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
