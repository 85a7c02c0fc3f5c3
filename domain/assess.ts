import type { FactFields } from './answer.ts';
import type { AssessedCriterion, Assessment, MissingParameter, UsedParameter } from './assessment.ts';
import { CivilDate } from './dates.ts';
import type { Texts } from './evidence.ts';
import { type ExplanationNode, explained } from './explanation.ts';
import { feelFact, feelParameter } from './fact-values.ts';
import { printDate } from './feel/date.ts';
import { evaluateFeel } from './feel/evaluate.ts';
import { FeelDate, type FeelValue, isNumber, needsOf, Unknown, unknown } from './feel/value.ts';
import type { Claim } from './ladder.ts';
import { fenFromYuan } from './money.ts';
import { evaluateRule, openCriteria, type Standing, type StandingOf } from './rule-tree.ts';
import { type CompiledAmount, type CompiledService, type CompiledStep, rootOf } from './rules.ts';

/** What one assessment knows. */
export interface AssessmentInput {
  /** By requirement: its established value, null where its ladder ended without one and the rules read that as null. */
  facts: Readonly<Record<string, FactFields | null | 'unknown'>>;
  claim: Claim;
  /** By criterion: what a member of staff has judged; it stands in place of what the facts say. */
  judged?: Readonly<Record<string, boolean>>;
  /** The figure of `key` that holds on a day, or null where none is published. */
  lookup: (key: string, on: CivilDate) => FoundParameter | null;
}

export interface FoundParameter {
  value: string;
  area: string;
  source: Texts;
  publishedOn: string | null;
}

interface Known {
  scope: Record<string, FeelValue>;
  explanations: Map<string, ExplanationNode>;
  used: UsedParameter[];
  missing: MissingParameter[];
}

/**
 * Assesses a case: each criterion, each amount, and exactly which unknown facts and figures can still change verdict,
 * amounts or payee. Deterministic and total over facts; more knowledge never changes what is settled. A criterion
 * that comes to neither true nor false (FEEL's null: its facts do not fit together) counts as unknown, never as failed.
 * @throws FeelLimitError if an expression of the definition runs away
 */
export function assess(service: CompiledService, input: AssessmentInput): Assessment {
  const known = resolve(service, input);
  const criteria = service.criteria.map((compiled) => {
    const { id } = compiled.criterion;
    const judged = input.judged?.[id];
    const value = judged ?? evaluateFeel(compiled.expression, known.scope);
    return { ...compiled, id, value, standing: standingOf(value), judged: judged !== undefined };
  });
  const standings = new Map(criteria.map(({ id, standing }) => [id, standing]));
  const standing: StandingOf = (id) => standings.get(id) ?? 'unknown';
  const verdict = evaluateRule(service.definition.rule, standing);
  const amounts = service.amounts.map((amount) => assessAmount(amount, known));

  const open = openCriteria(service.definition.rule, standing);
  const openCriteriaValues = criteria.filter(({ id }) => open.includes(id));
  const openAmounts = verdict === false ? [] : amounts.filter(({ fen }) => fen === 'unknown');
  const { role, accountFrom } = service.definition.payee;
  return {
    verdict,
    notApplicable: verdict === false ? findNotApplicable(service, standing) : null,
    criteria: criteria.map(({ id, standing: found, reads, fields, judged }): AssessedCriterion => {
      return { id, result: RESULT[`${found}`], reads: [...reads], fields: [...fields], judged };
    }),
    values: service.definition.values.flatMap(({ name }) => {
      const explanation = known.explanations.get(name);
      return explanation === undefined ? [] : [{ name, explanation }];
    }),
    amounts: amounts.map(({ value: _value, ...amount }) => amount),
    drafts: service.drafts
      .filter(({ when }) => evaluateFeel(when, known.scope) === true)
      .map(({ service: drafted }) => drafted),
    payee: { role, accountFrom },
    parameters: known.used,
    needs: {
      ...needsAmong([...openCriteriaValues, ...openAmounts], service, known.missing),
      criteria: settledIds(openCriteriaValues),
      amounts: settledIds(openAmounts),
    },
  };
}

/** One amount; its group counts unless the expression says plainly that it does not. */
function assessAmount({ id, expression, exclusive }: CompiledAmount, known: Known) {
  const { value, explanation } = explained(expression, known.scope);
  const counts = exclusive !== null && evaluateFeel(exclusive.when, known.scope) !== false;
  return { id, value, fen: fenOf(value), explanation, exclusive: counts ? exclusive.group : null };
}

/** Those that nothing more can be learnt about: every input is there, and the result is of no use. */
function settledIds(open: readonly { id: string; value: FeelValue }[]): string[] {
  return open.filter(({ value }) => needsOf(value).size === 0).map(({ id }) => id);
}

const RESULT = { true: 'holds', false: 'fails', unknown: 'unknown' } as const satisfies Record<
  `${Standing}`,
  AssessedCriterion['result']
>;

function resolve(service: CompiledService, input: AssessmentInput): Known {
  const scope: Record<string, FeelValue> = { claim: { ...emptyClaim(service), ...input.claim } };
  for (const [id, kinds] of Object.entries(service.fieldsOf)) {
    const fact = input.facts[id];
    if (fact === undefined || fact === 'unknown') scope[id] = unknown(id);
    else scope[id] = fact === null ? null : feelFact(fact, kinds);
  }
  const known: Known = { scope, explanations: new Map(), used: [], missing: [] };
  for (const step of service.steps) {
    const { value, explanation } = explained(step.expression, scope);
    if (step.kind === 'value') known.explanations.set(step.name, explanation);
    scope[step.name] = step.kind === 'value' ? value : lookUp(step, value, input, known);
  }
  return known;
}

/** Questions that the resident did not answer read as null. */
function emptyClaim(service: CompiledService): Record<string, FeelValue> {
  const fields = service.definition.pages.flatMap((page) => page.fields);
  return Object.fromEntries(fields.map(({ id }) => [id, null]));
}

function lookUp(
  { name, use }: Extract<CompiledStep, { kind: 'parameter' }>,
  on: FeelValue,
  input: AssessmentInput,
  known: Known,
): FeelValue {
  if (on instanceof Unknown) return on;
  const date = on instanceof FeelDate ? CivilDate.safeParse(printDate(on)).data : undefined;
  if (date === undefined) return null;
  const row = input.lookup(use.key, date);
  if (row === null) {
    known.missing.push({ name, key: use.key, on: date });
    return unknown(name);
  }
  const { value, area, source, publishedOn } = row;
  known.used.push({ name, key: use.key, on: date, value, area, source, publishedOn });
  return feelParameter(value);
}

function standingOf(value: FeelValue): Standing {
  return typeof value === 'boolean' ? value : 'unknown';
}

/** Whole fen of an amount in yuan; whatever is not that is unknown, for a person. */
function fenOf(value: FeelValue): number | 'unknown' {
  if (!isNumber(value) || value.compare(0) < 0) return 'unknown';
  try {
    return fenFromYuan(value);
  } catch (error) {
    if (error instanceof RangeError) return 'unknown';
    throw error;
  }
}

function needsAmong(
  open: readonly { value: FeelValue }[],
  service: CompiledService,
  missing: readonly MissingParameter[],
): { requirements: string[]; parameters: MissingParameter[] } {
  const roots = new Set(open.flatMap(({ value }) => [...needsOf(value)].map(rootOf)));
  return {
    requirements: service.definition.requirements.map(({ id }) => id).filter((id) => roots.has(id)),
    parameters: missing.filter(({ name }) => roots.has(name)),
  };
}

/**
 * The criterion by which the system may say "not applicable": the rule must fail by such criteria alone, whatever
 * those left to a person come to, so that a later answer can never turn it.
 */
function findNotApplicable(service: CompiledService, standing: StandingOf): string | null {
  const own = service.criteria
    .map(({ criterion }) => criterion)
    .filter((c) => c.whenFails === 'not_applicable');
  const ids = new Set(own.map(({ id }) => id));
  const alone = (id: string): Standing => (ids.has(id) ? standing(id) : 'unknown');
  if (evaluateRule(service.definition.rule, alone) !== false) return null;
  const failing = own.filter(({ id }) => standing(id) === false);
  const bearing = failing.find(({ id }) => {
    return (
      evaluateRule(service.definition.rule, (other) => (other === id ? 'unknown' : alone(other))) !== false
    );
  });
  return (bearing ?? failing[0] ?? own[0])?.id ?? null;
}
