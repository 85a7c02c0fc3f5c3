import { expect, test } from 'vitest';
import { Leaf } from './ledger-leaf.ts';

const leaf = {
  v: 1,
  id: 'leaf_019daea1-9bd8-749a-ac78-34306e1db216',
  at: '2026-04-21T06:02:00.000Z',
  kind: 'question.sent',
  actor: 'broker',
  refs: { step: 'step_1', attempt: 1, fields: ['deathDate'] },
  commitments: { fact: 'a'.repeat(64) },
};

test('a leaf of ids, kinds, times and commitments is one', () => {
  expect(Leaf.parse(leaf)).toEqual(leaf);
});

test.each([
  ['of another version', { v: 2 }],
  ['of an unknown kind', { kind: 'something.else' }],
  ['with a member that v1 does not have', { name: 'x' }],
  ['with an object among its references', { refs: { person: { name: 'x' } } }],
  ['with a fraction among its references', { refs: { amount: 1.5 } }],
  ['with a time that is none', { at: '2026-04-21' }],
  ['with a commitment that is no hash', { commitments: { fact: '2026-03-18' } }],
  ['with a hash in capitals, which would be another text', { commitments: { fact: 'A'.repeat(64) } }],
])('a leaf %s is refused', (_what, change) => {
  expect(Leaf.safeParse({ ...leaf, ...change }).success).toBe(false);
});
