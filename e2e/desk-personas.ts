import { buildCity } from '#sandbox/city/city.ts';
import type { Person } from '#sandbox/city/person.ts';
import { PERSONAS, type Persona } from './personas.ts';

/** As many residents as start/test.ts starts the city with. */
const city = buildCity(200);

/** District of the clerks who play in the tests (sandbox/identity/staff.ts). */
const DISTRICT = '990102';

/** Everybody who plays in another test. */
const taken = new Set(JSON.stringify(PERSONAS).match(/\d{17}[\dX]/g));

const isPlain = ({ key, quirks, heldNames, death, idNumber }: Person) =>
  key.startsWith('p-') &&
  death === null &&
  quirks.length === 0 &&
  Object.keys(heldNames).length === 0 &&
  !taken.has(idNumber);

const claimants = city.people.filter(
  (person) =>
    isPlain(person) &&
    person.card !== null &&
    person.birth < '2000' &&
    city.householdOf(person).town.startsWith(DISTRICT),
);
const insured = city.people.filter(
  (person) =>
    isPlain(person) &&
    person.insurance?.scheme === 'EMPLOYEE' &&
    person.insurance.migrated &&
    person.birth < '1990',
);

/** Two who share no household: no register says that they are kin, though the claimant says so. */
function strangers(index: number): Persona {
  const claimant = claimants.at(index);
  const deceased = insured.filter(({ household }) => household !== claimant?.household).at(-1 - index);
  if (claimant?.card == null || deceased === undefined)
    throw new RangeError(`the city has no strangers ${index}`);
  const { name, idNumber, card } = claimant;
  return {
    name,
    idNumber,
    card,
    relation: '儿子或女儿',
    deceased: { name: deceased.name, idNumber: deceased.idNumber, alive: true },
  };
}

/** Whose kinship no department confirms and who commit to nothing: their cases come to the desk of 临江区. */
export const DESK_PERSONAS = {
  claimed: strangers(6),
  granted: strangers(1),
  refused: strangers(2),
  overtaken: strangers(3),
  paid: strangers(4),
  byKeys: strangers(5),
} as const;

/** Clerks and the second person of 临江区. */
export const STAFF = {
  clerk: { number: '102027', password: 'anlan-102027' },
  colleague: { number: '102031', password: 'anlan-102031' },
  senior: { number: '102005', password: 'anlan-102005' },
} as const;
