import * as fc from 'fast-check';
import type { FactFields } from '../answer.ts';
import { EvidenceType } from '../evidence.ts';
import { type CompiledService, compileService } from '../rules.ts';
import { type Rule, ServiceDefinition, type ServiceDocument } from '../service.ts';

/** Made-up services for tests: every requirement has two fields, and every criterion reads a requirement of its own. */
const words = (text: string) => ({ 'zh-CN': text, 'zh-TW': text, en: text });

type RequirementDocument = ServiceDocument['requirements'][number];
type RungDocument = RequirementDocument['ladder'][number];

export interface SmallRequirement {
  rungs: readonly { held: 'scarce' | 'sensitive' | null }[];
  commitment: boolean;
  readsNullOn: readonly ('no_record' | 'unavailable')[];
  expression: string;
  whenFails: 'not_applicable' | 'person' | 'amount';
}

export interface SmallService {
  service: CompiledService;
  evidenceTypes: EvidenceType[];
}

/** Requirements are r0, r1, …; criteria c0, c1, … read one each; those of kind `amount` are read by an amount instead. */
export function smallService(
  requirements: readonly SmallRequirement[],
  ruleOf: (criteria: string[]) => Rule,
  over: Partial<ServiceDocument> = {},
): SmallService {
  const evidenceTypes = requirements.flatMap((requirement, index) =>
    requirement.rungs.map(({ held }, rung) => evidenceType(codeOf(index, rung), held)),
  );
  const indexed = requirements.map((requirement, index) => ({ ...requirement, index }));
  const judged = indexed.filter(({ whenFails }) => whenFails !== 'amount');
  const criteria = judged.map(({ expression, whenFails, index }) => ({
    id: `c${index}`,
    clause: words('clause'),
    statement: words('statement'),
    expression: expression.replaceAll('r.', `r${index}.`),
    whenFails: whenFails === 'not_applicable' ? whenFails : ('person' as const),
    message: words('message'),
  }));
  const amounts = indexed
    .filter(({ whenFails }) => whenFails === 'amount')
    .map(({ index }) => ({
      id: `a${index}`,
      label: words('amount'),
      expression: `if r${index}.yes then 1.25 else 2`,
      clause: words('clause'),
    }));
  const definition = ServiceDefinition.parse({
    ...FRAME,
    requirements: requirements.map(requirementDocument),
    criteria,
    rule: ruleOf(criteria.map(({ id }) => id)),
    amounts,
    ...over,
  } satisfies ServiceDocument);
  return { service: compileService(definition, evidenceTypes), evidenceTypes };
}

const EXPRESSIONS = [
  'r.yes',
  'not(r.yes)',
  'r.count > 2',
  'r.yes and r.count > 2',
  'if r.yes then r.count > 2 else true',
];

/** Two to four requirements in a rule that names every criterion once, below all, any and not. */
export const smallServices: fc.Arbitrary<SmallService> = fc
  .tuple(
    fc.array(
      fc.record({
        rungs: fc.array(fc.record({ held: fc.constantFrom(null, null, 'scarce', 'sensitive') }), {
          minLength: 1,
          maxLength: 3,
        }),
        commitment: fc.boolean(),
        readsNullOn: fc.constantFrom(
          [],
          ['no_record' as const],
          ['no_record' as const, 'unavailable' as const],
        ),
        expression: fc.constantFrom(...EXPRESSIONS),
        whenFails: fc.constantFrom('person', 'not_applicable', 'amount'),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    fc.array(fc.constantFrom('all', 'any', 'not'), { minLength: 8, maxLength: 8 }),
  )
  .map(([requirements, shape]) => {
    const judged: SmallRequirement = {
      rungs: [{ held: null }],
      commitment: false,
      readsNullOn: [],
      expression: 'r.yes',
      whenFails: 'person',
    };
    return smallService([judged, ...requirements], (criteria) => tree(criteria, shape));
  });

/** The values that a requirement of a small service can take. */
export const POSSIBLE_FACTS: readonly FactFields[] = [
  { yes: true, count: 1 },
  { yes: true, count: 3 },
  { yes: false, count: 1 },
  { yes: false, count: 3 },
];

function tree(criteria: readonly string[], shape: readonly string[]): Rule {
  const [kind, ...rest] = shape;
  const [first] = criteria;
  if (first === undefined) throw new RangeError('a rule names at least one criterion');
  if (kind === 'not') return { not: tree(criteria, rest) };
  if (criteria.length === 1 || kind === undefined)
    return kind === 'any' ? { any: [{ criterion: first }] } : leaves(criteria);
  const half = Math.ceil(criteria.length / 2);
  const parts = [tree(criteria.slice(0, half), rest), tree(criteria.slice(half), rest.toReversed())];
  return kind === 'any' ? { any: parts } : { all: parts };
}

function leaves(criteria: readonly string[]): Rule {
  return { all: criteria.map((criterion) => ({ criterion })) };
}

/** Codes hold letters only. */
function codeOf(requirement: number, rung: number): string {
  return `E-${'ABCDEFGH'[requirement]}-${'ABCDEFGH'[rung]}`;
}

function evidenceType(code: string, held: 'scarce' | 'sensitive' | null): EvidenceType {
  return EvidenceType.parse({
    code,
    title: words(code),
    department: words('department'),
    subjects: 1,
    held,
    connectors: ['somewhere'],
    fields: [
      { name: 'yes', kind: 'yes_no', label: words('yes') },
      { name: 'count', kind: 'integer', label: words('count') },
    ],
  });
}

function requirementDocument(
  { rungs, commitment, readsNullOn }: SmallRequirement,
  index: number,
): RequirementDocument {
  const shares = rungs.map((_, rung): RungDocument => {
    return {
      means: 'data_share',
      evidence: codeOf(index, rung),
      fields: ['yes', 'count'],
      patienceMinutes: 5,
    };
  });
  const promise: RungDocument = {
    means: 'commitment',
    textVersion: 'v1',
    statement: words('statement'),
    duty: words('duty'),
    consequence: words('consequence'),
    establishes: { yes: true },
  };
  return {
    id: `r${index}`,
    title: words('requirement'),
    subjects: ['applicant'],
    purpose: words('purpose'),
    legalBasis: { citation: 'clause', kind: 'STATUTORY_DUTY' },
    ladder: commitment ? [...shares, promise] : shares,
    readsNullOn: [...readsNullOn],
    paperSpared: null,
  };
}

const FRAME: Omit<ServiceDocument, 'requirements' | 'criteria' | 'rule' | 'amounts'> = {
  id: 'small',
  version: 1,
  engine: 1,
  validFrom: '2026-01-01',
  title: words('title'),
  shortTitle: words('title'),
  summary: words('summary'),
  whoFor: words('who'),
  pays: words('what'),
  counter: words('where'),
  roles: ['applicant'],
  persons: [],
  benefit: 'small',
  pages: [
    {
      id: 'account',
      title: words('account'),
      reason: words('reason'),
      fields: [{ id: 'account', kind: 'bank_card', label: words('account'), hint: null }],
      help: null,
    },
  ],
  parameters: [],
  values: [],
  payee: { role: 'applicant', accountFrom: 'account' },
  decision: { mode: 'system', amountLimitFen: 10_000 },
  timeLimit: { workingDays: 5, basis: words('basis') },
  payWithinWorkingDays: 3,
  appeal: words('appeal'),
  examples: [
    {
      title: 'nothing known',
      source: 'none',
      facts: {},
      parameters: {},
      expect: { kind: 'open', needs: ['r0'] },
    },
  ],
};
