import { httpbis } from 'http-message-signatures';
import {
  type Item,
  isInnerList,
  type Parameters,
  parseDictionary,
  serializeInnerList,
  serializeItem,
} from 'structured-headers';

/** Header names are lower-case; the body is text in UTF-8. */
export interface HttpMessage {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

export interface HttpReply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** One signature of a message as Signature-Input and Signature tell it. */
export interface ToldSignature {
  /** Covered components as identifiers, e.g. `"@method"` or `"content-digest";req`, in their order. */
  components: readonly string[];
  params: Parameters;
  signature: Uint8Array;
}

/** The identifier of a component of the message itself, or of the request that a reply answers (RFC 9421 §2.4). */
export const own = (name: string) => `"${name}"`;
export const ofRequest = (name: string) => `"${name}";req`;

/** The value of one member of Signature-Input. */
export function signatureInput(components: readonly string[], params: Parameters): string {
  return serializeInnerList([components.map(itemOf), params]);
}

/**
 * Signature base (RFC 9421 §2.5).
 * @throws Error where a component is not there, or is none that we know
 */
export function signatureBase(
  components: readonly string[],
  params: Parameters,
  message: HttpMessage | HttpReply,
  request?: HttpMessage,
): string {
  const fields = [...components];
  const lines =
    'status' in message
      ? httpbis.createSignatureBase({ fields }, message, request)
      : httpbis.createSignatureBase({ fields }, message);
  lines.push(['"@signature-params"', [signatureInput(components, params)]]);
  return httpbis.formatSignatureBase(lines);
}

/**
 * The signatures of a message; none where the two headers do not parse or do not belong together. Components with parameters
 * other than `req` are outside what we sign and verify: a signature that has one is left out.
 */
export function listSignatures(headers: Readonly<Record<string, string>>): ToldSignature[] {
  try {
    const inputs = parseDictionary(headers['signature-input'] ?? '');
    const values = parseDictionary(headers.signature ?? '');
    return [...inputs].flatMap(([label, input]) => {
      const value = values.get(label)?.[0];
      if (!isInnerList(input) || !(value instanceof ArrayBuffer)) return [];
      const [items, params] = input;
      if (!items.every(isPlain)) return [];
      const components = items.map((item) => serializeItem(item));
      if (new Set(components).size < components.length) return [];
      return [{ components, params, signature: new Uint8Array(value) }];
    });
  } catch {
    return [];
  }
}

function isPlain([name, params]: Item): boolean {
  return typeof name === 'string' && [...params].every(([key, value]) => key === 'req' && value === true);
}

function itemOf(component: string): Item {
  const [, name = '', req] = /^"([^"]+)"(;req)?$/.exec(component) ?? [];
  return [name, new Map(req === undefined ? [] : [['req', true]])];
}
