import { PRIVATE_MEMBERS } from '#domain/connector.ts';
import { isTree, parseJson } from './draft-values.ts';

const PEM = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g;
const MEMBERS = PRIVATE_MEMBERS.join('|');
/** A private member in text that is not JSON, up to where its value can end. */
const WRITTEN_MEMBER = new RegExp(`(["']?\\b(?:${MEMBERS})\\b["']?\\s*:)\\s*[^,}\\n]*`, 'g');
const TAKEN_OUT = '…';

/**
 * A text that somebody has typed, as it may be kept and shown again: of a private key that was pasted with it only the
 * name and the empty private member stay, so that its place is told and the key cannot be used by taking the member out.
 * JSON is written anew, since a member that stands there twice would stay behind the one that is read.
 */
export function withoutPrivateKeys(text: string): string {
  const parsed = parseJson(text);
  if (parsed !== undefined) return JSON.stringify(emptied(parsed, false), null, 2);
  const plain = text.replace(PEM, TAKEN_OUT);
  return /\b(kty|crv)\b/.test(plain) ? plain.replace(WRITTEN_MEMBER, '$1 ""') : plain;
}

/** @param isKey whether it stands where keys stand */
function emptied(value: unknown, isKey: boolean): unknown {
  if (typeof value === 'string') return value.replace(PEM, TAKEN_OUT);
  if (Array.isArray(value)) return value.map((each) => emptied(each, isKey));
  if (!isTree(value)) return value;
  const held = PRIVATE_MEMBERS.filter((member) => member in value);
  if (held.length > 0 && (isKey || 'kty' in value || 'crv' in value)) {
    const name = 'kid' in value ? [['kid', value.kid]] : [];
    return Object.fromEntries([...name, ...held.map((member) => [member, ''])]);
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, emptied(each, name === 'keys')]),
  );
}
