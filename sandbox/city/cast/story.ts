import { type Funeral, localFuneral } from '../funerals.ts';
import { areaName } from '../geography.ts';
import type { Registration } from '../marriages.ts';
import type { Sex } from '../names.ts';
import { bankCard, birthOf, identityNumber } from '../numbers.ts';
import { type Household, type Person, person } from '../person.ts';

/** One written story of the demonstration: who claims for whom, and what it shows. */
export type Story = {
  /** Stable; also the key of the claimant. */
  key: string;
  title: string;
  note: string;
  claimant: string;
  deceased: string;
  /** What the claimant truly is to the deceased, whatever the registers say. */
  kinship: 'child' | 'step_child' | 'spouse' | 'former_spouse' | 'child_in_law' | 'parent';
};

export type StoryWithPeople = Story & {
  households: Household[];
  people: Person[];
  registrations: Registration[];
};

/** A member of the cast: area of first registration, birth and sequence make the number, unless it is given whole. */
export type Role = Partial<Person> & { name: string; sex: Sex; relation: string } & (
    | { idNumber: string }
    | { born: readonly [area: string, birth: string] }
  );

type Script = Omit<Story, 'claimant' | 'deceased'> & {
  /** Number of the story, from 1; gives household numbers, identity sequences and cards that no other story has. */
  serial: number;
  town: string;
  address: string;
  deceased: Role;
  claimant: Role;
  /** Where the claimant's registration stands, if not in the household of the deceased. */
  claimantTown?: string;
  /** Further people: in the household of the deceased, or apart in one of their own. */
  others?: (Role & { key: string; apart?: boolean })[];
  /** Left out: cremated at home with the basic fees taken off at once. Null: no cremation that anybody registered. */
  funeral?: Funeral | null;
  registrations?: Registration[];
};

/** Turns a script into people and households of the city. */
export function story(script: Script): StoryWithPeople {
  const { serial, town, address, deceased, claimant, claimantTown, others = [], ...more } = script;
  const { funeral, registrations = [], ...rest } = more;
  const home = household(serial, 0, town, address);
  const away = household(
    serial,
    1,
    claimantTown ?? town,
    `${areaName(claimantTown ?? town)}集体巷${serial}号`,
  );
  const deadKey = `${rest.key}-deceased`;
  const people = [
    role(serial, 0, home.key, { ...withFuneral(deceased, town, funeral), key: deadKey }),
    role(serial, 1, claimantTown ? away.key : home.key, { ...claimant, key: rest.key }),
    ...others.map(({ apart, ...other }, index) =>
      role(serial, index + 2, apart ? away.key : home.key, other),
    ),
  ];
  return {
    ...rest,
    claimant: rest.key,
    deceased: deadKey,
    households: people.some((member) => member.household === away.key) ? [home, away] : [home],
    people,
    registrations,
  };
}

function withFuneral(deceased: Role, town: string, funeral: Funeral | null | undefined): Role {
  const { death } = deceased;
  if (!death) return deceased;
  const held = funeral === undefined ? localFuneral(death.date, town) : funeral;
  return { ...deceased, death: { ...death, funeral: held } };
}

function household(serial: number, index: number, town: string, address: string): Household {
  const number = String(900_000_000 + serial * 10 + index);
  return { key: `h-cast-${serial}-${index}`, number, town, address, collective: false };
}

function role(serial: number, index: number, householdKey: string, known: Role & { key: string }): Person {
  const sequence = 500 + serial * 10 + index * 2 + (known.sex === 'male' ? 1 : 0);
  const idNumber = 'idNumber' in known && known.idNumber ? known.idNumber : bornNumber(known, sequence);
  const { born: _, ...rest } = { born: undefined, ...known };
  return person({
    card: bankCard(serial * 10 + index),
    ...rest,
    idNumber,
    birth: birthOf(idNumber),
    household: householdKey,
  });
}

function bornNumber(known: Role, sequence: number): string {
  if (!('born' in known) || !known.born) throw new RangeError(`no birth for ${known.name}`);
  return identityNumber(known.born[0], known.born[1], sequence);
}
