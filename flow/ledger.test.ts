import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Leaf } from '#domain/ledger-leaf.ts';
import { commitment, leafHash, leafText } from './ledger.ts';

const LEAF: Leaf = {
  v: 1,
  id: 'leaf_019daea1-9bd8-749a-ac78-34306e1db216',
  at: '2026-04-21T06:02:00.000Z',
  kind: 'question.sent',
  actor: 'broker',
  refs: { step: 'step_1', purpose: '核实去世日期', attempt: 1, fields: ['deathDate', 'causeClass'] },
  commitments: { fact: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' },
};

/** Leaf format v1, for ever. The hashes are those of `printf '\0%s' <text> | sha256sum`, not this program's. */
describe('vectors of leaf format v1', () => {
  test('a leaf with every member', () => {
    const text = leafText(LEAF);
    expect(text).toBe(
      '{"actor":"broker","at":"2026-04-21T06:02:00.000Z","commitments":{"fact":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},"id":"leaf_019daea1-9bd8-749a-ac78-34306e1db216","kind":"question.sent","refs":{"attempt":1,"fields":["deathDate","causeClass"],"purpose":"核实去世日期","step":"step_1"},"v":1}',
    );
    expect(leafHash(text)).toBe('3a4a569fb0e24a58fada784d280c36d051ea3e0c7b4a01e0f596ed6e90c0c77b');
  });

  test('a leaf with the fewest members', () => {
    const { v, at } = LEAF;
    const text = leafText({
      refs: {},
      commitments: {},
      v,
      at,
      kind: 'case.withdrawn',
      actor: 'resi_1',
      id: 'leaf_1',
    });
    expect(text).toBe(
      '{"actor":"resi_1","at":"2026-04-21T06:02:00.000Z","commitments":{},"id":"leaf_1","kind":"case.withdrawn","refs":{},"v":1}',
    );
    expect(leafHash(text)).toBe('7e2ff640579cc947bc778a92e5c4014acb3de608886a6119704f07bc1d192274');
  });

  test('the empty text (RFC 6962 §2.1: one byte of zero goes before every leaf)', () => {
    expect(leafHash('')).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
  });
});

describe('a leaf', () => {
  test('has the same text in whatever order its members were given', () => {
    const reversed = Object.fromEntries(Object.entries(LEAF).reverse()) as Leaf;
    const refs = Object.fromEntries(Object.entries(LEAF.refs).reverse());
    expect(leafText({ ...reversed, refs })).toBe(leafText(LEAF));
  });

  test('has another hash with any member changed', () => {
    const changed: Leaf[] = [
      { ...LEAF, id: `${LEAF.id.slice(0, -1)}7` },
      { ...LEAF, at: '2026-04-21T06:02:00.001Z' },
      { ...LEAF, kind: 'answer.received' },
      { ...LEAF, actor: 'portal' },
      { ...LEAF, refs: { ...LEAF.refs, fields: ['causeClass', 'deathDate'] } },
      { ...LEAF, commitments: {} },
    ];
    const hashes = [LEAF, ...changed].map((leaf) => leafHash(leafText(leaf)));
    expect(new Set(hashes).size).toBe(changed.length + 1);
  });

  test('with a member that the format does not have is not written', () => {
    const more: Leaf = Object.assign({ name: 'x' }, LEAF);
    expect(() => leafText(more)).toThrow();
  });
});

describe('a salted commitment', () => {
  const salt = Buffer.from(Array.from({ length: 16 }, (_, index) => index));
  const of = (text: string) => createHash('sha256').update(salt).update(text, 'utf8').digest('hex');

  test('is SHA-256 of salt and canonical text', () => {
    const value = { value: null, fields: { deathDate: '2026-03-18', causeClass: 'NORMAL' } };
    expect(commitment(salt, value)).toBe('3da3fc7c71ceb186491cc13194945b96cb5e383295317320f192aa801e43ca70');
  });

  test('under another salt is another one', () => {
    expect(commitment(Buffer.alloc(16), 'NORMAL')).not.toBe(commitment(salt, 'NORMAL'));
  });

  test('takes numbers, texts and literals as the example of RFC 8785 §3.2.2 writes them', () => {
    const value = {
      numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    const text =
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}';
    expect(commitment(salt, value)).toBe(of(text));
  });

  test('sorts names by UTF-16 code units, as RFC 8785 §3.2.3 does', () => {
    const value = { '\u20ac': 5, '\r': 1, '\ufb33': 7, '1': 2, '\ud83d\ude00': 6, '\u0080': 3, '\u00f6': 4 };
    const text = '{"\\r":1,"1":2,"\u0080":3,"\u00f6":4,"\u20ac":5,"\ud83d\ude00":6,"\ufb33":7}';
    expect(commitment(salt, value)).toBe(of(text));
  });

  test('tells texts apart that only look the same: nothing is normalised', () => {
    expect(commitment(salt, '\u00e9')).not.toBe(commitment(salt, 'e\u0301'));
    expect(commitment(salt, -0)).toBe(of('0'));
  });

  test.each([undefined, Number.NaN, Number.POSITIVE_INFINITY])('to %s is refused', (value) => {
    expect(() => commitment(salt, value)).toThrow();
  });
});
