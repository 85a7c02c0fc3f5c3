import { expect, test } from 'vitest';
import { evidenceTypes } from '#catalogue/index.ts';
import type { Answer, FactFields } from '#domain/answer.ts';
import { unreadFields } from './unread-fields.ts';

const confirmed = (fields: FactFields): Answer => ({
  kind: 'confirmed',
  fields,
  source: '样例',
  asOf: '2026-04-21T00:00:00+08:00',
  keyUsed: null,
  validUntil: null,
  flags: [],
});

test('a death that is read whole lacks nothing', () => {
  expect(unreadFields('E-DTH-MED', confirmed({ deathDate: '2026-03-18', causeClass: 'NORMAL' }))).toEqual([]);
});

test('a column under another name and a code with a made-up meaning are named', () => {
  expect(unreadFields('E-DTH-MED', confirmed({ deathDate: null, causeClass: 'NATURAL' }))).toEqual([
    'deathDate',
    'causeClass',
  ]);
});

test('a field that may be absent is missed by nobody, in any evidence type', () => {
  for (const { code, fields } of evidenceTypes) {
    const optional = fields.filter((field) => field.optional).map(({ name }) => name);
    const unread = unreadFields(code, confirmed(Object.fromEntries(optional.map((name) => [name, null]))));
    expect(unread).toEqual(fields.filter((field) => !field.optional).map(({ name }) => name));
  }
});
