import { buildCity } from '#sandbox/city/city.ts';
import type { Person } from '#sandbox/city/person.ts';

/** Somebody who claims for somebody: what she types, and whom the make-believe city calls what. */
export type Persona = {
  readonly name: string;
  readonly idNumber: string;
  readonly card: string;
  /** The answer to 我是逝者的, as the page words it. */
  readonly relation: string;
  readonly deceased: { readonly name: string; readonly idNumber: string; readonly alive: boolean };
};

/** As many residents as start/test.ts starts the city with: the same number gives the same people. */
const city = buildCity(200);

const CHILD = '儿子或女儿';

function persona(claimant: Person, deceased: Person, relation: string): Persona {
  const { name, idNumber, card } = claimant;
  if (card === null) throw new RangeError(`${claimant.key} has no bank card`);
  return {
    name,
    idNumber,
    card,
    relation,
    deceased: { name: deceased.name, idNumber: deceased.idNumber, alive: deceased.death === null },
  };
}

/** A written story of the city, by its key (sandbox/city/cast). */
function told(key: string, relation = CHILD): Persona {
  const story = city.stories.find((candidate) => candidate.key === key);
  if (story === undefined) throw new RangeError(`no story ${key}`);
  return persona(city.get(story.claimant), city.get(story.deceased), relation);
}

const isPlain = ({ quirks, heldNames }: Person) => quirks.length === 0 && Object.keys(heldNames).length === 0;
const isClearChild = (parent: Person, child: Person) =>
  (parent.relation === '02' && /^(2[0-6]|3[0-6])$/.test(child.relation)) ||
  (/^5[12]$/.test(parent.relation) && child.relation === '02');
const mayClaim = (person: Person) =>
  person.death === null && person.card !== null && person.birth < '2008-01-01' && isPlain(person);
/** Alive, or gone lately with everything recorded: whoever is alive is let die by her test. */
const mayBeClaimedFor = ({ death, insurance, ...person }: Person) =>
  person.key.startsWith('p-') &&
  insurance?.scheme === 'EMPLOYEE' &&
  insurance.migrated &&
  (death === null || (death.date >= '2026' && death.survivorsPaid === null && death.cause === 'NORMAL'));

/** Children and parents of one household whose records say everything; nobody stands in two families. */
function families(): Persona[] {
  const taken = new Set<string>();
  return city.people.flatMap((deceased) => {
    if (!mayBeClaimedFor(deceased) || !isPlain(deceased) || taken.has(deceased.key)) return [];
    const claimant = city.people.find(
      (child) =>
        child.household === deceased.household &&
        isClearChild(deceased, child) &&
        mayClaim(child) &&
        !taken.has(child.key),
    );
    if (claimant === undefined) return [];
    for (const { key } of [deceased, claimant]) taken.add(key);
    return [persona(claimant, deceased, CHILD)];
  });
}

function family(index: number): Persona {
  const found = families()[index];
  if (found === undefined) throw new RangeError(`the city has no family ${index}`);
  return found;
}

/** Adults with nothing to do with anybody else's test, who claim for a stranger insured elsewhere: never granted. */
const bystanders = city.people.filter(
  (person) =>
    person.key.startsWith('p-') && mayClaim(person) && !families().some(({ name }) => name === person.name),
);

function bystander(index: number): Persona {
  const person = bystanders[index];
  if (person === undefined) throw new RangeError(`the city has no bystander ${index}`);
  const elsewhere = city.get('residents-pension-deceased');
  return persona(person, elsewhere, CHILD);
}

/**
 * Who plays in which test, once in a run: a death is granted once, and somebody has one draft of a service at a time.
 */
export const PERSONAS = {
  daughter: told('daughter'),
  stepSon: told('step-son'),
  oldNumber: told('old-number'),
  elderSister: told('elder-sister'),
  youngerBrother: told('younger-brother'),
  unrecorded: told('not-yet-recorded'),
  dateConflict: told('date-conflict'),
  daughterInLaw: told('daughter-in-law', '其他'),
  alreadyPaid: told('already-paid'),
  workInjury: told('work-injury'),
  residents: told('residents-pension'),
  withoutScript: told('mothers-son'),
  withoutScriptCommits: told('spouse', '丈夫或妻子'),
  narrow: told('centenarians-son'),
  zoomed: family(5),
  elder: told('national-certificate'),
  /** Whose pages are looked at by the tests of language, look and width. */
  tour: {
    granted: told('new-years-eve'),
    /** A stranger to the deceased: no register says that they are kin, so that a commitment is offered. */
    offered: { ...bystander(23), deceased: told('daughter').deceased },
    reviewed: told('minority-name'),
    declined: bystander(0),
  },
  clicks: told('registered-spouse', '丈夫或妻子'),
  flexible: told('flexible-employment'),
  elsewhere: told('resident-elsewhere'),
  otherFund: told('moved-out'),
  /** Asks for a person where the system has said that nothing applies. */
  asking: bystander(25),
  outage: {
    'public-security': family(0),
    health: family(1),
    'social-security-2009': family(2),
    'social-security-1992': told('two-systems'),
    'card-bank': family(3),
    'civil-affairs': told('resident-contributing'),
  },
  allDown: family(4),
  silent: told('hong-kong-son'),
  misbehaved: {
    slow: bystander(1),
    wrong: bystander(2),
    lying: bystander(3),
    late: bystander(4),
    quota: bystander(5),
  },
  /** A stranger to the deceased, whose case is never decided while the bank is silent. */
  watching: { ...bystander(24), deceased: told('daughter').deceased },
  mistaken: bystander(6),
  mistakenEmpty: bystander(14),
  mistakenCard: bystander(15),
  accepted: {
    'full-width digits': bystander(16),
    'spaces between the digits': bystander(17),
    'the 15 digits of an old card': bystander(18),
  },
  changing: bystander(19),
  travelling: bystander(20),
  leaving: bystander(21),
  returning: bystander(22),
  mistakenWithoutScript: bystander(7),
  absent: bystander(8),
  absentWithoutScript: bystander(9),
  owner: bystander(10),
  neighbour: bystander(11),
  redirected: bystander(12),
  forged: bystander(13),
  declining: told('married-out-daughter'),
  withdrawing: told('rare-character'),
} as const;

/** Number and password of a clerk of 临江区 (sandbox/identity/staff.ts). */
export const CLERK = { number: '102027', password: 'anlan-102027' } as const;
