import canonicalize from 'canonicalize';
import type { LedgerHead } from '#domain/ledger-head.ts';
import { Leaf } from '#domain/ledger-leaf.ts';
import { leafHash } from '../ledger.ts';
import { isSigned } from './head.ts';
import { LedgerLine } from './ledger-file.ts';
import { grow, type Node, rootOf } from './tree.ts';

/** What was found wrong, and at which line of the file (from 1). */
export interface Finding {
  line: number;
  problem:
    | 'not_a_line'
    | 'not_a_leaf'
    | 'out_of_order'
    | 'twice'
    | 'unknown_key_or_signature'
    | 'head_of_another_tree'
    | 'time_runs_back'
    | 'leaves_without_head'
    | 'shorter_than_announced'
    | 'shorter_than_witnessed'
    | 'other_than_witnessed';
}

/** What must come from elsewhere than the file: the sealer's public keys, and heads that somebody has kept from earlier. */
export interface Trusted {
  keys: readonly { kid: string }[];
  witnessed: readonly LedgerHead[];
}

export interface Verdict {
  leaves: number;
  heads: number;
  findings: Finding[];
}

/**
 * Verifies an export of the ledger offline, line by line: every leaf is canonical and stands in its place, every head is the
 * head of exactly the leaves before it and signed by a key that was given, and every witnessed head is one of this ledger's.
 * Stops at the first hundred findings.
 */
export async function verifyLedger(
  lines: AsyncIterable<string> | Iterable<string>,
  trusted: Trusted,
): Promise<Verdict> {
  const reading: Reading = { line: 0, size: 0, peaks: [], heads: 0, seen: new Set(), findings: [] };
  for await (const text of lines) {
    if (text === '') continue;
    reading.line += 1;
    takeLine(reading, trusted, text);
    if (reading.findings.length >= MOST_FINDINGS) break;
  }
  if (reading.size !== (reading.lastHead?.size ?? 0)) find(reading, 'leaves_without_head');
  if (reading.size !== reading.announced) find(reading, 'shorter_than_announced');
  for (const { size } of trusted.witnessed) if (size > reading.size) find(reading, 'shorter_than_witnessed');
  return { leaves: reading.size, heads: reading.heads, findings: reading.findings };
}

const MOST_FINDINGS = 100;

/** How far a reading has come: the tree so far. */
interface Reading {
  line: number;
  size: number;
  peaks: readonly Node[];
  heads: number;
  lastHead?: LedgerHead;
  announced?: number;
  seen: Set<string>;
  findings: Finding[];
}

function find(reading: Reading, problem: Finding['problem']): void {
  reading.findings.push({ line: reading.line, problem });
}

function rootSoFar({ peaks }: Reading): string {
  return rootOf(peaks.map(({ hash }) => hash));
}

function takeLine(reading: Reading, trusted: Trusted, text: string): void {
  const line = LedgerLine.safeParse(parseJson(text));
  if (!line.success) {
    find(reading, 'not_a_line');
    return;
  }
  if ((reading.line === 1) !== (line.data.type === 'ledger')) find(reading, 'out_of_order');
  if (line.data.type === 'ledger') reading.announced ??= line.data.size;
  if (line.data.type === 'leaf') takeLeaf(reading, trusted, line.data.position, line.data.leaf);
  if (line.data.type === 'head') takeHead(reading, trusted, line.data.head);
}

function takeLeaf(reading: Reading, { witnessed }: Trusted, position: number, text: string): void {
  const leaf = Leaf.safeParse(parseJson(text));
  if (!leaf.success || canonicalize(leaf.data) !== text) find(reading, 'not_a_leaf');
  else if (reading.seen.has(leaf.data.id)) find(reading, 'twice');
  else reading.seen.add(leaf.data.id);
  if (position !== reading.size) find(reading, 'out_of_order');
  const { size, peaks } = grow(reading.size, reading.peaks, [leafHash(text)]);
  Object.assign(reading, { size, peaks });
  const ofThisSize = witnessed.filter((witness) => witness.size === size);
  if (ofThisSize.some(({ root }) => root !== rootSoFar(reading))) find(reading, 'other_than_witnessed');
}

function takeHead(reading: Reading, { keys }: Trusted, head: LedgerHead): void {
  reading.heads += 1;
  if (!isSigned(head, keys)) find(reading, 'unknown_key_or_signature');
  if (head.size !== reading.size || head.root !== rootSoFar(reading)) find(reading, 'head_of_another_tree');
  if (reading.lastHead !== undefined && head.at < reading.lastHead.at) find(reading, 'time_runs_back');
  reading.lastHead = head;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
