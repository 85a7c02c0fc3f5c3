import { addMonths } from './dates.ts';
import { randomFuneral } from './funerals.ts';
import { type Registration, randomMarriages } from './marriages.ts';
import { accountLeft, type Household, type Person } from './person.ts';
import type { Random } from './random.ts';
import { cannotType } from './spelling.ts';

/**
 * What civil affairs, the marriage registers and the residents' pension know of the residents. Drawn from a source of its own,
 * so that the people themselves stay who they are.
 * @returns the marriage registers' entries
 */
export function settleCircumstances(
  random: Random,
  people: Person[],
  households: readonly Household[],
  today: string,
): Registration[] {
  const towns = new Map(households.map((household) => [household.key, household.town]));
  for (const person of people) {
    drawResidentsPension(random, person, today);
    grantWelfare(random, person, today);
    const cremated = random.chance(0.9);
    if (person.death && cremated) {
      person.death.funeral = randomFuneral(random, person.death.date, towns.get(person.household) ?? '');
    }
  }
  moveSome(random, people);
  markFunerals(people);
  const registrations = randomMarriages(random, people, today);
  markMarriages(people, registrations);
  return registrations;
}

/** Residents draw from sixty on, women too; the scheme pays since 2010. */
function drawResidentsPension(random: Random, person: Person, today: string): void {
  const { insurance } = person;
  const monthlyFen = random.int(180, 320) * 100;
  if (insurance?.scheme !== 'RESIDENT') return;
  const sixty = addMonths(`${Number(person.birth.slice(0, 4)) + 60}-${person.birth.slice(5, 7)}`, 1);
  const from = sixty < '2010-01' ? '2010-01' : sixty;
  const paidThrough = (person.death?.date ?? today).slice(0, 7);
  insurance.status = from <= paidThrough ? 'RETIRED' : 'ACTIVE';
  insurance.pension = from <= paidThrough ? { from, monthlyFen, paidThrough } : null;
  insurance.balanceFen = accountLeft(insurance);
}

function grantWelfare(random: Random, person: Person, today: string): void {
  const [poor, rose] = [random.chance(0.03), random.chance(0.2)];
  const from = `${random.int(2012, 2022)}-0${random.int(1, 9)}`;
  const kind = random.pick(['ALLOWANCE', 'HARDSHIP'] as const);
  const last = (person.death?.date ?? today).slice(0, 7);
  if (!poor || from > addMonths(last, -24)) return;
  if (rose) person.welfare = { kind, from, ended: { month: addMonths(from, 18), because: 'income' } };
  else
    person.welfare = {
      kind,
      from,
      ended: person.death ? { month: addMonths(last, 1), because: 'death' } : null,
    };
}

/** Some who lived alone had moved their registration elsewhere before they died, and it was cancelled there. */
function moveSome(random: Random, people: readonly Person[]): void {
  const sizes = Map.groupBy(people, (person) => person.household);
  const alone = people.filter(
    (person) => person.death && person.quirks.length === 0 && sizes.get(person.household)?.length === 1,
  );
  for (const person of alone.filter((_, index) => index === 0 || random.chance(0.1))) {
    if (!person.death) continue;
    person.movedOut = { on: `${Number(person.death.date.slice(0, 4)) - 2}-05-18`, to: '980101' };
    person.death.cancelled = null;
  }
}

/** For every four hundred people a name that a home could not type, a body with two sheets in force, a sheet never sent in. */
function markFunerals(people: readonly Person[]): void {
  const cremated = people.filter((person) => isLongDead(person) && person.death?.funeral?.sheet === 'once');
  const wanted = Math.max(1, Math.round(people.length / 400));
  for (const [index, person] of cremated.slice(0, wanted * 3).entries()) {
    const funeral = person.death?.funeral;
    if (index % 3 === 0) person.heldNames['civil-affairs'] = cannotType(person.name);
    else if (funeral) funeral.sheet = index % 3 === 1 ? 'twice' : 'missing';
  }
}

/** For every four hundred people one who married under a name that the register could not write. */
function markMarriages(people: readonly Person[], registrations: readonly Registration[]): void {
  const married = new Set(
    registrations.filter(({ type }) => type === 'IA').flatMap(({ man, woman }) => [man, woman]),
  );
  const wanted = Math.max(1, Math.round(people.length / 400));
  const marked = people.filter((person) => isLongDead(person) && married.has(person.key)).slice(0, wanted);
  for (const person of marked) person.heldNames['marriage-registry'] = cannotType(person.name);
}

/** Nobody of whom a family would still claim anything. */
function isLongDead({ death }: Person): boolean {
  return death !== null && death.date < '2026-01-01';
}
