import { monthsThrough } from './dates.ts';
import type { Funeral } from './funerals.ts';
import type { Sex } from './names.ts';

export type DepartmentId =
  | 'public-security'
  | 'health'
  | 'social-security-2009'
  | 'social-security-1992'
  | 'card-bank'
  | 'civil-affairs'
  | 'marriage-registry';

/** What the two generations of social-security systems know of a person, as it truly is. */
export type Insurance = {
  scheme: 'EMPLOYEE' | 'RESIDENT' | 'INSTITUTION';
  status: 'ACTIVE' | 'SUSPENDED' | 'RETIRED' | 'ENDED';
  flexible: boolean;
  /** Months contributed before January 2009: the old system's. */
  oldMonths: number;
  /** Months from January 2009 on: the new system's. */
  newMonths: number;
  /** Of the new months, those that the old system booked as well while both ran side by side. */
  sharedMonths: number;
  deemedMonths: number;
  /** Whether the old months were taken over into the new system. */
  migrated: boolean;
  /** The person's own contributions in fen, split as the months are. */
  oldPaidFen: number;
  newPaidFen: number;
  sharedPaidFen: number;
  pension: { from: string; monthlyFen: number; paidThrough: string } | null;
  /** What is left in the personal account with its interest; null where the city keeps none for the person. */
  balanceFen: number | null;
};

export type CauseClass = 'NORMAL' | 'NON_NORMAL' | 'DECLARED';
export type InjuryState = 'NONE' | 'PENDING' | 'RECOGNISED' | 'DENIED';

export type Death = {
  date: string;
  cause: CauseClass;
  /**
   * The certificate, if the health department holds one. Paper: the form in four parts used until 2026-06-30. National: the
   * form of 国卫规划发〔2026〕5号, from 2026-07-01, whose number is the deceased's identity number.
   */
  certificate: { generation: 'paper' | 'national'; issuedOn: string; issuer: string } | null;
  /** The cancelled household registration, with the date of death that the police wrote down. */
  cancelled: { on: string; deathDate: string } | null;
  injury: InjuryState;
  survivorsPaid: {
    fund: 'PENSION' | 'INJURY' | 'UNEMPLOYMENT';
    on: string;
    funeralFen: number;
    gratuityFen: number;
  } | null;
  /** The cremation with its sheet; null for a burial, and where civil affairs never heard of it. */
  funeral: Funeral | null;
};

/** 低保 or 特困: from a month on, and from which month no longer, and why. */
export type Welfare = {
  kind: 'ALLOWANCE' | 'HARDSHIP';
  from: string;
  ended: { month: string; because: 'death' | 'income' } | null;
};

/** A resident as he or she truly is, plus how departments wrote the name where they wrote it otherwise. */
export type Person = {
  /** Stable in every city of the same seed: `p-000017`, or the cast's own key. */
  key: string;
  name: string;
  formerName: string | null;
  sex: Sex;
  birth: string;
  idNumber: string;
  /** GB/T 3304-1991. */
  ethnicity: string;
  household: string;
  /** Relation to the head of the household, GB/T 4761-2008. */
  relation: string;
  father: string | null;
  mother: string | null;
  spouse: string | null;
  /** The household registration was moved out of the city on this day, to this area. */
  movedOut: { on: string; to: string } | null;
  welfare: Welfare | null;
  insurance: Insurance | null;
  death: Death | null;
  card: string | null;
  heldNames: Partial<Record<DepartmentId, string>>;
  /** Ids of dirty patterns that this person's records show (dirt.ts). */
  quirks: string[];
};

/** A household in a town of the city (GB/T 10114); `address` is free text as the register holds it. */
export type Household = { key: string; number: string; town: string; address: string; collective: boolean };

/** A person with everything unremarkable filled in. */
export function person(
  known: Pick<Person, 'key' | 'name' | 'sex' | 'idNumber' | 'birth' | 'household' | 'relation'> &
    Partial<Person>,
): Person {
  return {
    formerName: null,
    ethnicity: '01',
    father: null,
    mother: null,
    spouse: null,
    movedOut: null,
    welfare: null,
    insurance: null,
    death: null,
    card: null,
    heldNames: {},
    quirks: [],
    ...known,
  };
}

export function insurance(known: Pick<Insurance, 'scheme' | 'status'> & Partial<Insurance>): Insurance {
  const filled: Insurance = {
    flexible: false,
    oldMonths: 0,
    newMonths: 0,
    sharedMonths: 0,
    deemedMonths: 0,
    migrated: true,
    oldPaidFen: 0,
    newPaidFen: 0,
    sharedPaidFen: 0,
    pension: null,
    balanceFen: null,
    ...known,
  };
  return known.balanceFen === undefined ? { ...filled, balanceFen: accountLeft(filled) } : filled;
}

/** 计发月数 at sixty (国发〔2005〕38号): after so many months of pension an account is spent. */
const ACCOUNT_MONTHS = 139;
/** Interest booked over the years, roughly, in per cent of what was paid in. */
const INTEREST = 15;

/** What an account holds by its payments: own contributions with interest, less a share for every month drawn. */
export function accountLeft(insurance: Insurance): number | null {
  if (insurance.scheme === 'INSTITUTION') return null;
  if (insurance.status === 'ENDED') return 0;
  const saved = (insurance.oldPaidFen + insurance.newPaidFen) * (100 + INTEREST);
  const drawn = insurance.pension ? monthsThrough(insurance.pension.from, insurance.pension.paidThrough) : 0;
  return Math.floor((saved * Math.max(0, ACCOUNT_MONTHS - drawn)) / (100 * ACCOUNT_MONTHS));
}

export const PAPER_UNTIL = '2026-06-30';

/** The usual records of a death: a certificate of the generation in force, and the household cancelled a week later. */
export function recordedDeath(date: string, cancelledOn: string, known: Partial<Death> = {}): Death {
  return {
    date,
    cause: 'NORMAL',
    certificate: {
      generation: date > PAPER_UNTIL ? 'national' : 'paper',
      issuedOn: date,
      issuer: '安澜市第二人民医院（虚构）',
    },
    cancelled: { on: cancelledOn, deathDate: date },
    injury: 'NONE',
    survivorsPaid: null,
    funeral: null,
    ...known,
  };
}
