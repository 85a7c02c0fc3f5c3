import { createHash } from 'node:crypto';
import { CLEAR } from './cast/clear.ts';
import { KINSHIP } from './cast/kinship.ts';
import { MONEY } from './cast/money.ts';
import { RECORDS } from './cast/records.ts';
import { RESIDENTS } from './cast/residents.ts';
import { SPOUSES } from './cast/spouses.ts';
import type { Story } from './cast/story.ts';
import { settleCircumstances } from './circumstances.ts';
import { markDirt } from './dirt.ts';
import { buildFamily, numbers } from './families.ts';
import { live } from './lives.ts';
import type { Registration } from './marriages.ts';
import type { Household, Person } from './person.ts';
import { seeded } from './random.ts';

export type City = {
  /** Differs as soon as anything about anybody does: stores of another city are made anew. */
  fingerprint: string;
  people: readonly Person[];
  households: readonly Household[];
  /** Entries of the marriage registers, as far as they were ever entered. */
  registrations: readonly Registration[];
  stories: readonly Story[];
  /** @throws RangeError if nobody has this key. */
  get(key: string): Person;
  find(key: string): Person | undefined;
  householdOf(person: Person): Household;
  /** Whether the person stands in the household register (holders of a permit for residents of Hong Kong do not). */
  isRegistered(person: Person): boolean;
};

/** The day on which the city's records end; everything random happened before it. */
export const CITY_DAY = '2026-11-20';
export const DEFAULT_SEED = 'anlan-1';

const CAST = [...CLEAR, ...KINSHIP, ...SPOUSES, ...RECORDS, ...MONEY, ...RESIDENTS];

/**
 * The make-believe city 安澜市: the written cast and as many residents besides as are asked for. The same seed and number
 * give the same city, to the last name and number.
 */
export function buildCity(residents: number, seed: string = DEFAULT_SEED): City {
  const random = seeded(`${seed}/${residents}`);
  const castPeople = CAST.flatMap((story) => story.people);
  const ids = numbers(castPeople.map((member) => member.idNumber));
  const people: Person[] = [];
  const households: Household[] = [];
  const nextKey = () => `p-${String(people.length + pending++).padStart(6, '0')}`;
  let pending = 0;
  while (people.length < residents) {
    pending = 0;
    const family = buildFamily(random, ids, CITY_DAY, households.length, residents - people.length, nextKey);
    households.push(family.household);
    people.push(...family.members);
  }
  people.forEach((resident, index) => {
    live(random, resident, CITY_DAY, index);
  });
  markDirt(random, people, households, CITY_DAY);
  const circumstances = seeded(`${seed}/${residents}/circumstances`);
  const registrations = settleCircumstances(circumstances, people, households, CITY_DAY);
  return assemble(
    [...structuredClone(castPeople), ...people],
    [...CAST.flatMap((story) => story.households), ...households],
    [...CAST.flatMap((story) => story.registrations), ...registrations],
  );
}

function assemble(people: Person[], households: Household[], registrations: Registration[]): City {
  const byKey = new Map(people.map((member) => [member.key, member]));
  const homes = new Map(households.map((household) => [household.key, household]));
  const stories = CAST.map(
    ({ people: _people, households: _households, registrations: _registrations, ...story }) => story,
  );
  return {
    fingerprint: createHash('sha256')
      .update(JSON.stringify([people, households, registrations]))
      .digest('hex'),
    people,
    households,
    registrations,
    stories,
    get: (key) => must(byKey.get(key), key),
    find: (key) => byKey.get(key),
    householdOf: (member) => must(homes.get(member.household), member.household),
    isRegistered: (member) => member.relation !== '',
  };
}

function must<T>(value: T | undefined, key: string): T {
  if (value === undefined) throw new RangeError(`not in the city: ${key}`);
  return value;
}
