import fc from 'fast-check';
import { expect, test } from 'vitest';
import { forecastUsage } from './usage-forecast.ts';

const NOW = new Date('2026-04-21T14:31:08+08:00');
const MIDNIGHT = new Date('2026-04-22T00:00:00+08:00');
const day = fc.record({
  used: fc.nat(20_000),
  limit: fc.integer({ min: 1, max: 20_000 }),
  reserve: fc.nat(5_000),
  lastHour: fc.nat(20_000),
});

test('7,412 of 10,000 spent and 970 in the last hour: what ordinary cases may spend is gone at 16:40', () => {
  const forecast = forecastUsage({ used: 7_412, limit: 10_000, reserve: 500, lastHour: 970 }, NOW, MIDNIGHT);
  expect(forecast).toMatchObject({ kind: 'until', count: 9_500 });
  if (forecast.kind === 'until') expect(forecast.at.toISOString().slice(0, 16)).toBe('2026-04-21T08:40');
});

test('a quicker pace never means that it lasts longer', () => {
  const lasts = (forecast: ReturnType<typeof forecastUsage>) =>
    forecast.kind === 'spent'
      ? 0
      : forecast.kind === 'until'
        ? forecast.at.getTime()
        : Number.MAX_SAFE_INTEGER;
  fc.assert(
    fc.property(day, fc.nat(1_000), (usage, more) => {
      const quicker = { ...usage, lastHour: usage.lastHour + more };
      expect(lasts(forecastUsage(quicker, NOW, MIDNIGHT))).toBeLessThanOrEqual(
        lasts(forecastUsage(usage, NOW, MIDNIGHT)),
      );
    }),
  );
});

test('a moment that it names lies between now and midnight, and only then is something left', () => {
  fc.assert(
    fc.property(day, (usage) => {
      const forecast = forecastUsage(usage, NOW, MIDNIGHT);
      const left = Math.max(usage.limit - usage.reserve, 0) - usage.used;
      expect(forecast.kind === 'spent').toBe(left <= 0);
      if (forecast.kind === 'until') expect(forecast.at >= NOW && forecast.at < MIDNIGHT).toBe(true);
    }),
  );
});
