import { addDays, addMonths, ageOn, monthsThrough } from './dates.ts';
import { bankCard } from './numbers.ts';
import { type Death, type Insurance, insurance, type Person, recordedDeath } from './person.ts';
import type { Random } from './random.ts';

/** Gives a resident a death perhaps, an insurance by age, and a bank card. */
export function live(random: Random, resident: Person, today: string, serial: number): void {
  const age = ageOn(resident.birth, today);
  if (random.chance(deathChance(age))) resident.death = randomDeath(random, today);
  const until = resident.death?.date ?? today;
  if (age >= 20) resident.insurance = randomInsurance(random, resident, until);
  if (age >= 16) resident.card = bankCard(100_000_000 + serial);
}

/** Gompertz-like: mortality doubles about every eight years; scaled to the three years that the city remembers. */
function deathChance(age: number): number {
  return Math.min(0.55, 0.012 * 2 ** ((age - 60) / 8));
}

/** Somewhere in the last three years, more often from December to February. */
function randomDeath(random: Random, today: string): Death {
  let date = addDays(today, -random.int(20, 1090));
  const winter = ['12', '01', '02'].includes(date.slice(5, 7));
  if (!winter && random.chance(0.15))
    date = `${Number(date.slice(0, 4)) - 1}-12-${date.slice(8).replace('31', '30')}`;
  const death = recordedDeath(date, addDays(date, random.int(2, 20)));
  if (random.chance(0.03)) death.cause = 'NON_NORMAL';
  return death;
}

function randomInsurance(random: Random, resident: Person, until: string): Insurance | null {
  const age = ageOn(resident.birth, until);
  const retired = age >= (resident.sex === 'male' ? 60 : 55);
  const scheme = random.weighted([
    ['EMPLOYEE', retired ? 30 : 55],
    ['RESIDENT', retired ? 52 : 30],
    ['INSTITUTION', 9],
    [null, 6],
  ] as const);
  if (!scheme) return null;
  if (scheme !== 'EMPLOYEE')
    return insurance({
      scheme,
      status: retired ? 'RETIRED' : 'ACTIVE',
      newMonths: 120,
      newPaidFen: 2_400_000,
    });
  return retired ? retiredEmployee(random, resident, until) : workingEmployee(random, resident, until);
}

function retiredEmployee(random: Random, resident: Person, until: string): Insurance {
  const retirement = Number(resident.birth.slice(0, 4)) + (resident.sex === 'male' ? 60 : 55);
  const from = addMonths(`${retirement}-${resident.birth.slice(5, 7)}`, 1);
  const total = random.triangular(180, 420);
  const first = addMonths(from, -total);
  const deemedMonths = first < '1992-01' ? Math.min(total, monthsThrough(first, '1991-12')) : 0;
  return insurance({
    scheme: 'EMPLOYEE',
    status: 'RETIRED',
    ...split(random, addMonths(first, deemedMonths), addMonths(from, -1)),
    deemedMonths,
    pension: { from, monthlyFen: random.int(220_000, 520_000), paidThrough: until.slice(0, 7) },
  });
}

function workingEmployee(random: Random, resident: Person, until: string): Insurance {
  const begin = `${Number(resident.birth.slice(0, 4)) + random.int(19, 24)}-${resident.birth.slice(5, 7)}`;
  const first = begin < '1992-01' ? '1992-01' : begin;
  const flexible = random.chance(0.2);
  return insurance({
    scheme: 'EMPLOYEE',
    status: random.chance(0.9) ? 'ACTIVE' : 'SUSPENDED',
    flexible,
    ...split(random, first, until.slice(0, 7)),
  });
}

/** Contribution months and money on both sides of January 2009. */
function split(random: Random, first: string, last: string): Partial<Insurance> {
  const oldMonths = monthsThrough(first, last < '2008-12' ? last : '2008-12');
  const newMonths = monthsThrough(first > '2009-01' ? first : '2009-01', last);
  const sharedMonths = oldMonths > 0 && random.chance(0.3) ? Math.min(newMonths, random.int(1, 6)) : 0;
  return {
    oldMonths,
    newMonths,
    sharedMonths,
    migrated: oldMonths === 0 || random.chance(0.7),
    oldPaidFen: oldMonths * 4_800,
    newPaidFen: newMonths * 28_000,
    sharedPaidFen: sharedMonths * 28_000,
  };
}
