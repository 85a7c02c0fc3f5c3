import { expect, test } from 'vitest';
import { publicSecurity } from './public-security.ts';
import { openStore } from './store.ts';
import { city } from './testing.ts';

const database = openStore(null, publicSecurity, city);

function residenceOf(key: string, at: string) {
  const { name, idNumber } = city.get(key);
  const ask = { evidence: 'E-HUK', fields: ['local'], subjects: [{ name, idNumber }], given: {} };
  const { said } = publicSecurity.answer(database, ask, new Date(at));
  return said.kind === 'confirmed' ? said.fields.local : said.kind;
}

test('a registration is local until it is moved away, and death does not move it', () => {
  expect(residenceOf('daughter-deceased', '2026-11-22T04:00:00Z')).toBe(true);
  expect(residenceOf('moved-out-deceased', '2026-11-22T04:00:00Z')).toBe(false);
  expect(residenceOf('moved-out-deceased', '2022-05-17T15:59:00Z')).toBe(true);
  expect(residenceOf('moved-out-deceased', '2022-05-17T16:00:00Z')).toBe(false);
});

test('nobody who never stood in the register is called local or not', () => {
  expect(residenceOf('hong-kong-son', '2026-11-22T04:00:00Z')).toBe('no_record');
});
