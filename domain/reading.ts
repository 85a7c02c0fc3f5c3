import type { Answer, FactFields, FactValue } from './answer.ts';
import { FamilyRelation } from './codes/family-relation.ts';
import { CivilDate, CivilMonth } from './dates.ts';
import type { EvidenceField, EvidenceType } from './evidence.ts';
import { listAged } from './freshness.ts';
import { deriveKinship } from './kinship.ts';
import type { AnswerEffect, Claim } from './ladder.ts';
import type { PartyRole, Rung } from './service.ts';

type DataShare = Extract<Rung, { means: 'data_share' }>;
type Commitment = Extract<Rung, { means: 'commitment' }>;

/** What an answer is read against. `subjects` are the roles of the persons that were asked about. */
export interface AskedOf {
  rung: DataShare;
  evidence: EvidenceType;
  subjects: readonly PartyRole[];
}

/**
 * What an answer does to its requirement. Total over every answer: what cannot be understood is never "confirmed".
 *
 * `no_record` goes down the ladder unless the evidence type is declared complete, whose reading then stands for it.
 * A source that is silent, or that answered nonsense or about somebody else, is asked again until its patience has
 * passed: faults of machines pass. Contested data, and a living person whom a department holds for dead, stop the
 * ladder for a person to look at. What is older than its evidence type lets anything be decided on is stale, whatever the
 * department calls it.
 */
export function readAnswer(asked: AskedOf, answer: Answer, now: Date): AnswerEffect {
  switch (answer.kind) {
    case 'confirmed':
      return readConfirmed(asked, answer, now);
    case 'contradicted':
      return { effect: 'stop', reason: 'contradicted' };
    case 'no_record':
      return readNoRecord(asked, answer, now);
    case 'ambiguous':
    case 'not_permitted':
      return { effect: 'lower', reason: answer.kind };
    case 'pending':
    case 'unavailable':
      return { effect: 'wait' };
  }
}

/** The value that a commitment establishes once the applicant has made it: what it says, and what it copies. */
export function readCommitment(rung: Commitment, claim: Claim): FactFields {
  return Object.fromEntries(
    Object.entries(rung.establishes).map(([name, value]): [string, FactValue] => [
      name,
      typeof value === 'object' ? (claim[value.claim] ?? null) : value,
    ]),
  );
}

type Told<K extends Answer['kind']> = Extract<Answer, { kind: K }>;

function readConfirmed(asked: AskedOf, answer: Told<'confirmed'>, now: Date): AnswerEffect {
  if (answer.flags.includes('disputed')) return { effect: 'stop', reason: 'disputed' };
  if (answer.flags.includes('deceased') && !asked.subjects.includes('deceased')) {
    return { effect: 'stop', reason: 'deceased' };
  }
  if (isStale(asked, answer, now)) return { effect: 'lower', reason: 'stale' };
  const fields = findFields(asked, answer.fields);
  return fields === undefined ? { effect: 'lower', reason: 'wrong' } : readFields(asked.rung, fields);
}

function isStale({ rung, evidence }: AskedOf, answer: Told<'confirmed' | 'no_record'>, now: Date): boolean {
  if (answer.flags.includes('stale')) return true;
  return listAged(evidence, rung.fields, answer, now).some(({ isBlocked }) => isBlocked);
}

/** No entry is only as good as the register is fresh. */
function readNoRecord(asked: AskedOf, answer: Told<'no_record'>, now: Date): AnswerEffect {
  const { rung, evidence } = asked;
  if (evidence.complete === null) return { effect: 'lower', reason: 'no_record' };
  if (isStale(asked, answer, now)) return { effect: 'lower', reason: 'stale' };
  const { reading } = evidence.complete;
  const value = Object.fromEntries(rung.fields.map((name) => [name, reading[name] ?? null]));
  return { effect: 'established', value };
}

function readFields(rung: DataShare, fields: FactFields): AnswerEffect {
  switch (rung.reading) {
    case 'plain':
      return { effect: 'established', value: fields };
    case 'kinship_household':
      return readHousehold(fields);
    case 'kinship_birth':
      return readBirth(fields);
    case 'kinship_marriage':
      return readMarriage(fields);
  }
}

/**
 * The marriage registers' last entry for the two. A divorce on record contradicts the application; divorces by a court
 * are not in these registers, so only a person may weigh other evidence against an entry.
 */
function readMarriage(fields: FactFields): AnswerEffect {
  switch (fields.state) {
    case 'MARRIED':
      return { effect: 'established', value: { relation: 'spouse', near: true, certainty: 'certain' } };
    case 'DIVORCED':
    case 'ANNULLED':
      return { effect: 'stop', reason: 'contradicted' };
    default:
      return { effect: 'lower', reason: 'wrong' };
  }
}

/** Two relations to the head of a household; only a kinship that the register leaves no doubt about is established. */
function readHousehold(fields: FactFields): AnswerEffect {
  const deceased = FamilyRelation.safeParse(fields.firstRelation);
  const applicant = FamilyRelation.safeParse(fields.secondRelation);
  if (!deceased.success || !applicant.success) return { effect: 'lower', reason: 'wrong' };
  const kinship = deriveKinship(deceased.data, applicant.data);
  if (kinship.certainty !== 'certain') return { effect: 'lower', reason: kinship.certainty };
  if (kinship.nearRelative === undefined) return { effect: 'lower', reason: 'ambiguous' };
  return {
    effect: 'established',
    value: { relation: kinship.relation, near: kinship.nearRelative, certainty: 'certain' },
  };
}

/** A certificate that names other parents proves nothing against adoption or an error: the next means is offered. */
function readBirth(fields: FactFields): AnswerEffect {
  if (fields.fatherIsDeceased !== true && fields.motherIsDeceased !== true) {
    return { effect: 'lower', reason: 'not_derivable' };
  }
  return { effect: 'established', value: { relation: 'child', near: true, certainty: 'certain' } };
}

/** The asked fields and no other, or undefined where one is missing or is not of its kind. */
function findFields({ rung, evidence }: AskedOf, fields: FactFields): FactFields | undefined {
  const found: Record<string, FactValue> = {};
  for (const name of rung.fields) {
    const field = evidence.fields.find((candidate) => candidate.name === name);
    const value = fields[name] ?? null;
    if (field === undefined || !fits(field, value)) return undefined;
    found[name] = value;
  }
  return found;
}

function fits(field: EvidenceField, value: FactValue): boolean {
  if (value === null) return field.optional;
  switch (field.kind) {
    case 'text':
      return typeof value === 'string';
    case 'code':
      return typeof value === 'string' && (field.codes === null || Object.hasOwn(field.codes, value));
    case 'date':
      return CivilDate.safeParse(value).success;
    case 'month':
      return CivilMonth.safeParse(value).success;
    case 'integer':
    case 'fen':
      return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
    case 'yes_no':
      return typeof value === 'boolean';
  }
}
