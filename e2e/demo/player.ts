import { buildCity, type City } from '#sandbox/city/city.ts';
import { duesFor } from '#sandbox/city/due.ts';
import { districtOf } from '#sandbox/city/geography.ts';
import { type Person, recordedDeath } from '#sandbox/city/person.ts';
import { findEmail } from '#sandbox/identity/email.ts';
import type { Control, Dues, Persona } from './control.ts';
import { isStaffed } from './desk.ts';

/** Who claims in the demonstration, for whom, and what is truly due. */
export type Player = {
  readonly title: string;
  readonly name: string;
  readonly idNumber: string;
  readonly card: string;
  /** Where her mail goes; null where the platform knows no address. */
  readonly email: string | null;
  /** District whose desk handles the case. */
  readonly area: string;
  /** The answer to 我是逝者的, as the page words it. */
  readonly relation: string;
  readonly deceased: { readonly name: string; readonly idNumber: string };
  readonly dues: Dues;
};

/** The written people are the same in a city of any size. */
const CAST = buildCity(200);
const areaOf = (city: City, person: Person) => districtOf(city.householdOf(person).town);

const CHILD = '儿子或女儿';
const SPOUSE = '丈夫或妻子';

/** The stories that registers alone settle, without those in which several claim for one person. */
export function playableStories(personas: readonly Persona[]): Persona[] {
  const claims = (number: string) =>
    personas.filter(({ deceasedNumber }) => deceasedNumber === number).length;
  return personas.filter(({ truth: { outcome, dues }, deceasedNumber }) => {
    const isSettled = outcome.kind === 'granted' || outcome.because === 'scheme';
    return dues !== null && isSettled && claims(deceasedNumber) === 1;
  });
}

export function storyPlayer(persona: Persona): Player {
  const { title, claimant, claimantNumber, card, deceased, deceasedNumber, truth } = persona;
  if (truth.dues === null) throw new RangeError(`nobody has died in ${persona.key}`);
  return {
    title,
    name: claimant,
    idNumber: claimantNumber,
    card,
    email: findEmail(CAST.get(persona.key)) ?? null,
    area: areaOf(CAST, CAST.get(persona.key)),
    relation: persona.key.includes('spouse') ? SPOUSE : CHILD,
    deceased: { name: deceased, idNumber: deceasedNumber },
    dues: truth.dues,
  };
}

/**
 * Somebody whose parent dies now, two months back and with a month of pension paid too many, where the city has such a
 * family left. @param residents of the running city: the same number gives the same people
 */
export async function freshPlayer(control: Control, residents: number): Promise<Player | undefined> {
  const city = buildCity(residents);
  for (const { parent, child } of families(city)) {
    const date = dayOfDeath(parent);
    if (date === undefined || child.card === null || !isStaffed(areaOf(city, child))) continue;
    const problem = await control.letDie(parent.idNumber, date);
    if (problem === 'already_dead') continue;
    if (problem !== undefined) return undefined;
    return {
      ...child,
      title: `${child.name}为刚去世的亲人申请`,
      card: child.card,
      email: findEmail(child) ?? null,
      area: areaOf(city, child),
      relation: CHILD,
      deceased: parent,
      dues: { ...duesFor(parent, recordedDeath(date, date), 'child'), ...nettedOff },
    };
  }
  return undefined;
}

/** A death at the control page is followed by a cremation at home, with the basic fees taken off at once. */
const nettedOff: Dues = { 'funeral-service': { kind: 'nothing', because: 'netted_off' } };

/**
 * Retired parents and their grown children in one household whose register leaves no doubt; those first whose personal
 * account is spent, so that the pension paid too many has to be asked back.
 */
function families(city: City): { parent: Person; child: Person }[] {
  const parents = city.people
    .filter((person) => isOrdinary(person) && person.insurance?.scheme === 'EMPLOYEE')
    .filter(({ insurance }) => insurance?.migrated === true && insurance.pension !== null)
    .toSorted((one, other) => (one.insurance?.balanceFen ?? 0) - (other.insurance?.balanceFen ?? 0));
  return parents.flatMap((parent) => {
    const child = city.people.find(
      (person) =>
        person.household === parent.household &&
        isOrdinary(person) &&
        person.birth < '2000' &&
        isClearChild(parent, person),
    );
    return child ? [{ parent, child }] : [];
  });
}

const isOrdinary = ({ key, death, quirks, heldNames }: Person) =>
  key.startsWith('p-') && death === null && quirks.length === 0 && Object.keys(heldNames).length === 0;

/** By GB/T 4761: the head's own child, or the head whose own father or mother it is. */
const isClearChild = (parent: Person, child: Person) =>
  (parent.relation === '02' && /^(2[0-6]|3[0-6])$/.test(child.relation)) ||
  (/^5[12]$/.test(parent.relation) && child.relation === '02');

/** The middle of the month before the last one that the pension was paid for. */
function dayOfDeath({ insurance }: Person): string | undefined {
  const paidThrough = insurance?.pension?.paidThrough;
  if (paidThrough === undefined) return undefined;
  const [year = 0, month = 0] = paidThrough.split('-').map(Number);
  const before = month === 1 ? { year: year - 1, month: 12 } : { year, month: month - 1 };
  return `${before.year}-${String(before.month).padStart(2, '0')}-15`;
}
