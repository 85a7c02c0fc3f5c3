import { buildCity } from '#sandbox/city/city.ts';
import type { Person } from '#sandbox/city/person.ts';
import { PERSONAS, type Persona } from './personas.ts';

/** As many residents as start/test.ts starts the city with. */
const city = buildCity(200);

/** Districts whose clerks play in the tests (sandbox/identity/staff.ts). */
const LINJIANG = '990102';
const YUNQI = '990103';

/** Everybody who plays in another test. */
const taken = new Set(JSON.stringify(PERSONAS).match(/\d{17}[\dX]/g));

const isPlain = ({ key, quirks, heldNames, death, idNumber }: Person) =>
  key.startsWith('p-') &&
  death === null &&
  quirks.length === 0 &&
  Object.keys(heldNames).length === 0 &&
  !taken.has(idNumber);

const covered = city.people.filter(
  (person) =>
    isPlain(person) &&
    person.insurance?.scheme === 'EMPLOYEE' &&
    person.insurance.migrated &&
    person.birth < '1990',
);
const insured = covered.filter(({ insurance }) => !insurance?.pension);
/** Who has drawn a pension for so long that nothing is left of the own account; what is paid after the death is owed. */
const oldPensioners = covered.filter(({ insurance }) => (insurance?.pension?.from ?? '9999') < '2000');

/** Nobody who claims is one for whom somebody claims. */
const claimantsOf = (district: string) =>
  city.people.filter(
    (person) =>
      isPlain(person) &&
      !covered.includes(person) &&
      person.card !== null &&
      person.birth < '2000' &&
      city.householdOf(person).town.startsWith(district),
  );

/** Somebody of a district, and somebody else of no household of hers: no register says that they are kin, though she says so. */
function strangers(index: number, district = LINJIANG, among: readonly Person[] = insured): Persona {
  const claimant = claimantsOf(district).at(index);
  const deceased = among.filter(({ household }) => household !== claimant?.household).at(-1 - index);
  if (claimant?.card == null || deceased === undefined)
    throw new RangeError(`the city has no strangers ${index} in ${district}`);
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

/** Whose questions a department stops, a clerk asks again, and a resident says were answered wrongly. */
export const CONTROL_PERSONAS = {
  stopped: strangers(11),
  askedAgain: strangers(7),
  askedAgainToo: strangers(0),
} as const;

/** Data officers of departments (sandbox/identity/staff.ts). */
export const OFFICERS = {
  bank: { number: '100306', password: 'anlan-100306' },
  health: { number: '100302', password: 'anlan-100302' },
  socialSecurity: { number: '100303', password: 'anlan-100303' },
  socialSecuritySecond: { number: '100313', password: 'anlan-100313' },
} as const;

/** Whose money and decisions pass through the desk of 云栖区, and whose pages are then looked at. */
export const MONEY_PERSONAS = {
  /** The bank sends the money back once, and the pension has gone on after the death. */
  sentBack: strangers(0, YUNQI, oldPensioners),
  /** The bank sends the money back, and nobody has given another account yet. */
  stillBack: strangers(8, YUNQI),
  refused: strangers(9, YUNQI),
  open: strangers(10, YUNQI),
} as const;

/** What the clerk of 云栖区 writes when she refuses. */
export const REFUSAL = '各部门都没有亲属关系的记录，也没有提交材料。';

/** The clerk and the second person of 云栖区. */
export const MONEY_STAFF = {
  clerk: { number: '103014', password: 'anlan-103014' },
  senior: { number: '103002', password: 'anlan-103002' },
} as const;

/** Clerks and the second person of 临江区. */
export const STAFF = {
  clerk: { number: '102027', password: 'anlan-102027' },
  colleague: { number: '102031', password: 'anlan-102031' },
  senior: { number: '102005', password: 'anlan-102005' },
} as const;
