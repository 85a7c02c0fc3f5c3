import './testing/keys.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ConnectorId } from '#domain/ids.ts';
import { type KeyedQuestion, questionKey, subjectKey } from './question-key.ts';

const person = fc.record({
  name: fc.constantFrom('周建国', '周健国', '周静'),
  idNumber: fc.constantFrom('990102195803150011', '99010219580315003X', '990103198508120020'),
});
const question: fc.Arbitrary<KeyedQuestion> = fc.record({
  connector: fc.constantFrom('health', 'card-bank').map((id) => ConnectorId.parse(id)),
  evidence: fc.constantFrom('E-DTH-MED', 'E-BNK'),
  subjects: fc.array(person, { minLength: 1, maxLength: 2 }),
  given: fc.dictionary(fc.constantFrom('account', 'amount'), fc.constantFrom('1', '2')),
});

test('two questions have the same key exactly where they ask the same of the same persons in the same order', () => {
  fc.assert(
    fc.property(question, question, (one, other) => {
      const sorted = ({ given, ...rest }: KeyedQuestion) =>
        JSON.stringify([rest, Object.entries(given).toSorted()]);
      expect(questionKey(one) === questionKey(other)).toBe(sorted(one) === sorted(other));
    }),
  );
});

test('the key of a question or of its persons says nothing of a name or a number', () => {
  fc.assert(
    fc.property(question, (one) => {
      const keys = `${questionKey(one)} ${subjectKey(one.subjects)}`;
      for (const { name, idNumber } of one.subjects) {
        expect(keys).not.toContain(name);
        expect(keys).not.toContain(idNumber.slice(6, 14));
      }
    }),
  );
});

test('one number has one key, however its last letter is written', () => {
  const of = (idNumber: string): KeyedQuestion => {
    const connector = ConnectorId.parse('health');
    return { connector, evidence: 'E-DTH-MED', subjects: [{ name: '周静', idNumber }], given: {} };
  };
  expect(questionKey(of('99010219580315003x'))).toBe(questionKey(of('99010219580315003X')));
});
