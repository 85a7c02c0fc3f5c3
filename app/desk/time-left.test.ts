import { expect, test } from 'vitest';
import { timeLeft } from './time-left.ts';

/** Two weeks round Monday 2026-04-20. */
const DAYS = [
  '2026-04-13',
  '2026-04-14',
  '2026-04-15',
  '2026-04-16',
  '2026-04-17',
  '2026-04-20',
  '2026-04-21',
  '2026-04-22',
  '2026-04-23',
  '2026-04-24',
];
const on = (due: string, today: string) => timeLeft({ date: due }, 5, today, DAYS);

test('weekends do not use up a time limit', () => {
  expect(on('2026-04-21', '2026-04-17')).toEqual({ lamp: 'open', days: 2 });
});

test('from four fifths of the promised time on the lamp is half full', () => {
  expect(on('2026-04-23', '2026-04-21')).toEqual({ lamp: 'open', days: 2 });
  expect(on('2026-04-23', '2026-04-22')).toEqual({ lamp: 'near', days: 1 });
  expect(timeLeft({ date: '2026-04-24' }, 20, '2026-04-20', DAYS)).toEqual({ lamp: 'near', days: 4 });
});

test('the last day itself is not late', () => {
  expect(on('2026-04-21', '2026-04-21')).toEqual({ lamp: 'near', days: 0 });
});

test('a late case says by how many working days', () => {
  expect(on('2026-04-16', '2026-04-20')).toEqual({ lamp: 'over', days: 2 });
});

test('beyond the published calendar calendar days are counted', () => {
  expect(on('2026-05-04', '2026-04-24')).toEqual({ lamp: 'open', days: 10 });
});

test('a case that only waits for a figure stands still', () => {
  const needs = [{ kind: 'parameter' as const, name: 'income', key: 'income', on: '2026-12-31' }];
  expect(timeLeft({ date: '2026-04-16' }, 5, '2026-04-20', DAYS, needs)).toEqual({
    lamp: 'paused',
    why: 'figure',
  });
});

test('a case with something that a person can do does not stand still', () => {
  const needs = [
    { kind: 'parameter' as const, name: 'income', key: 'income', on: '2026-12-31' },
    { kind: 'signature' as const },
  ];
  expect(timeLeft({ date: '2026-04-16' }, 5, '2026-04-20', DAYS, needs).lamp).toBe('over');
});
