import { addDays } from './dates.ts';
import { DIRTY_PATTERNS, type DirtyPattern } from './dirty-patterns.ts';
import { type DepartmentId, type Household, type Person, recordedDeath } from './person.ts';
import type { Random } from './random.ts';
import {
  cannotType,
  otherSeparator,
  simplifiedSurname,
  traditionalName,
  wrongCheckDigit,
} from './spelling.ts';

/** Spreads the damage over residents outside the cast; no one carries two kinds in the same department. */
export function markDirt(random: Random, people: Person[], households: Household[], today: string): void {
  const rareFirst = DIRTY_PATTERNS.filter((pattern) => !pattern.everywhere)
    .map((pattern) => ({ pattern, fitting: people.filter(pattern.fits) }))
    .sort((one, other) => one.fitting.length - other.fitting.length);
  for (const { pattern, fitting } of rareFirst) {
    const wanted = Math.max(1, Math.round(people.length / 400));
    for (let count = 0; count < wanted; count++) {
      const free = fitting.filter((person) => !marksIn(person, pattern.department));
      if (free.length === 0 && count > 0) break;
      const chosen = free.length > 0 ? random.pick(free) : eldest(people, pattern, today);
      chosen.quirks.push(pattern.id);
      EFFECTS[pattern.id]?.(chosen, today);
    }
  }
  crowd(people, households);
}

function marksIn(person: Person, department: DepartmentId): boolean {
  return DIRTY_PATTERNS.some(
    (pattern) => pattern.department === department && person.quirks.includes(pattern.id),
  );
}

/** In a small city few may have died: then the eldest who fits otherwise did, so that every kind is present. */
function eldest(people: Person[], pattern: DirtyPattern, today: string): Person {
  const [found] = people
    .filter((person) => !person.death && !marksIn(person, pattern.department))
    .sort((one, other) => one.birth.localeCompare(other.birth));
  if (!found) throw new RangeError(`nobody fits ${pattern.id}`);
  died(found, today);
  if (!pattern.fits(found)) throw new RangeError(`nobody fits ${pattern.id}`);
  return found;
}

/** Makes sure that a person died while paper certificates were in use. */
function died(person: Person, today: string): void {
  if (person.death?.certificate?.generation === 'paper') return;
  const date = addDays(today, -400);
  person.death = recordedDeath(date, addDays(date, 9));
}

/** What a kind of damage changes about the person or the spelling of the name; the rest is done where stores are filled. */
const EFFECTS: Readonly<Record<string, (person: Person, today: string) => void>> = {
  'wrong-check-digit': (person) => {
    person.idNumber = wrongCheckDigit(person.idNumber);
  },
  renamed: (person) => {
    person.formerName = `${person.name.slice(0, 1)}二丫`;
  },
  'simplified-surname': (person) => {
    person.heldNames['social-security-1992'] = simplifiedSurname(person.name);
  },
  'traditional-name': (person) => {
    person.heldNames['social-security-1992'] = traditionalName(person.name);
  },
  'rare-character': (person) => {
    person.heldNames['card-bank'] = cannotType(person.name);
  },
  separator: (person, today) => {
    died(person, today);
    person.heldNames.health = otherSeparator(person.name);
  },
  'head-is-dead': died,
  'status-drift': died,
};

/** One collective household: ten people who live alone are registered at the same door. */
function crowd(people: Person[], households: Household[]): void {
  const sizes = Map.groupBy(people, (person) => person.household);
  const alone = people.filter(
    (person) => sizes.get(person.household)?.length === 1 && person.relation === '02',
  );
  const [first] = alone;
  const household = households.find((candidate) => candidate.key === first?.household);
  if (!first || !household) throw new RangeError('nobody lives alone');
  household.collective = true;
  household.address = '临江区望江路1号旁（公共厕所）';
  for (const person of alone.slice(1, 10)) {
    person.household = household.key;
    person.relation = '99';
  }
}
