import { describe, expect, test } from 'vitest';
import { Answer } from '#domain/answer.ts';
import { answerFromRows } from './answer-from-rows.ts';
import { checkRow, checkRowCount } from './check-row.ts';
import { DATE_FIXTURES } from './fixtures/dates.ts';
import type { FixtureCase } from './fixtures/fixture.ts';
import { NAME_FIXTURES } from './fixtures/names.ts';
import { NUMBER_FIXTURES } from './fixtures/numbers-of-persons.ts';
import { REGISTER_FIXTURES } from './fixtures/registers.ts';
import { RULE_FIXTURES } from './fixtures/values-and-rules.ts';

const FIXTURES = [
  ...NUMBER_FIXTURES,
  ...NAME_FIXTURES,
  ...DATE_FIXTURES,
  ...REGISTER_FIXTURES,
  ...RULE_FIXTURES,
];
const NOW = new Date('2026-11-22T10:00:00+08:00');

test('every one of the 36 kinds of damage has its fixture, once', () => {
  expect(FIXTURES.map(({ number }) => number)).toEqual(Array.from({ length: 36 }, (_, index) => index + 1));
  expect(FIXTURES.filter(({ cases }) => cases.length === 0)).toEqual([]);
});

describe.each(FIXTURES)('$number $pattern', ({ cases }) => {
  test.each([...cases])('$says', (each: FixtureCase) => {
    if ('rowCount' in each) return expect(checkRowCount(each.rowCount)).toBe(each.problem);
    if ('row' in each) {
      const problems = checkRow(each.source, each.row).map(({ problem }) => problem);
      return expect(problems).toEqual(each.problems);
    }
    const { source, question, rows } = each;
    const answer = answerFromRows({ source, question, rows, asOf: NOW, now: NOW });
    expect(Answer.parse(answer)).toEqual(answer);
    expect(answer).toMatchObject(each.expect);
    const told = 'cleaning' in answer ? (answer.cleaning ?? []).map(({ reason }) => reason) : [];
    if (each.reasons) for (const reason of each.reasons) expect(told).toContain(reason);
    if (answer.kind === 'confirmed')
      for (const name of Object.keys(answer.fields)) expect(question.fields).toContain(name);
  });
});
