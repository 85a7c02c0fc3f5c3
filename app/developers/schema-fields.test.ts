import { expect, test } from 'vitest';
import { listFields } from './schema-fields.ts';

test('a table lists every field with its place, its type, and whether it must be there', () => {
  const text = { type: 'string' };
  const fields = listFields({
    type: 'object',
    required: ['subjects', 'status'],
    properties: {
      subjects: { type: 'array', items: { type: 'object', properties: { name: text } } },
      status: { type: 'string', enum: ['up', 'down'] },
      since: { anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] },
    },
  });
  expect(fields).toEqual([
    { path: 'subjects', name: 'subjects', type: 'object[]', required: true },
    { path: 'subjects[].name', name: 'name', type: 'string', required: false },
    { path: 'status', name: 'status', type: '"up" | "down"', required: true },
    { path: 'since', name: 'since', type: 'date-time | null', required: false },
  ]);
});

test('a field of several shapes has the types of all, and is required only where all of them demand it', () => {
  const kind = (name: string) => ({ type: 'string', const: name });
  const fields = listFields({
    oneOf: [
      { required: ['kind', 'fields'], properties: { kind: kind('a'), fields: { type: 'object' } } },
      { required: ['kind'], properties: { kind: kind('b') } },
    ],
  });
  expect(fields).toEqual([
    { path: 'kind', name: 'kind', type: '"a" | "b"', required: true },
    { path: 'fields', name: 'fields', type: 'object', required: false },
  ]);
});
