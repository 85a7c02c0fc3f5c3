import { expect, test } from 'vitest';
import { socialSecurity2009 } from './social-security-2009.ts';
import { openStore } from './store.ts';
import { city } from './testing.ts';

const NOW = new Date('2026-11-22T04:00:00Z');
const database = openStore(null, socialSecurity2009, city);

function fieldsOf(key: string, evidence: string) {
  const { name, idNumber } = city.get(key);
  const fields = [...(socialSecurity2009.evidence[evidence]?.fields ?? [])];
  const ask = { evidence, fields, subjects: [{ name, idNumber }], given: {} };
  const { said } = socialSecurity2009.answer(database, ask, NOW);
  return said.kind === 'confirmed' ? said.fields : said.kind;
}

test('contributions and pension are told of residents’ insurance, too', () => {
  expect(fieldsOf('resident-elsewhere-deceased', 'E-PEN-YRS')).toEqual({
    actualMonths: 180,
    deemedMonths: 0,
    migrated: true,
    flexible: false,
    ownPaidFen: 750_000,
  });
  expect(fieldsOf('resident-elsewhere-deceased', 'E-PEN-PAY')).toEqual({
    retired: true,
    retireMonth: '2024-06',
    drawnMonths: 29,
    lastPaidMonth: '2026-10',
    monthlyFen: 24_500,
  });
  expect(fieldsOf('resident-contributing-deceased', 'E-PEN-PAY')).toBe('no_record');
});

test('an account is told with the interest of its last settlement', () => {
  expect(fieldsOf('resident-elsewhere-deceased', 'E-PEN-BAL')).toEqual({ balanceFen: 631_245 });
  expect(fieldsOf('flexible-employment-deceased', 'E-PEN-BAL')).toEqual({ balanceFen: 1_510_233 });
  expect(fieldsOf('daughter-deceased', 'E-PEN-BAL')).toEqual({ balanceFen: 0 });
});

test('the city keeps no account and no contributions of people in public institutions', () => {
  const official = city.people.find(({ insurance }) => insurance?.scheme === 'INSTITUTION');
  if (!official) throw new Error('nobody works for a public institution');
  for (const evidence of ['E-PEN-BAL', 'E-PEN-YRS'])
    expect(fieldsOf(official.key, evidence)).toBe('no_record');
});
