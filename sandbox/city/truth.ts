import { type Benefit, benefitFor } from './benefit.ts';
import type { Story } from './cast/story.ts';
import type { City } from './city.ts';
import { type Dues, duesFor } from './due.ts';
import type { Insurance, Person } from './person.ts';

/** How a department will answer, in the words of the wire protocol. */
export type Verdict = 'confirmed' | 'contradicted' | 'no_record' | 'ambiguous';

/** What is true of a story, and what each department's records can say about it. Known to the generator alone. */
export type Truth = {
  /** By evidence code; the question is about the deceased, or about both, deceased first; E-BNK about the claimant. */
  answers: Record<string, Verdict>;
  /** Of the survivors' benefit alone. */
  outcome:
    | { kind: 'granted'; benefit: Benefit }
    /** Nothing is due from this fund to this person; who says so, the system or a clerk, is the service's matter. */
    | { kind: 'not_payable'; because: 'work_injury' | 'scheme' | 'already_paid' | 'not_kin' }
    /** Data alone does not settle it: a commitment or a person must. */
    | { kind: 'open'; unsettled: ('death' | 'kinship' | 'contributions' | 'account')[] };
  /** What each case of the bundle comes to on its merits, also where records cannot show it; null while nobody has died. */
  dues: Dues | null;
};

/** First year's birth certificates in the health department's library. */
export const FIRST_BIRTH_YEAR = 1996;

export function truthOf(city: City, story: Story): Truth {
  const deceased = city.get(story.deceased);
  const claimant = city.get(story.claimant);
  const answers = expectedAnswers(city, deceased, claimant);
  const { death } = deceased;
  return {
    answers,
    outcome: outcomeOf(story, deceased, claimant, answers),
    dues: death && duesFor(deceased, death, story.kinship),
  };
}

function expectedAnswers(city: City, deceased: Person, claimant: Person): Record<string, Verdict> {
  const { death, insurance } = deceased;
  const named = (department: keyof Person['heldNames'], known: boolean): Verdict => {
    if (!known) return 'no_record';
    return (deceased.heldNames[department] ?? deceased.name) === deceased.name ? 'confirmed' : 'ambiguous';
  };
  const together =
    deceased.household === claimant.household && deceased.relation !== '' && claimant.relation !== '';
  return {
    'E-ID': claimant.relation === '' ? 'no_record' : 'confirmed',
    'E-DTH-MED': named('health', Boolean(death?.certificate)),
    'E-HUK-CXL': 'confirmed',
    'E-HUK': 'confirmed',
    'E-HH': together ? 'confirmed' : 'no_record',
    'E-BIR': birthVerdict(city, claimant),
    'E-PEN-STA': named('social-security-2009', insurance !== null),
    'E-PEN-YRS': named('social-security-2009', insurance !== null && insurance.scheme !== 'INSTITUTION'),
    'E-PEN-YRS-OLD': named('social-security-1992', (insurance?.oldMonths ?? 0) > 0),
    'E-PEN-PAY': named('social-security-2009', Boolean(insurance?.pension)),
    'E-PEN-BAL': named('social-security-2009', (insurance?.balanceFen ?? null) !== null),
    'E-PEN-SUR': named('social-security-2009', Boolean(death?.survivorsPaid)),
    'E-INJ': named('social-security-2009', (death?.injury ?? 'NONE') !== 'NONE'),
    'E-CRM': named('civil-affairs', Boolean(death?.funeral)),
    'E-FUN-SVC': named('civil-affairs', Boolean(death?.funeral && death.funeral.sheet !== 'missing')),
    'E-WEL': named('civil-affairs', deceased.welfare !== null),
    'E-MAR': marriageVerdict(city, deceased, claimant),
    'E-BNK': (claimant.heldNames['card-bank'] ?? claimant.name) === claimant.name ? 'confirmed' : 'ambiguous',
  };
}

function birthVerdict(city: City, claimant: Person): Verdict {
  const known = Number(claimant.birth.slice(0, 4)) >= FIRST_BIRTH_YEAR && city.isRegistered(claimant);
  return known && (claimant.father !== null || claimant.mother !== null) ? 'confirmed' : 'no_record';
}

function marriageVerdict(city: City, deceased: Person, claimant: Person): Verdict {
  const pair = [deceased.key, claimant.key];
  const entered = city.registrations.some(
    ({ type, man, woman }) => /^I[ABD]$/.test(type) && pair.includes(man) && pair.includes(woman),
  );
  return entered ? 'confirmed' : 'no_record';
}

function outcomeOf(
  story: Story,
  deceased: Person,
  claimant: Person,
  answers: Truth['answers'],
): Truth['outcome'] {
  const { death, insurance } = deceased;
  if (!death) return { kind: 'open', unsettled: ['death'] };
  if (insurance?.scheme !== 'EMPLOYEE') return { kind: 'not_payable', because: 'scheme' };
  if (death.injury === 'RECOGNISED') return { kind: 'not_payable', because: 'work_injury' };
  if (death.survivorsPaid) return { kind: 'not_payable', because: 'already_paid' };
  if (story.kinship === 'child_in_law' || story.kinship === 'former_spouse')
    return { kind: 'not_payable', because: 'not_kin' };
  const unsettled = [
    ...(deathSettled(deceased, answers) ? [] : (['death'] as const)),
    ...(kinshipSettled(story, deceased, claimant, answers) ? [] : (['kinship'] as const)),
    ...(contributionsSettled(insurance, answers) ? [] : (['contributions'] as const)),
    ...(answers['E-BNK'] === 'confirmed' ? [] : (['account'] as const)),
  ];
  if (unsettled.length > 0) return { kind: 'open', unsettled: [...unsettled] };
  return { kind: 'granted', benefit: benefitFor(death.date, insurance) };
}

/** The certificate says it, or in its absence the register; and both do not name different months. */
function deathSettled(deceased: Person, answers: Truth['answers']): boolean {
  const { death } = deceased;
  if (!death || (answers['E-DTH-MED'] !== 'confirmed' && !death.cancelled)) return false;
  return !death.cancelled || death.cancelled.deathDate.slice(0, 7) === death.date.slice(0, 7);
}

/**
 * The register alone settles only what cannot mean two things; a birth certificate settles the rest for children, the
 * marriage registers for spouses.
 */
function kinshipSettled(
  story: Story,
  deceased: Person,
  claimant: Person,
  answers: Truth['answers'],
): boolean {
  if (story.kinship === 'spouse') return answers['E-MAR'] === 'confirmed';
  if (story.kinship !== 'child') return false;
  if (answers['E-BIR'] === 'confirmed') return true;
  if (answers['E-HH'] !== 'confirmed') return false;
  const ownChildOfHead = deceased.relation === '02' && /^(2[0-6]|3[0-6])$/.test(claimant.relation);
  const headOfOwnParent = /^5[12]$/.test(deceased.relation) && claimant.relation === '02';
  return ownChildOfHead || headOfOwnParent;
}

function contributionsSettled(insurance: Insurance, answers: Truth['answers']): boolean {
  if (answers['E-PEN-YRS'] !== 'confirmed') return false;
  return insurance.migrated || answers['E-PEN-YRS-OLD'] === 'confirmed';
}
