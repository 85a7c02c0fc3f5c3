import { createHash } from 'node:crypto';

/**
 * The Merkle tree of RFC 6962 §2.1 (RFC 9162 §2.1): leaves are hashed with 0x00 before them, nodes with 0x01, and a tree that
 * is not full splits at the largest power of two below its size. Hashes are hexadecimal SHA-256 throughout.
 */
export function nodeHash(left: string, right: string): string {
  return createHash('sha256').update(Buffer.of(1)).update(left, 'hex').update(right, 'hex').digest('hex');
}

/** The root of the tree without leaves: SHA-256 of nothing (RFC 6962 §2.1). */
export const EMPTY_ROOT = createHash('sha256').digest('hex');

/** Whether the tree with the older root is the beginning of the one with the newer (RFC 9162 §2.1.4.2). */
export function isConsistent(
  older: { size: number; root: string },
  newer: { size: number; root: string },
  path: readonly string[],
): boolean {
  if (older.size === newer.size) return older.root === newer.root && path.length === 0;
  if (older.size === 0) return older.root === EMPTY_ROOT;
  if (older.size > newer.size) return false;
  const isPower = Number.isInteger(Math.log2(older.size));
  const [first, ...rest] = isPower ? [older.root, ...path] : path;
  if (first === undefined) return false;
  let [node, last] = [older.size - 1, newer.size - 1];
  while (node % 2 === 1) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  let [oldRoot, newRoot] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      oldRoot = nodeHash(sibling, oldRoot);
      newRoot = nodeHash(sibling, newRoot);
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)];
    } else {
      newRoot = nodeHash(newRoot, sibling);
    }
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 && oldRoot === older.root && newRoot === newer.root;
}
