import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  findingKey,
  findOfficerBursts,
  findOutsideCases,
  findSamePerson,
  findServiceBursts,
  LIMITS,
  type OfficerCall,
  type ServicePace,
} from './anomaly.ts';
import { ConnectorId, StaffId } from './ids.ts';

const CONNECTORS = ['health', 'marriage'].map((id) => ConnectorId.parse(id));
const OFFICERS = [1, 2, 3].map((last) => StaffId.parse(`staf_0198a000-0000-7000-8000-00000000000${last}`));
const START = Date.parse('2026-04-21T09:00:00+08:00');

const calls = fc.array(
  fc.record({
    connector: fc.constantFrom(...CONNECTORS),
    officer: fc.constantFrom(...OFFICERS),
    subjectKey: fc.constantFrom(...'abcdefghij'),
    isOwn: fc.boolean(),
    sentAt: fc.integer({ min: 0, max: 4 * LIMITS.outsideMs }).map((ms) => new Date(START + ms)),
  }) satisfies fc.Arbitrary<OfficerCall>,
  { maxLength: 60 },
);

describe('asking outside one’s own cases', () => {
  test('somebody who asks only in cases that he has claimed is never found, however much he asks', () => {
    fc.assert(
      fc.property(
        calls,
        (all) => findOutsideCases(all.map((call) => ({ ...call, isOwn: true }))).length === 0,
      ),
    );
  });

  test('is found exactly where some hour holds that many persons of nobody’s case of his', () => {
    fc.assert(
      fc.property(calls, (all) => {
        const found = findOutsideCases(all);
        for (const connector of CONNECTORS)
          for (const officer of OFFICERS) {
            const his = all.filter(
              (call) => call.connector === connector && call.officer === officer && !call.isOwn,
            );
            const most = Math.max(
              0,
              ...his.map(({ sentAt }) => {
                const end = sentAt.getTime();
                const within = his.filter((call) => {
                  const at = call.sentAt.getTime();
                  return at <= end && at >= end - LIMITS.outsideMs;
                });
                return new Set(within.map(({ subjectKey }) => subjectKey)).size;
              }),
            );
            const finding = found.find((each) => each.connector === connector && each.officer === officer);
            expect(finding?.count ?? 0).toBe(most >= LIMITS.outsidePersons ? most : 0);
          }
      }),
    );
  });

  test('what is found of one officer stops nobody else: every finding names one officer, at one connector', () => {
    fc.assert(
      fc.property(calls, (all) => {
        const found = [...findOutsideCases(all), ...findOfficerBursts(all)];
        expect(found.every(({ officer, service }) => officer !== null && service === null)).toBe(true);
        expect(new Set(found.map(findingKey)).size).toBe(found.length);
      }),
    );
  });

  test('the order in which calls are read changes nothing', () => {
    fc.assert(
      fc.property(calls, (all) => {
        const keys = (found: ReturnType<typeof findOutsideCases>) =>
          found.map((each) => [findingKey(each), each.count]).toSorted();
        expect(keys(findOutsideCases(all.toReversed()))).toEqual(keys(findOutsideCases(all)));
      }),
    );
  });
});

const burst = (count: number, everyMs: number): OfficerCall[] =>
  Array.from({ length: count }, (_, index) => ({
    connector: ConnectorId.parse('health'),
    officer: StaffId.parse('staf_0198a000-0000-7000-8000-000000000001'),
    subjectKey: 'one',
    isOwn: true,
    sentAt: new Date(START + index * everyMs),
  }));

describe('a burst', () => {
  test('of one member of staff is found at the limit and not one question below it', () => {
    expect(findOfficerBursts(burst(LIMITS.officerBurst - 1, 1_000))).toEqual([]);
    expect(findOfficerBursts(burst(LIMITS.officerBurst, 1_000))).toMatchObject([
      { kind: 'burst', count: LIMITS.officerBurst },
    ]);
  });

  test('is none where the same number is spread over the day', () => {
    expect(findOfficerBursts(burst(400, LIMITS.burstMs / (LIMITS.officerBurst - 2)))).toEqual([]);
  });

  const pace: ServicePace = {
    connector: ConnectorId.parse('health'),
    service: 'housing',
    count: 1_000,
    busiest: 100,
    days: 14,
    from: new Date(START),
    to: new Date(START + LIMITS.burstMs),
  };
  test.each([
    ['far above its busiest ten minutes', {}, 1],
    ['not above its busiest ten minutes by enough', { busiest: 334 }, 0],
    ['of a few questions only', { count: LIMITS.serviceBurst - 1, busiest: 1 }, 0],
    ['of which nobody knows yet what is usual', { days: LIMITS.serviceDays - 1, busiest: 1 }, 0],
  ])('of a service %s', (_, change, found) => {
    expect(findServiceBursts([{ ...pace, ...change }])).toHaveLength(found);
  });
});

describe('one person asked about again and again', () => {
  const many = {
    connector: ConnectorId.parse('health'),
    subjectKey: 'one',
    service: 'housing',
    applications: LIMITS.samePerson,
    officer: null,
    from: new Date(START),
    to: new Date(START),
  };
  test('is found at the limit, and a family that files several times is not', () => {
    expect(findSamePerson([{ ...many, applications: 6 }])).toEqual([]);
    expect(findSamePerson([many])).toMatchObject([{ service: 'housing', officer: null }]);
  });

  test('stops the one officer behind it instead of the service', () => {
    const [officer] = OFFICERS;
    if (officer === undefined) throw new Error('there are officers');
    expect(findSamePerson([{ ...many, officer }])).toMatchObject([{ officer, service: null }]);
  });
});
