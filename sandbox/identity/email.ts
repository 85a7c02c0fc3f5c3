import { createHash } from 'node:crypto';
import { CITY_DAY } from '../city/city.ts';
import { ageOn } from '../city/dates.ts';
import type { Person } from '../city/person.ts';

/** From this age on, every second person has left no e-mail address. */
const ELDERLY = 70;

/** The address that a person has left with the platform, in the city's own domain; undefined where there is none. */
export function findEmail(person: Pick<Person, 'key' | 'birth'>): string | undefined {
  const isElderly = ageOn(person.birth, CITY_DAY) >= ELDERLY;
  const [first = 0] = createHash('sha256').update(person.key).digest();
  return isElderly && first % 2 === 1 ? undefined : `${person.key}@anlan.example`;
}
