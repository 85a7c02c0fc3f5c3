import { addDays } from './dates.ts';
import { codeAtBirth, districtOf, freeTextAddress, TOWNS } from './geography.ts';
import { givenName, minorityName, type Sex, surname } from './names.ts';
import { identityNumber } from './numbers.ts';
import { type Household, type Person, person } from './person.ts';
import type { Random } from './random.ts';

/** Gives every (area, birth date, sex) its own sequences, so that no number is given twice. */
export type Numbers = { next(area: string, birth: string, sex: Sex): string };

export function numbers(taken: readonly string[]): Numbers {
  const used = new Set(taken);
  return {
    next(area, birth, sex) {
      for (let sequence = sex === 'male' ? 11 : 12; sequence < 996; sequence += 2) {
        const candidate = identityNumber(area, birth, sequence);
        if (used.has(candidate)) continue;
        used.add(candidate);
        return candidate;
      }
      throw new RangeError(`no sequence left for ${area} ${birth}`);
    },
  };
}

type Build = {
  random: Random;
  numbers: Numbers;
  today: string;
  household: Household;
  members: Person[];
  nextKey(): string;
};
type Member = { sex: Sex; age: number; relation: string; name?: string; ethnicity?: string };

/** Household sizes of the seventh census, roughly: one person 25 %, two 30 %, three 21 %, four 13 %, five and more 11 %. */
const SIZES = [
  [1, 25],
  [2, 30],
  [3, 21],
  [4, 13],
  [5, 8],
  [6, 3],
] as const;

/** One household with its members, at most `room` of them, related as its register says. */
export function buildFamily(
  random: Random,
  ids: Numbers,
  today: string,
  serial: number,
  room: number,
  nextKey: () => string,
): { household: Household; members: Person[] } {
  const town = random.pick(TOWNS);
  const household: Household = {
    key: `h-${String(serial).padStart(5, '0')}`,
    number: String(100000000 + serial),
    town,
    address: freeTextAddress(random, town),
    collective: false,
  };
  const build: Build = { random, numbers: ids, today, household, members: [], nextKey };
  const size = Math.min(room, random.weighted(SIZES));
  if (size === 1)
    add(build, { sex: random.pick(['male', 'female']), age: random.int(24, 92), relation: '02' });
  else addCouple(build, size);
  return { household, members: build.members };
}

/** A couple, its children by birth order, and the head's parents where the household is large. */
function addCouple(build: Build, size: number): void {
  const { random } = build;
  const old = size === 2 && random.chance(0.5);
  const age = old ? random.int(58, 90) : random.int(size > 2 ? 30 : 26, 56);
  const head = add(build, { sex: 'male', age, relation: '02' });
  const wife = add(build, { sex: 'female', age: Math.max(22, age - random.int(0, 5)), relation: '12' });
  head.spouse = wife.key;
  wife.spouse = head.key;
  const parents = size >= 5 ? size - 4 : 0;
  for (let left = size - 2 - parents, order = 0; left > 0; left--, order++) {
    addChild(build, head, wife, { order, only: size - 2 - parents === 1 });
  }
  for (let index = 0; index < parents; index++) {
    const parent = add(build, {
      sex: index === 0 ? 'female' : 'male',
      age: Math.min(98, age + random.int(23, 30)),
      relation: index === 0 ? '52' : '51',
      ...(index === 1 ? { name: head.name.slice(0, 1) } : {}),
    });
    if (index === 0) head.mother = parent.key;
    else head.father = parent.key;
  }
}

function addChild(
  build: Build,
  father: Person,
  mother: Person,
  place: { order: number; only: boolean },
): void {
  const { random, today } = build;
  const sex: Sex = random.pick(['male', 'female']);
  const motherAge = Number(today.slice(0, 4)) - Number(mother.birth.slice(0, 4));
  const age = Math.max(0, motherAge - random.int(22, 30) - 3 * place.order);
  const base = sex === 'male' ? 20 : 30;
  const child = add(build, {
    sex,
    age,
    relation: String(base + (place.only ? 1 : 2 + place.order)),
    name: father.name.includes('·') ? '' : father.name.slice(0, father.name.length > 3 ? 2 : 1),
  });
  child.father = father.key;
  child.mother = mother.key;
}

/** @param member `name` is a surname to keep; left out, any name of the time is given */
function add(build: Build, member: Member): Person {
  const { random, today, household } = build;
  const birth = addDays(today, -Math.floor(member.age * 365.25) - random.int(0, 364));
  const district = random.chance(0.8) ? districtOf(household.town) : districtOf(random.pick(TOWNS));
  const minority = !member.name && random.chance(0.06) ? minorityName(random, member.sex) : null;
  const built = person({
    key: build.nextKey(),
    name: minority?.name ?? (member.name || surname(random)) + givenName(random, member.sex, birth),
    ethnicity: minority?.ethnicity ?? '01',
    sex: member.sex,
    birth,
    idNumber: build.numbers.next(codeAtBirth(district, birth), birth, member.sex),
    household: household.key,
    relation: member.relation,
  });
  build.members.push(built);
  return built;
}
