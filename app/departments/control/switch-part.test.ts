import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SwitchPart } from '#flow/control/switch-verbs.ts';
import { confirmPath, formOf, KINDS, PartForm, partOf } from './switch-part.ts';

const OFFICER = 'staf_0198a000-0000-7000-8000-000000000001';
const NONE = { evidence: null, field: null, service: null, officer: null };
const PARTS = [
  NONE,
  { ...NONE, evidence: 'E-MAR' },
  { ...NONE, evidence: 'E-MAR', field: 'married' },
  { ...NONE, service: 'survivor-benefit' },
  { ...NONE, officer: OFFICER },
] as SwitchPart[];

test.each(PARTS)('the part %o comes back from the address of its preview as it went in', (part) => {
  const { searchParams } = new URL(confirmPath('marriage-registry', formOf(part)), 'https://portal.example');
  expect(partOf(PartForm.parse(Object.fromEntries(searchParams)))).toEqual(part);
});

test('a form whose own field is empty or unreadable names no part: never silently the whole connector', () => {
  const kinds = fc.constantFrom(...KINDS.filter((kind) => kind !== 'all'));
  const junk = fc.constantFrom('', ' ', 'x/', '/', '../all', 'E-', 'staf_1');
  fc.assert(
    fc.property(kinds, junk, (kind, value) => {
      const form = PartForm.parse({
        kind,
        evidence: value,
        field: value,
        service: value.toUpperCase(),
        officer: value,
      });
      expect(partOf(form)).toBeUndefined();
    }),
  );
});
