import { DefinitionError } from './definition-error.ts';
import { claimFields, type FieldKinds, fieldsOf } from './definition-names.ts';
import type { EvidenceType } from './evidence.ts';
import { namesIn } from './feel/names.ts';
import { type FeelExpression, parseFeel } from './feel/parse.ts';
import { criteriaIn } from './rule-tree.ts';
import type { Criterion, ParameterUse, ServiceDefinition } from './service.ts';

/** A named value or a parameter, in an order in which each finds what it reads. */
export type CompiledStep =
  | { kind: 'value'; name: string; expression: FeelExpression }
  | { kind: 'parameter'; name: string; use: ParameterUse; expression: FeelExpression };

export interface CompiledCriterion {
  criterion: Criterion;
  expression: FeelExpression;
  /** Paths of facts and answers, through named values and parameters too. */
  fields: readonly string[];
  /** The requirements among them. */
  reads: readonly string[];
}

/** A service definition whose expressions are parsed and whose names are known to mean something. */
export interface CompiledService {
  definition: ServiceDefinition;
  fieldsOf: Readonly<Record<string, FieldKinds>>;
  steps: readonly CompiledStep[];
  criteria: readonly CompiledCriterion[];
  amounts: readonly CompiledAmount[];
  drafts: readonly { service: string; when: FeelExpression }[];
}

export interface CompiledAmount {
  id: string;
  expression: FeelExpression;
  exclusive: { group: string; when: FeelExpression } | null;
}

/**
 * Parses every expression of a definition once and checks every name in it against the requirements' fields, the
 * form's questions, the values and the parameters.
 * @throws DefinitionError that names the place in the document
 */
export function compileService(
  definition: ServiceDefinition,
  evidenceTypes: readonly EvidenceType[],
): CompiledService {
  const fields = Object.fromEntries(
    definition.requirements.map((requirement) => [requirement.id, fieldsOf(requirement, evidenceTypes)]),
  );
  const names = uniqueNames(definition);
  const parse = (place: string, source: string) => parseAt(place, source, names, fields, definition);

  const unordered: CompiledStep[] = [
    ...definition.parameters.map((use): CompiledStep => {
      return {
        kind: 'parameter',
        name: use.name,
        use,
        expression: parse(`parameters.${use.name}.on`, use.on),
      };
    }),
    ...definition.values.map((value): CompiledStep => {
      return { kind: 'value', name: value.name, expression: parse(`values.${value.name}`, value.expression) };
    }),
  ];
  const steps = inOrder(unordered);
  const fieldsThrough = closure(steps);
  const criteria = definition.criteria.map((criterion): CompiledCriterion => {
    const expression = parse(`criteria.${criterion.id}`, criterion.expression);
    const paths = fieldsThrough(expression);
    const reads = [...new Set(paths.map(rootOf))].filter((root) => root !== 'claim');
    return { criterion, expression, fields: paths, reads };
  });
  checkRule(definition);
  checkForm(definition);
  checkAskFirst(definition);
  const amounts = definition.amounts.map(({ id, expression, exclusive }): CompiledAmount => {
    const place = `amounts.${id}`;
    const group = exclusive && { group: exclusive.group, when: parse(`${place}.exclusive`, exclusive.when) };
    return { id, expression: parse(place, expression), exclusive: group };
  });
  const drafts = definition.drafts.map(({ service, when }) => {
    return { service, when: parse(`drafts.${service}`, when) };
  });
  return { definition, fieldsOf: fields, steps, criteria, amounts, drafts };
}

/** The first part of a path: the name that a requirement, value or parameter has in the expressions. */
export function rootOf(path: string): string {
  return path.split('.')[0] ?? path;
}

function uniqueNames(definition: ServiceDefinition): string[] {
  const names = [
    'claim',
    ...definition.requirements.map((requirement) => requirement.id),
    ...definition.parameters.map((parameter) => parameter.name),
    ...definition.values.map((value) => value.name),
  ];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new DefinitionError(twice, 'two things have this name');
  return names;
}

function parseAt(
  place: string,
  source: string,
  names: readonly string[],
  fields: Readonly<Record<string, FieldKinds>>,
  definition: ServiceDefinition,
): FeelExpression {
  let expression: FeelExpression;
  try {
    expression = parseFeel(source, names);
  } catch (error) {
    throw new DefinitionError(place, error instanceof Error ? error.message : 'does not parse', {
      cause: error,
    });
  }
  const questions = claimFields(definition);
  for (const path of namesIn(expression)) {
    const [root = '', field] = path.split('.');
    const known = root === 'claim' ? questions : new Set(Object.keys(fields[root] ?? {}));
    const hasFields = root === 'claim' || fields[root] !== undefined;
    if (hasFields && field !== undefined && !known.has(field)) {
      throw new DefinitionError(place, `${root} has no ${field}`);
    }
  }
  return expression;
}

/** Values and parameters may read one another, in whatever order they are written, but not in a circle. */
function inOrder(steps: readonly CompiledStep[]): CompiledStep[] {
  const ordered: CompiledStep[] = [];
  const visiting = new Set<string>();
  const byName = new Map(steps.map((step) => [step.name, step]));
  const visit = (step: CompiledStep) => {
    if (ordered.includes(step)) return;
    if (visiting.has(step.name)) throw new DefinitionError(step.name, 'reads itself in a circle');
    visiting.add(step.name);
    for (const path of namesIn(step.expression)) {
      const below = byName.get(rootOf(path));
      if (below !== undefined) visit(below);
    }
    ordered.push(step);
  };
  for (const step of steps) visit(step);
  return ordered;
}

/**
 * The fields of facts and answers that an expression rests on, followed through the values and parameters in it. A
 * requirement without a field is one that is only asked whether it is there.
 */
function closure(steps: readonly CompiledStep[]): (expression: FeelExpression) => string[] {
  const known = new Map<string, readonly string[]>();
  const through = (expression: FeelExpression): string[] => [
    ...new Set([...namesIn(expression)].flatMap((path) => known.get(rootOf(path)) ?? [fieldOf(path)])),
  ];
  for (const step of steps) known.set(step.name, through(step.expression));
  return through;
}

/** `certificate.deathDate` of `certificate.deathDate.year`. */
function fieldOf(path: string): string {
  return path.split('.').slice(0, 2).join('.');
}

function checkRule(definition: ServiceDefinition): void {
  const ids = definition.criteria.map((criterion) => criterion.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new DefinitionError(`criteria.${twice}`, 'two criteria have this id');
  const named = criteriaIn(definition.rule);
  const missing = named.find((id) => !ids.includes(id));
  if (missing !== undefined) throw new DefinitionError('rule', `no criterion ${missing}`);
  const idle = ids.find((id) => !named.includes(id));
  if (idle !== undefined) throw new DefinitionError(`criteria.${idle}`, 'the rule does not use it');
}

function checkAskFirst(definition: ServiceDefinition): void {
  const missing = definition.askFirst.find((id) => !definition.requirements.some((each) => each.id === id));
  if (missing !== undefined) throw new DefinitionError('askFirst', `no requirement ${missing}`);
}

/** What is taken from the resident's answers without an expression: payee account, verified values, commitments. */
function checkForm(definition: ServiceDefinition): void {
  const questions = claimFields(definition);
  const check = (place: string, question: string) => {
    if (!questions.has(question)) throw new DefinitionError(place, `the form does not ask ${question}`);
  };
  check('payee.accountFrom', definition.payee.accountFrom);
  for (const { role, nameFrom, idNumberFrom } of definition.persons) {
    check(`persons.${role}`, nameFrom);
    check(`persons.${role}`, idNumberFrom);
  }
  for (const requirement of definition.requirements) {
    const place = `requirements.${requirement.id}`;
    for (const question of Object.values(requirement.given)) check(`${place}.given`, question);
    for (const rung of requirement.ladder) {
      if (rung.onlyFor !== null) check(`${place}.onlyFor`, rung.onlyFor.claim);
      if (rung.means !== 'commitment') continue;
      for (const value of Object.values(rung.establishes)) {
        if (typeof value === 'object') check(`${place}.establishes`, value.claim);
      }
    }
  }
}
