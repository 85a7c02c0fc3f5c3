import { EMPTY_ROOT, nodeHash } from '#domain/merkle.ts';

/** A complete subtree of 2^level leaves, the `index`-th of its level. */
export interface Node {
  level: number;
  index: number;
  hash: string;
}

/** Where the peaks of a tree of this size stand, the largest first: its complete subtrees that no larger one contains. */
export function peaksOf(size: number): Omit<Node, 'hash'>[] {
  const peaks: Omit<Node, 'hash'>[] = [];
  let begin = 0;
  for (let level = Math.floor(Math.log2(Math.max(size, 1))); level >= 0; level -= 1) {
    const width = 2 ** level;
    if (size - begin < width) continue;
    peaks.push({ level, index: begin / width });
    begin += width;
  }
  return peaks;
}

/** The root over peaks, the largest first. */
export function rootOf(peaks: readonly string[]): string {
  const last = peaks.at(-1);
  if (last === undefined) return EMPTY_ROOT;
  return peaks.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last);
}

/** A tree that grows: what was added since it was opened, and its peaks. */
export interface Grown {
  size: number;
  peaks: readonly Node[];
  /** Complete subtrees that the new leaves have made, without the leaves themselves. */
  nodes: readonly Node[];
}

/** Appends leaf hashes to a tree of `size` leaves with these peaks, the largest first. Linear in the leaves added. */
export function grow(size: number, peaks: readonly Node[], hashes: readonly string[]): Grown {
  const stack = [...peaks];
  const nodes: Node[] = [];
  hashes.forEach((hash, offset) => {
    let node: Node = { level: 0, index: size + offset, hash };
    for (let left = stack.at(-1); left?.level === node.level; left = stack.at(-1)) {
      stack.pop();
      node = { level: node.level + 1, index: left.index / 2, hash: nodeHash(left.hash, node.hash) };
      nodes.push(node);
    }
    stack.push(node);
  });
  return { size: size + hashes.length, peaks: stack, nodes };
}

/** Gives the hash of a complete subtree. */
export type NodeLookup = (level: number, index: number) => Promise<string>;

/** The hash of leaves begin … end-1 of a tree, from its complete subtrees. */
async function hashOf(begin: number, end: number, lookup: NodeLookup): Promise<string> {
  const size = end - begin;
  const level = Math.log2(size);
  if (Number.isInteger(level)) return lookup(level, begin / size);
  const split = splitOf(size);
  const left = await hashOf(begin, begin + split, lookup);
  return nodeHash(left, await hashOf(begin + split, end, lookup));
}

/** The largest power of two that is smaller than the size (RFC 6962 §2.1). */
function splitOf(size: number): number {
  return 2 ** (Math.ceil(Math.log2(size)) - 1);
}

/** The audit path of a leaf, from the leaf up (RFC 6962 §2.1.1). @param position from 0, below `size` */
export async function inclusionProof(position: number, size: number, lookup: NodeLookup): Promise<string[]> {
  const path: string[] = [];
  let [begin, end] = [0, size];
  while (end - begin > 1) {
    const middle = begin + splitOf(end - begin);
    if (position < middle) {
      path.push(await hashOf(middle, end, lookup));
      end = middle;
    } else {
      path.push(await hashOf(begin, middle, lookup));
      begin = middle;
    }
  }
  return path.reverse();
}

/** That the first `old` leaves of a tree of `size` leaves are those of the older tree (RFC 6962 §2.1.2). */
export async function consistencyProof(old: number, size: number, lookup: NodeLookup): Promise<string[]> {
  const path: string[] = [];
  let [begin, end, isOldTree] = [0, size, true];
  let rest = old;
  while (rest !== end - begin) {
    const split = splitOf(end - begin);
    if (rest <= split) {
      path.push(await hashOf(begin + split, end, lookup));
      end = begin + split;
    } else {
      path.push(await hashOf(begin, begin + split, lookup));
      begin += split;
      rest -= split;
      isOldTree = false;
    }
  }
  if (!isOldTree) path.push(await hashOf(begin, end, lookup));
  return path.reverse();
}

/** Whether a leaf hash stands at a position of the tree with this root (RFC 9162 §2.1.3.2). */
export function isIncluded(
  hash: string,
  position: number,
  size: number,
  path: readonly string[],
  root: string,
): boolean {
  if (position < 0 || position >= size) return false;
  let [node, last, result] = [position, size - 1, hash];
  for (const sibling of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      result = nodeHash(sibling, result);
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)];
    } else {
      result = nodeHash(result, sibling);
    }
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 && result === root;
}
