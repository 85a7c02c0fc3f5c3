import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type EvidenceDocument, EvidenceType } from './evidence.ts';
import { listAged } from './freshness.ts';

const label = { 'zh-CN': '字段', 'zh-TW': '欄位', en: 'field' };
const field = (name: string, freshness: { alarmHours: number; blockHours: number } | null) =>
  ({ name, kind: 'text', label, freshness }) as const;
const document: EvidenceDocument = {
  code: 'E-TEST',
  title: label,
  department: label,
  subjects: 1,
  connectors: ['health'],
  fields: [
    field('kept', null),
    field('address', { alarmHours: 24, blockHours: 240 }),
    field('status', { alarmHours: 48, blockHours: 96 }),
  ],
};
const evidence = EvidenceType.parse(document);
const ALL = ['kept', 'address', 'status'];
const NOW = new Date('2026-04-21T14:02:00+08:00');
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000).toISOString();

describe('a field', () => {
  test('is aged from its alarm on, and blocks only beyond its own block', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10, max: 400 }), (hours) => {
        const aged = new Map(
          listAged(evidence, ALL, { asOf: hoursAgo(hours) }, NOW).map((each) => [each.field, each]),
        );
        expect(aged.has('kept')).toBe(false);
        expect(aged.has('address')).toBe(hours > 24);
        expect(aged.get('address')?.isBlocked ?? false).toBe(hours > 240);
        expect(aged.get('status')?.isBlocked ?? false).toBe(hours > 96);
      }),
    );
  });

  test('is as old as its own state where the source keeps one, however fresh the answer is', () => {
    const answer = { asOf: hoursAgo(1), fieldAsOf: { address: hoursAgo(300) } };
    expect(listAged(evidence, ALL, answer, NOW)).toEqual([{ field: 'address', hours: 300, isBlocked: true }]);
  });

  test('that was not asked for is nobody’s concern', () => {
    expect(listAged(evidence, ['kept'], { asOf: hoursAgo(9_000) }, NOW)).toEqual([]);
  });
});
