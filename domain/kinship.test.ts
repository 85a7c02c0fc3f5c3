import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FAMILY_RELATIONS, FamilyRelation } from './codes/family-relation.ts';
import { deriveKinship, inverseOf, isNearRelative, type Kinship, Relationship } from './kinship.ts';

const codes = fc.constantFrom(...FamilyRelation.options);
const allOf = (...numbers: string[]) => numbers.map((number) => FamilyRelation.parse(number));
const CHILDREN = allOf(
  ...['20', '21', '22', '23', '24', '25', '26', '29', '30', '31', '32', '33', '34', '35', '36', '39'],
);
const SPOUSES = allOf('10', '11', '12');
const HEAD = allOf('02');
const PARENTS = allOf('51', '52');
const SIBLINGS = allOf('70', '71', '73', '75', '77', '79');

const certain = (relation: Relationship): Partial<Kinship> => ({ certainty: 'certain', relation });
const likely = (relation: Relationship, confirmBy: 'E-MAR' | 'E-BIR'): Partial<Kinship> => ({
  certainty: 'likely',
  relation,
  confirmBy,
});
const ambiguous = (confirmBy: 'E-BIR' | 'E-ADO', ...candidates: Relationship[]): Partial<Kinship> => ({
  certainty: 'ambiguous',
  relation: undefined,
  candidates,
  confirmBy,
});
const near = { nearRelative: true };
const notNear = { nearRelative: false };
const open = { nearRelative: undefined };

describe('a household register', () => {
  test.each([
    ['head', 'spouse', HEAD, SPOUSES, { ...likely('spouse', 'E-MAR'), ...near }],
    ['head', 'child', HEAD, CHILDREN, { ...certain('child'), ...near }],
    [
      'head',
      'step or adopted',
      HEAD,
      allOf('27', '37'),
      { ...ambiguous('E-ADO', 'step_or_adopted_child'), ...open },
    ],
    ['head', 'child-in-law', HEAD, allOf('28', '38'), { ...certain('child_in_law'), ...notNear }],
    ['head', 'parent', HEAD, PARENTS, { ...certain('parent'), ...near }],
    [
      'head',
      'parent-in-law',
      HEAD,
      allOf('53', '54', '55', '56'),
      { ...certain('parent_in_law'), ...notNear },
    ],
    ['head', 'sibling', HEAD, SIBLINGS, { ...certain('sibling'), ...near }],
    ['head', 'grandchild', HEAD, allOf('41', '42', '43', '44'), { ...certain('grandchild'), ...near }],
    ['spouse', 'head', SPOUSES, HEAD, { ...likely('spouse', 'E-MAR'), ...near }],
    [
      'spouse',
      'child',
      SPOUSES,
      CHILDREN,
      { ...ambiguous('E-BIR', 'child', 'step_or_adopted_child'), ...open },
    ],
    ['parent', 'head', PARENTS, HEAD, { ...certain('child'), ...near }],
    ['father', 'mother', allOf('51'), allOf('52'), { ...likely('spouse', 'E-MAR'), ...near }],
    ['parent', 'sibling', PARENTS, SIBLINGS, { ...likely('child', 'E-BIR'), ...near }],
    ['parent', 'child', PARENTS, CHILDREN, { ...likely('grandchild', 'E-BIR'), ...near }],
    ['child', 'head', CHILDREN, HEAD, { ...certain('parent'), ...near }],
    [
      'child',
      'spouse',
      CHILDREN,
      allOf('10'),
      { ...ambiguous('E-BIR', 'parent', 'step_or_adoptive_parent'), ...open },
    ],
    [
      'child',
      'grandchild, who may be a nephew',
      CHILDREN,
      allOf('40', '41', '42', '43', '44', '49'),
      { ...ambiguous('E-BIR', 'child', 'other_relative'), ...open },
    ],
    ['child', 'child', CHILDREN, CHILDREN, { ...likely('sibling', 'E-BIR'), ...near }],
  ])('with the %s dead reads a claiming %s by the table', (_dead, _claims, deceased, claimants, expected) => {
    for (const dead of deceased) {
      for (const claimant of claimants) {
        expect({ dead, claimant, ...deriveKinship(dead, claimant) }).toEqual({ dead, claimant, ...expected });
      }
    }
  });

  test.each([
    ['the head and a relative of no named kind', '02', '97'],
    ['the head and a lodger', '02', '99'],
    ['the head and an uncle', '02', '81'],
    ['a child and a lodger', '21', '99'],
    ["the head and a sibling's spouse", '02', '72'],
    ["a parent and a sibling's spouse", '51', '76'],
    ['two sons-in-law', '28', '28'],
    ['two heads', '02', '02'],
    ['parents and parents-in-law', '51', '55'],
  ])('says nothing about %s', (_pair, dead, claimant) => {
    const kinship = deriveKinship(FamilyRelation.parse(dead), FamilyRelation.parse(claimant));
    expect(kinship).toEqual({ certainty: 'not_derivable', relation: undefined, nearRelative: undefined });
  });

  test.each([
    ['27', '02', 'step_or_adoptive_parent'],
    ['21', '38', 'spouse'],
    ['51', '27', 'grandchild'],
    ['22', '37', 'sibling'],
    ['21', '45', 'child_in_law'],
  ] as const)('never takes %s and %s for the nearer of two readings', (dead, claimant, candidate) => {
    const kinship = deriveKinship(dead, claimant);
    expect(kinship).toMatchObject({ certainty: 'ambiguous', relation: undefined });
    expect(kinship.certainty === 'ambiguous' && kinship.candidates.includes(candidate)).toBe(true);
  });

  test('is certain only where one of the two is the head', () => {
    fc.assert(
      fc.property(codes, codes, (dead, claimant) => {
        const { certainty } = deriveKinship(dead, claimant);
        expect(certainty !== 'certain' || dead === '02' || claimant === '02').toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('reads every pair alike from both sides', () => {
    for (const a of FamilyRelation.options) {
      for (const b of FamilyRelation.options) {
        const [one, other] = [deriveKinship(a, b), deriveKinship(b, a)];
        expect(other.certainty).toBe(one.certainty);
        expect(other.nearRelative).toBe(one.nearRelative);
        expect(other.relation).toBe(one.relation && inverseOf(one.relation));
      }
    }
  });

  test('settles nearness where all readings agree', () => {
    expect(deriveKinship('21', '45')).toMatchObject({ certainty: 'ambiguous', nearRelative: false });
  });
});

describe('near relatives', () => {
  test('are the eight of the Civil Code, with paternal and maternal lines under one name', () => {
    const near = Relationship.options.filter((relation) => isNearRelative(relation) === true);
    expect(near.toSorted()).toEqual(['child', 'grandchild', 'grandparent', 'parent', 'sibling', 'spouse']);
  });

  test('are never in-laws', () => {
    expect(isNearRelative('child_in_law')).toBe(false);
    expect(isNearRelative('parent_in_law')).toBe(false);
  });

  test('are as near from the other side', () => {
    for (const relation of Relationship.options) {
      expect(isNearRelative(inverseOf(relation))).toBe(isNearRelative(relation));
      expect(inverseOf(inverseOf(relation))).toBe(relation);
    }
  });
});

describe('the codes of GB/T 4761', () => {
  test('are two digits with a label each', () => {
    expect(FamilyRelation.options).toHaveLength(84);
    expect(FamilyRelation.safeParse('98').success).toBe(false);
    expect(FAMILY_RELATIONS['02']).toBe('户主');
    expect(FAMILY_RELATIONS['38']).toBe('儿媳');
  });
});
