import type { EvidenceType } from '#domain/evidence.ts';
import type { FieldShape } from './draft-fields.ts';

type Kind = EvidenceType['fields'][number]['kind'] | undefined;

/**
 * What a typed text stands for. What cannot be read stays as it was typed, so that the document's own schema says so.
 * @returns undefined for an empty field
 */
export function readTyped(shape: FieldShape, text: string | undefined, kind?: Kind): unknown {
  const typed = text?.trim() ?? '';
  if (shape === 'tick') return typed === 'yes';
  if (shape === 'list') return typed.split(/[\s,，、]+/).filter((each) => each !== '');
  // A delimiter may be a tab, which trimming would take away.
  if (typed === '') return text === '\t' ? text : undefined;
  switch (shape) {
    case 'whole':
    case 'decimal':
      return /^-?\d+(\.\d+)?$/.test(typed) ? Number(typed) : typed;
    case 'keys':
      return readKeys(typed);
    case 'codes':
      return readCodes(typed, kind);
    default:
      return typed;
  }
}

/** One public key, a list of them, or a key set (RFC 7517 §5). */
function readKeys(text: string): unknown {
  const parsed = parseJson(text);
  if (Array.isArray(parsed)) return parsed;
  if (typeof parsed === 'object' && parsed !== null && 'keys' in parsed) return parsed.keys;
  return parsed === undefined ? text : [parsed];
}

/** One line for each of the source's own values, `1=MARRIED`; or the tables themselves where lists have changed over time. */
function readCodes(text: string, kind: Kind): unknown {
  if (text.startsWith('[')) return parseJson(text) ?? text;
  const lines = text.split(/\n/).flatMap((line) => line.trim() || []);
  const pairs = lines.map((line) => /^(.+?)\s*[=＝]\s*(.+)$/.exec(line));
  if (pairs.some((pair) => pair === null)) return text;
  const values = pairs.map((pair) => [pair?.[1] ?? '', codeValue(pair?.[2] ?? '', kind)]);
  return [{ values: Object.fromEntries(values) }];
}

function codeValue(text: string, kind: Kind): string | boolean {
  if (kind !== 'yes_no') return text;
  return ['是', 'yes', 'true', '1'].includes(text.toLowerCase());
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A value of a document as somebody would have typed it. */
export function printTyped(shape: FieldShape, value: unknown): string {
  if (shape === 'tick') return value === true ? 'yes' : 'no';
  if (value === undefined || value === null) return '';
  if (shape === 'list') return Array.isArray(value) ? value.join(' ') : '';
  if (shape === 'keys') return JSON.stringify(value, null, 2);
  if (shape === 'codes') return printCodes(value);
  return String(value);
}

function printCodes(value: unknown): string {
  if (!Array.isArray(value) || value.length === 0) return '';
  const [first]: unknown[] = value;
  const isPlain =
    value.length === 1 &&
    typeof first === 'object' &&
    first !== null &&
    'values' in first &&
    !('from' in first && first.from) &&
    !('to' in first && first.to);
  if (!isPlain || typeof first.values !== 'object' || first.values === null)
    return JSON.stringify(value, null, 2);
  return Object.entries(first.values)
    .map(([own, ours]) => `${own}=${ours === true ? '是' : ours === false ? '否' : String(ours)}`)
    .join('\n');
}

interface Tree {
  [key: string]: unknown;
}
/** Whether a value has members. */
export const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/** Puts a value at a path of a tree. */
export function putAt(tree: Tree, path: readonly string[], value: unknown): void {
  const [head, ...rest] = path;
  if (head === undefined) return;
  if (rest.length === 0) {
    tree[head] = value;
    return;
  }
  const next = tree[head];
  const child = isTree(next) ? next : {};
  tree[head] = child;
  putAt(child, rest, value);
}

/** The value at a path of a document, or undefined. */
export function findAt(tree: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((found, key) => (isTree(found) ? found[key] : undefined), tree);
}
