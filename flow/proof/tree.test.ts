import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EMPTY_ROOT, isConsistent, nodeHash } from '#domain/merkle.ts';
import { leafHash } from '../ledger.ts';
import { consistencyProof, grow, inclusionProof, isIncluded, peaksOf, rootOf } from './tree.ts';

/** The seven leaves of the examples of RFC 6962 §2.1.3, here with bytes of Certificate Transparency's public test vectors. */
const VECTOR_LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const VECTOR_ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** Root by the recursive definition of RFC 6962 §2.1, written without the peaks. */
function definedRoot(hashes: readonly string[]): string {
  const [first] = hashes;
  if (first === undefined) return EMPTY_ROOT;
  if (hashes.length === 1) return first;
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return nodeHash(definedRoot(hashes.slice(0, split)), definedRoot(hashes.slice(split)));
}

const leaves = (count: number) => Array.from({ length: count }, (_, index) => leafHash(`leaf ${index}`));

function treeOf(hashes: readonly string[]) {
  const { peaks, nodes } = grow(0, [], hashes);
  const known = new Map(nodes.map(({ level, index, hash }) => [`${level}/${index}`, hash]));
  for (const [index, hash] of hashes.entries()) known.set(`0/${index}`, hash);
  const lookup = async (level: number, index: number) => known.get(`${level}/${index}`) ?? 'missing';
  return { root: rootOf(peaks.map(({ hash }) => hash)), lookup, peaks };
}

describe('the tree', () => {
  test.each(VECTOR_ROOTS.map((root, index) => [index + 1, root] as const))(
    'of %i leaves has the root of the public test vectors',
    async (count, root) => {
      const { createHash } = await import('node:crypto');
      const hashes = VECTOR_LEAVES.slice(0, count).map((hex) =>
        createHash('sha256').update(Buffer.of(0)).update(hex, 'hex').digest('hex'),
      );
      expect(treeOf(hashes).root).toBe(root);
    },
  );

  test('has the same root whether it grew at once or in any pieces, and that of the definition', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 12 }), (pieces) => {
        const hashes = leaves(pieces.reduce((sum, each) => sum + each, 0));
        let [size, peaks] = [0, treeOf([]).peaks];
        for (const piece of pieces) ({ size, peaks } = grow(size, peaks, hashes.slice(size, size + piece)));
        const root = rootOf(peaks.map(({ hash }) => hash));
        expect(root).toBe(definedRoot(hashes));
        expect(peaks.map(({ level, index }) => ({ level, index }))).toEqual(size === 0 ? [] : peaksOf(size));
      }),
    );
  });
});

describe('an inclusion proof', () => {
  test('holds for its leaf at its position and for nothing else', async () => {
    for (let size = 1; size <= 20; size += 1) {
      const hashes = leaves(size);
      const { root, lookup } = treeOf(hashes);
      for (let position = 0; position < size; position += 1) {
        const path = await inclusionProof(position, size, lookup);
        const hash = hashes[position] ?? '';
        expect(isIncluded(hash, position, size, path, root)).toBe(true);
        expect(isIncluded(leafHash('another'), position, size, path, root)).toBe(false);
        expect(isIncluded(hash, (position + 1) % (size + 1), size, path, root)).toBe(false);
        expect(isIncluded(hash, position, size, [...path, root], root)).toBe(false);
        if (path.length > 0) expect(isIncluded(hash, position, size, path.slice(1), root)).toBe(false);
      }
    }
  });
});

describe('a consistency proof', () => {
  test('holds between a tree and its own beginning, and for no other beginning', async () => {
    for (let size = 1; size <= 20; size += 1) {
      const hashes = leaves(size);
      const { root, lookup } = treeOf(hashes);
      for (let old = 1; old <= size; old += 1) {
        const older = { size: old, root: treeOf(hashes.slice(0, old)).root };
        const forged = { size: old, root: treeOf([...hashes.slice(0, old - 1), leafHash('forged')]).root };
        const path = await consistencyProof(old, size, lookup);
        expect(isConsistent(older, { size, root }, path)).toBe(true);
        expect(isConsistent(forged, { size, root }, path)).toBe(false);
        expect(isConsistent(older, { size, root: leafHash('forged') }, path)).toBe(false);
      }
    }
  });
});
