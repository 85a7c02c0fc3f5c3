import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CivilDate } from '#domain/dates.ts';
import { ExchangeId } from '#domain/ids.ts';
import { trafficPath, trafficWish } from './traffic-query.ts';

const TODAY = CivilDate.parse('2026-04-21');

test('an address that was made here asks for exactly what it was made from', () => {
  const wish = {
    day: CivilDate.parse('2026-04-20'),
    service: 'survivor-benefit',
    purpose: '待遇核定',
    officer: 'system' as const,
    answer: 'waiting' as const,
    before: { sentAt: new Date(1), id: ExchangeId.parse('exch_0198a000-0000-7000-8000-000000000001') },
  };
  const { searchParams } = new URL(trafficPath('https://portal.example/x', wish, TODAY));
  expect(trafficWish(Object.fromEntries(searchParams), TODAY)).toEqual(wish);
});

test('an address that nobody has made here is read without what it does not mean, and never fails', () => {
  const values = fc.option(fc.oneof(fc.string(), fc.array(fc.string())), { nil: undefined });
  const names = fc.constantFrom('day', 'service', 'purpose', 'officer', 'answer', 'before', 'x');
  fc.assert(
    fc.property(fc.dictionary(names, values), (query) => {
      expect(CivilDate.safeParse(trafficWish(query, TODAY).day).success).toBe(true);
    }),
  );
});
