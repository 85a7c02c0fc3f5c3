import { expect, test } from 'vitest';
import type { EvidenceType } from '#domain/evidence.ts';
import type { Askable } from '#flow/connectors/askable.ts';
import { isAsked, readQuestion } from './question-form.ts';

const words = { 'zh-CN': '婚姻', 'zh-TW': '婚姻', en: 'Marriage' };
const evidence = (code: string, subjects: 1 | 2): EvidenceType => ({
  code,
  title: words,
  department: words,
  subjects,
  fields: [],
  held: null,
  complete: null,
  connectors: [],
});
const ASKABLE: Askable[] = [
  { evidence: evidence('E-MAR', 2), given: [] },
  { evidence: evidence('E-BNK', 1), given: ['account'] },
];
const TYPED = {
  evidence: 'E-MAR',
  name1: ' 周建国',
  id1: '990102195803150011',
  name2: '李芳',
  id2: '99010219600101002X',
};

test('a question about two made-up persons is read as it was typed', () => {
  expect(readQuestion('', TYPED, ASKABLE)).toEqual({
    question: {
      evidence: 'E-MAR',
      subjects: [
        { name: '周建国', idNumber: '990102195803150011' },
        { name: '李芳', idNumber: '99010219600101002X' },
      ],
      given: {},
    },
  });
});

test('a number that a real person could have is not taken', () => {
  const real = readQuestion('', { ...TYPED, id2: '110101196001010028' }, ASKABLE);
  expect(real).toEqual({ faults: { id2: 'not_synthetic' } });
});

test('a number with a wrong check character is not taken, and one of 15 digits has none to be wrong', () => {
  const faulty = readQuestion('', { ...TYPED, id1: '990102195803150018' }, ASKABLE);
  expect(faulty).toEqual({ faults: { id1: 'wrong_check' } });
  expect(readQuestion('', { ...TYPED, id1: '990102580315001' }, ASKABLE)).toHaveProperty('question');
});

test('everything that is missing is named by its field', () => {
  expect(readQuestion('a-', { 'a-evidence': 'E-BNK' }, ASKABLE)).toEqual({
    faults: { 'a-name1': 'missing', 'a-id1': 'missing', 'a-given-account': 'missing' },
  });
  expect(readQuestion('', {}, ASKABLE)).toEqual({ faults: { evidence: 'missing' } });
});

test('a question is asked once a person is named', () => {
  expect([isAsked('a-', { 'a-evidence': 'E-MAR' }), isAsked('a-', { 'a-name1': '周' })]).toEqual([
    false,
    true,
  ]);
});
