import { z } from 'zod';
import type { FamilyRelation } from './codes/family-relation.ts';
import { READINGS, type Reading } from './kinship-readings.ts';

/** What the claimant is to the deceased. */
export const Relationship = z.enum([
  'spouse',
  'child',
  'step_or_adopted_child',
  'parent',
  'step_or_adoptive_parent',
  'sibling',
  'grandparent',
  'grandchild',
  'child_in_law',
  'parent_in_law',
  'other_relative',
  'unrelated',
]);
export type Relationship = z.infer<typeof Relationship>;

/** The evidence type that can settle what a household register leaves open: marriage, birth, adoption. */
export type KinshipEvidence = 'E-MAR' | 'E-BIR' | 'E-ADO';

/**
 * What is known of a pair (deceased, claimant). An ambiguous kinship has no relation, only candidates, so that
 * nobody takes the first of them for the answer. `nearRelative` is undefined where it is not settled.
 */
export type Kinship =
  | {
      certainty: 'certain' | 'likely';
      relation: Relationship;
      nearRelative: boolean | undefined;
      confirmBy?: KinshipEvidence;
    }
  | {
      certainty: 'ambiguous';
      relation: undefined;
      candidates: readonly Relationship[];
      nearRelative: boolean | undefined;
      confirmBy: KinshipEvidence;
    }
  | { certainty: 'not_derivable'; relation: undefined; nearRelative: undefined };

const NOT_DERIVABLE: Kinship = { certainty: 'not_derivable', relation: undefined, nearRelative: undefined };

/**
 * Whether each kind is 近亲属 (民法典第一千零四十五条: 配偶, 父母, 子女, 兄弟姐妹, 祖父母, 外祖父母, 孙子女,
 * 外孙子女). Adoption counts like birth (第一千一百一十一条), step-parenthood only with upbringing
 * (第一千零七十二条), so where the register does not tell the two apart it is undefined.
 */
const NEAR_RELATIVE = {
  spouse: true,
  child: true,
  step_or_adopted_child: undefined,
  parent: true,
  step_or_adoptive_parent: undefined,
  sibling: true,
  grandparent: true,
  grandchild: true,
  child_in_law: false,
  parent_in_law: false,
  other_relative: false,
  unrelated: false,
} as const satisfies Record<Relationship, boolean | undefined>;

/** What the deceased is to the claimant, for each thing that the claimant can be to the deceased. */
const INVERSE = {
  spouse: 'spouse',
  child: 'parent',
  step_or_adopted_child: 'step_or_adoptive_parent',
  parent: 'child',
  step_or_adoptive_parent: 'step_or_adopted_child',
  sibling: 'sibling',
  grandparent: 'grandchild',
  grandchild: 'grandparent',
  child_in_law: 'parent_in_law',
  parent_in_law: 'child_in_law',
  other_relative: 'other_relative',
  unrelated: 'unrelated',
} as const satisfies Record<Relationship, Relationship>;

/** Whether the relation makes a 近亲属; undefined where it depends on adoption or upbringing. */
export function isNearRelative(relation: Relationship): boolean | undefined {
  return NEAR_RELATIVE[relation];
}

/** The same pair seen from the other side. */
export function inverseOf(relation: Relationship): Relationship {
  return INVERSE[relation];
}

/**
 * Derives a pair from what one household register says of both to its head. A pair that cannot be derived says
 * nothing: a missing record is never proof that there is no kinship.
 */
export function deriveKinship(deceased: FamilyRelation, claimant: FamilyRelation): Kinship {
  const stated = findReading(deceased, claimant);
  if (stated !== undefined) return kinshipOf(stated, (relation) => relation);
  const mirrored = findReading(claimant, deceased);
  return mirrored === undefined ? NOT_DERIVABLE : kinshipOf(mirrored, inverseOf);
}

function findReading(deceased: FamilyRelation, claimant: FamilyRelation): Reading | undefined {
  return READINGS.find((row) => row.deceased.includes(deceased) && row.claimant.includes(claimant));
}

function kinshipOf({ reading }: Reading, seen: (relation: Relationship) => Relationship): Kinship {
  if (reading.certainty !== 'ambiguous') {
    const relation = seen(reading.relation);
    return { ...reading, relation, nearRelative: isNearRelative(relation) };
  }
  const candidates = reading.candidates.map(seen);
  const [near, ...others] = new Set(candidates.map(isNearRelative));
  return {
    ...reading,
    relation: undefined,
    candidates,
    nearRelative: others.length === 0 ? near : undefined,
  };
}
