import { expect, test } from 'vitest';
import { city } from '../departments/testing.ts';
import { findEmail } from './email.ts';

test('everybody under seventy has an address of his or her own in the city’s domain', () => {
  const young = city.people.filter(({ birth }) => birth > '1957');
  const addresses = young.map(findEmail);
  expect(new Set(addresses).size).toBe(young.length);
  for (const address of addresses) expect(address).toMatch(/^[a-z0-9-]+@anlan\.example$/);
});

test('some of the elderly have none and some have one', () => {
  const old = city.people.filter(({ birth }) => birth < '1950').map(findEmail);
  expect(old).toContain(undefined);
  expect(old.some((address) => address !== undefined)).toBe(true);
});
