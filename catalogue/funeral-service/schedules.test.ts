import { describe, expect, test } from 'vitest';
import { amountsOf, assessed, compiled, type Figures } from '../testing/assessing.ts';
import { funeralService } from './definition.ts';
import { CREMATED_ELSEWHERE, SCHEDULE, UNUSED } from './example-facts.ts';
import { items } from './items.ts';

const service = compiled(funeralService);

type Schedule = Readonly<Record<string, readonly [price: string, max: string]>>;

/** The figures of a schedule: price and most of each item that it pays for; an item that it does not name is not paid. */
function figuresOf(schedule: Schedule, over: Figures): Figures {
  const unpaid = ['0', '0'] as const;
  const entries = items.flatMap(({ code }) => {
    const [price, max] = schedule[code] ?? unpaid;
    return [
      [`${code}Price`, price],
      [`${code}Max`, max],
    ];
  });
  return {
    excludeIfPaid: 'false',
    who: 'HUKOU',
    totalCapWelfare: 'NONE',
    ...Object.fromEntries(entries),
    ...over,
  };
}

/** Published schedules of basic funeral services, as the parameters of the rules. */
const PUBLISHED: Readonly<Record<string, Figures>> = {
  雷州: { ...SCHEDULE, who: 'CREMATED_HERE' },
  惠州: figuresOf(
    {
      transfer: ['ACTUAL', 'ONCE'],
      handling: ['ACTUAL', 'ONCE'],
      disinfection: ['ACTUAL', 'ONCE'],
      storage: ['ACTUAL', '3'],
      farewell: ['ACTUAL', 'ONCE'],
      cremation: ['ACTUAL', 'ONCE'],
      urn: ['ACTUAL', 'ONCE'],
      keeping: ['ACTUAL', '10'],
    },
    { totalCap: '1780' },
  ),
  黑河市爱辉区: figuresOf(
    { transfer: ['200', 'ONCE'], storage: ['110', '3'], cremation: ['190', '1'], keeping: ['72', '1'] },
    { totalCap: '792', totalCapWelfare: '1172' },
  ),
  勃利县: figuresOf(
    { transfer: ['ACTUAL', 'ONCE'], storage: ['100', '3'], cremation: ['240', '1'], keeping: ['60', '1'] },
    { totalCap: 'NONE' },
  ),
  汉川: figuresOf(
    {
      transfer: ['400', 'ONCE'],
      storage: ['ACTUAL', '3'],
      cremation: ['ACTUAL', 'ONCE'],
      urn: ['200', '1'],
      keeping: ['ACTUAL', '1'],
    },
    { who: 'HUKOU_CREMATED_HERE', totalCap: 'NONE' },
  ),
  新乡: figuresOf(
    {
      transfer: ['350', 'ONCE'],
      handling: ['50', '1'],
      disinfection: ['40', '1'],
      storage: ['100', 'ONCE'],
      cremation: ['350', '1'],
      urn: ['180', '1'],
      keeping: ['130', 'ONCE'],
    },
    { totalCap: '1200' },
  ),
  淄博: figuresOf(
    {
      transfer: ['ACTUAL', 'ONCE'],
      handling: ['ACTUAL', 'ONCE'],
      disinfection: ['ACTUAL', 'ONCE'],
      storage: ['ACTUAL', '3'],
      cremation: ['ACTUAL', 'ONCE'],
      urn: ['ACTUAL', 'ONCE'],
      keeping: ['ACTUAL', '1'],
    },
    { totalCap: 'NONE' },
  ),
};

/** A plain sheet: 20 km, four days, two years, every item used; 2,620.00 yuan in all. */
const PLAIN = {
  ...UNUSED,
  transferKm: 20,
  transferFen: 40000,
  handlingFen: 5000,
  disinfectionFen: 10000,
  storageDays: 4,
  storageFen: 60000,
  farewellFen: 50000,
  cremationFen: 60000,
  urnFen: 25000,
  keepingYears: 2,
  keepingFen: 12000,
};

/** A sheet on which everything costs more than any schedule pays. */
const DEAR = {
  nettedOff: false,
  transferKm: 300,
  transferFen: 300000,
  handlingFen: 100000,
  disinfectionFen: 100000,
  storageDays: 10,
  storageFen: 500000,
  farewellFen: 500000,
  cremationFen: 300000,
  urnFen: 900000,
  keepingYears: 20,
  keepingFen: 400000,
};

function refundOf(place: string, services: typeof DEAR, receives = false): number | undefined {
  const facts = {
    ...CREMATED_ELSEWHERE,
    services,
    cremation: { cremationDate: '2026-06-13', local: true },
    welfare: { receives },
  };
  const assessment = assessed(service, facts, PUBLISHED[place] ?? {});
  expect(assessment.verdict).toBe(true);
  return amountsOf(assessment).refund;
}

describe('the published schedules', () => {
  test.each([
    ['雷州', 112000],
    ['惠州', 178000],
    ['黑河市爱辉区', 79200],
    ['勃利县', 100000],
    ['汉川', 171000],
    ['新乡', 119000],
    ['淄博', 191000],
  ])('%s refunds a plain sheet with %s fen', (place, expected) => {
    expect(refundOf(place, PLAIN)).toBe(expected);
  });

  test.each([
    ['雷州', 154000],
    ['惠州', 178000],
    ['黑河市爱辉区', 79200],
    ['新乡', 120000],
  ])('%s never refunds more than its total of %s fen', (place, expected) => {
    expect(refundOf(place, DEAR)).toBe(expected);
  });

  test('爱辉区 pays its special groups no more for the same items: a higher total alone raises nothing', () => {
    expect(refundOf('黑河市爱辉区', DEAR, true)).toBe(79200);
  });

  test.each(Object.keys(PUBLISHED))(
    '%s names a figure or a word for every parameter of the rules',
    (place) => {
      const named = Object.keys(PUBLISHED[place] ?? {}).toSorted();
      expect(named).toEqual(service.definition.parameters.map(({ name }) => name).toSorted());
    },
  );
});
