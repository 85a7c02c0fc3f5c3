import { addDays, ageOn } from './dates.ts';
import type { Person } from './person.ts';
import type { Random } from './random.ts';

/**
 * An entry of the marriage registers by the national interface's codes: IA marriage, IB divorce, ICA and ICB a certificate of
 * either issued anew, ID annulment. `man` and `woman` are keys of people.
 */
export type Registration = {
  type: 'IA' | 'IB' | 'ICA' | 'ICB' | 'ID';
  on: string;
  man: string;
  woman: string;
};

/** Registers on paper before this day were entered later, where anybody found the time. */
const ELECTRONIC_SINCE = '2000-01-01';

/**
 * Registrations of the couples among residents, by chance. Some divorced and stayed in one household: they are nobody's
 * spouse any more. Of the old marriages about half were never entered.
 */
export function randomMarriages(random: Random, people: readonly Person[], today: string): Registration[] {
  const byKey = new Map(people.map((person) => [person.key, person]));
  return people.flatMap((man) => {
    const woman = man.spouse && man.sex === 'male' ? byKey.get(man.spouse) : undefined;
    return woman ? registrationsOf(random, man, woman, today) : [];
  });
}

function registrationsOf(random: Random, man: Person, woman: Person, today: string): Registration[] {
  const couple = { man: man.key, woman: woman.key };
  const [, younger = ''] = [man.birth, woman.birth].sort();
  const on = addDays(`${Number(younger.slice(0, 4)) + random.int(22, 27)}-01-01`, random.int(2, 360));
  const entered = random.chance(on < ELECTRONIC_SINCE ? 0.5 : 1);
  const [divorced, anew] = [random.chance(0.04), random.chance(0.08)];
  const later = addDays(on, random.int(900, 6_000));
  if (on > today || ageOn(younger, on) < 20) return [];
  const entries: Registration[] = entered ? [{ type: 'IA', on, ...couple }] : [];
  if (later >= lastDay(man, woman, today) || later < ELECTRONIC_SINCE) return entries;
  if (divorced) {
    man.spouse = null;
    woman.spouse = null;
    return [...entries, { type: 'IB', on: later, ...couple }];
  }
  return entered && anew ? [...entries, { type: 'ICA', on: later, ...couple }] : entries;
}

function lastDay(man: Person, woman: Person, today: string): string {
  return [man.death?.date, woman.death?.date, today].filter((date) => date !== undefined).sort()[0] ?? today;
}
