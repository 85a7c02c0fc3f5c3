import { expect, test } from 'vitest';
import { askedCounts, askedLines } from './asked-lines.ts';
import { answered, asked, caseAfter, stepOf } from './case-view.fixture.ts';

const ESTABLISHED = { kind: 'established', rung: 0 } as const;
const WAITING = { kind: 'waiting', rung: 0, offered: null } as const;

test('an answer spares the paper whose place it took; an empty register spares none', () => {
  const context = caseAfter([
    asked(1, 'certificate', 'pension'),
    answered('certificate', {}, ESTABLISHED),
    answered('pension', { kind: 'no_record' }, ESTABLISHED),
  ]);
  const lines = askedLines(context);
  expect(lines.map(({ thing, paper }) => [thing, paper])).toEqual([
    ['死亡医学证明登记', '死亡医学证明'],
    ['养老金发放记录', null],
  ]);
  expect(askedCounts(context, lines)).toEqual({ asked: 2, reused: 0, papers: 1, stopped: 0 });
});

test('an answer that did not settle its requirement spares no paper', () => {
  const context = caseAfter([
    asked(1, 'kin'),
    answered('kin', { reason: 'likely' }, { kind: 'open', rung: 1 }),
    asked(2, 'kin/1'),
    answered('kin', {}, { kind: 'established', rung: 1 }, { rung: 1 }),
  ]);
  expect(askedLines(context).map(({ paper }) => paper)).toEqual([null, '户口簿、亲属关系证明、结婚证']);
});

test('a question that quota or a missing grant held back was not asked, and one without an answer was stopped', () => {
  const refused = { kind: 'exhausted', reason: 'not_permitted' } as const;
  const context = caseAfter([
    asked(1, 'certificate', 'pension', 'register', 'account'),
    answered('pension', { kind: 'unavailable', cause: 'quota', asOf: null }, WAITING),
    answered('register', { kind: 'not_permitted', reason: 'not_permitted' }, refused),
    answered('account', {}, ESTABLISHED),
  ]);
  expect(askedCounts(context, askedLines(context))).toEqual({ asked: 1, reused: 0, papers: 1, stopped: 1 });
});

test('what another matter of the application has asked is not counted as a question again, and spares its paper all the same', () => {
  const context = caseAfter([
    asked(1, 'kin', 'account'),
    answered('kin', { reusedFrom: stepOf('kin') }, ESTABLISHED),
    answered('account', {}, ESTABLISHED),
  ]);
  const lines = askedLines(context);
  expect(lines.map(({ wasSent, wasReused }) => [wasSent, wasReused])).toEqual([
    [false, true],
    [true, false],
  ]);
  expect(askedCounts(context, lines)).toEqual({ asked: 1, reused: 1, papers: 2, stopped: 0 });
});
