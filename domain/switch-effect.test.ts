import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { getService, services } from '#catalogue/index.ts';
import { CivilDate } from './dates.ts';
import { CaseId } from './ids.ts';
import { type Reliance, switchEffect, takesOver } from './switch-effect.ts';

const TODAY = CivilDate.parse('2026-04-21');
const survivors = getService('survivor-benefit');
const idOf = (last: number) => CaseId.parse(`case_0198a000-0000-7000-8000-00000000000${last}`);

const reliance = (last: number, more: Partial<Reliance> = {}): Reliance => ({
  caseId: idOf(last),
  service: survivors,
  requirement: 'account',
  evidence: 'E-BNK',
  due: { date: '2026-05-08' },
  isOpen: true,
  ...more,
});

describe('what takes over', () => {
  test('is a person where the ladder has no further rung', () => {
    expect(takesOver(survivors, 'account', 'E-BNK')).toEqual([{ means: 'person' }]);
  });

  test('names every rung that may be the next one, and ends with one that stands for everybody or a person', () => {
    const next = takesOver(survivors, 'kin', 'E-HH');
    expect(next.length).toBeGreaterThan(1);
    for (const { definition, requirement, evidence } of everyRung()) {
      const rungs = takesOver(definition, requirement, evidence);
      expect(rungs.length).toBeGreaterThan(0);
      expect(rungs.slice(0, -1).every(({ means }) => means !== 'person')).toBe(true);
    }
  });

  test('is never the evidence type itself that is stopped', () => {
    for (const { definition, requirement, evidence } of everyRung())
      expect(takesOver(definition, requirement, evidence)).not.toContainEqual({
        means: 'data_share',
        evidence,
      });
  });
});

function everyRung() {
  return services.flatMap((definition) =>
    definition.requirements.flatMap(({ id, ladder }) =>
      ladder.flatMap((rung) =>
        rung.means === 'data_share' ? [{ definition, requirement: id, evidence: rung.evidence }] : [],
      ),
    ),
  );
}

describe('the effect', () => {
  const some = fc.array(
    fc.record({
      caseId: fc.integer({ min: 0, max: 9 }).map(idOf),
      service: fc.constant(survivors),
      requirement: fc.constantFrom('account', 'kin'),
      evidence: fc.constantFrom('E-BNK', 'E-HH'),
      due: fc.constantFrom(
        { date: '2026-04-20' },
        { date: '2026-04-21' },
        { date: '2026-04-27' },
        { unknownYear: 2027 },
      ),
      isOpen: fc.boolean(),
    }) satisfies fc.Arbitrary<Reliance>,
    { maxLength: 30 },
  );

  test('counts every case once, whichever of its questions are stopped', () => {
    fc.assert(
      fc.property(some, (reliances) => {
        const { stalled, later, takesOver: groups, dueToday, dueThisWeek } = switchEffect(reliances, TODAY);
        expect(stalled + later).toBe(new Set(reliances.map(({ caseId }) => caseId)).size);
        expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(stalled);
        expect(dueToday <= dueThisWeek && dueThisWeek <= stalled).toBe(true);
      }),
    );
  });

  test('takes what is overdue as due today, the seventh day as within the week, and no day for none', () => {
    const effect = switchEffect(
      [
        reliance(1, { due: { date: '2026-04-20' } }),
        reliance(2, { due: { date: '2026-04-27' } }),
        reliance(3, { due: { date: '2026-04-28' } }),
        reliance(4, { due: { unknownYear: 2027 } }),
      ],
      TODAY,
    );
    expect(effect).toMatchObject({ stalled: 4, dueToday: 1, dueThisWeek: 2 });
  });
});
