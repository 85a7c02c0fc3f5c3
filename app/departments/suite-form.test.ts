import { expect, test } from 'vitest';
import type { EvidenceType } from '#domain/evidence.ts';
import { readSuite, typedFor } from './suite-form.ts';

const words = { 'zh-CN': '去世', 'zh-TW': '去世', en: 'Death' };
const evidence: EvidenceType = {
  code: 'E-DTH-MED',
  title: words,
  department: words,
  subjects: 1 as const,
  fields: [],
  held: null,
  complete: null,
  connectors: [],
};
const ASKABLE = [{ evidence, given: [] }];
const NEVER = '死亡登记只有有记录和没有记录两种，不会给出这样的答复。';
const question = {
  evidence: 'E-DTH-MED',
  subjects: [{ name: '周建国', idNumber: '990102195803150011' }],
  given: {},
};
const INPUT = {
  kind: 'conformance',
  samples: { confirmed: question, no_record: question },
  bypass: { contradicted: NEVER, ambiguous: NEVER, wrong_call: NEVER },
};

test('what an earlier run was given is what running it again begins with', () => {
  const { kind, ...given } = INPUT;
  expect(kind).toBe('conformance');
  expect(readSuite(typedFor(INPUT), ASKABLE)).toEqual({ ...given, faults: {} });
});

test('each kind of answer needs a person or a reason, and a reason is a sentence', () => {
  const { faults } = readSuite({ 'bypass-ambiguous': '没有', 'confirmed-evidence': 'E-DTH-MED' }, ASKABLE);
  expect(faults).toEqual({
    'bypass-ambiguous': 'too_short',
    'bypass-contradicted': 'sample_or_reason',
    'bypass-no_record': 'sample_or_reason',
    'confirmed-name1': 'missing',
  });
});
