import type { FamilyRelation } from './codes/family-relation.ts';
import type { KinshipEvidence, Relationship } from './kinship.ts';

type Codes = readonly FamilyRelation[];

/** One line of the table: for every pair of these codes, what the claimant is to the deceased. */
export type Reading = {
  deceased: Codes;
  claimant: Codes;
  reading:
    | { certainty: 'certain' | 'likely'; relation: Relationship; confirmBy?: KinshipEvidence }
    | { certainty: 'ambiguous'; candidates: readonly Relationship[]; confirmBy: KinshipEvidence };
};

const HEAD: Codes = ['02'];
const SPOUSE: Codes = ['10', '11', '12'];
const CHILD: Codes = [
  ...(['20', '21', '22', '23', '24', '25', '26', '29'] as const),
  ...(['30', '31', '32', '33', '34', '35', '36', '39'] as const),
];
const STEP_CHILD: Codes = ['27', '37'];
const CHILD_IN_LAW: Codes = ['28', '38'];
const GRANDCHILD: Codes = ['41', '42', '43', '44'];
const PARENT: Codes = ['51', '52'];
const PARENT_IN_LAW: Codes = ['53', '54', '55', '56'];
const STEP_PARENT: Codes = ['57', '58'];
const GRANDPARENT: Codes = ['61', '62', '63', '64'];
const SIBLING: Codes = ['70', '71', '73', '75', '77', '79'];

const certain = (relation: Relationship): Reading['reading'] => ({ certainty: 'certain', relation });
const likely = (relation: Relationship, confirmBy: KinshipEvidence): Reading['reading'] => ({
  certainty: 'likely',
  relation,
  confirmBy,
});
const ambiguous = (candidates: readonly Relationship[], confirmBy: KinshipEvidence): Reading['reading'] => ({
  certainty: 'ambiguous',
  candidates,
  confirmBy,
});

/** The head's own relations: here the code (GB/T 4761-2008) states the pair itself. */
const WITH_HEAD: readonly Reading[] = [
  { deceased: HEAD, claimant: SPOUSE, reading: likely('spouse', 'E-MAR') },
  { deceased: HEAD, claimant: CHILD, reading: certain('child') },
  { deceased: HEAD, claimant: STEP_CHILD, reading: ambiguous(['step_or_adopted_child'], 'E-ADO') },
  { deceased: HEAD, claimant: CHILD_IN_LAW, reading: certain('child_in_law') },
  { deceased: HEAD, claimant: GRANDCHILD, reading: certain('grandchild') },
  { deceased: HEAD, claimant: PARENT, reading: certain('parent') },
  { deceased: HEAD, claimant: PARENT_IN_LAW, reading: certain('parent_in_law') },
  { deceased: HEAD, claimant: STEP_PARENT, reading: ambiguous(['step_or_adoptive_parent'], 'E-ADO') },
  { deceased: HEAD, claimant: GRANDPARENT, reading: certain('grandparent') },
  { deceased: HEAD, claimant: SIBLING, reading: certain('sibling') },
];

/** Two members who are both related to the head: the pair is a conclusion, and never certain. */
const BETWEEN_MEMBERS: readonly Reading[] = [
  {
    deceased: SPOUSE,
    claimant: [...CHILD, ...STEP_CHILD],
    reading: ambiguous(['child', 'step_or_adopted_child'], 'E-BIR'),
  },
  { deceased: ['51'], claimant: ['52'], reading: likely('spouse', 'E-MAR') },
  { deceased: PARENT, claimant: SIBLING, reading: likely('child', 'E-BIR') },
  { deceased: PARENT, claimant: CHILD, reading: likely('grandchild', 'E-BIR') },
  { deceased: PARENT, claimant: STEP_CHILD, reading: ambiguous(['grandchild', 'other_relative'], 'E-ADO') },
  // A grandchild of the head is a child of some child of the head, not of this one: it may be a nephew or niece.
  {
    deceased: [...CHILD, ...STEP_CHILD, ...CHILD_IN_LAW],
    claimant: ['40', ...GRANDCHILD, '49'],
    reading: ambiguous(['child', 'other_relative'], 'E-BIR'),
  },
  {
    deceased: [...CHILD, ...STEP_CHILD, ...CHILD_IN_LAW],
    claimant: ['45', '46'],
    reading: ambiguous(['child_in_law', 'other_relative'], 'E-BIR'),
  },
  {
    deceased: [...CHILD, ...STEP_CHILD, ...CHILD_IN_LAW],
    claimant: ['47', '48'],
    reading: ambiguous(['grandchild', 'other_relative'], 'E-BIR'),
  },
  { deceased: CHILD, claimant: CHILD, reading: likely('sibling', 'E-BIR') },
  {
    deceased: [...CHILD, ...STEP_CHILD],
    claimant: STEP_CHILD,
    reading: ambiguous(['sibling', 'other_relative'], 'E-ADO'),
  },
  {
    deceased: [...CHILD, ...STEP_CHILD],
    claimant: CHILD_IN_LAW,
    reading: ambiguous(['spouse', 'other_relative'], 'E-MAR'),
  },
];

/** Each pair stands once, in one direction; the other direction is its mirror image. */
export const READINGS: readonly Reading[] = [...WITH_HEAD, ...BETWEEN_MEMBERS];
