import { type AssessmentInput, assess } from './assess.ts';
import { outcomeOf } from './outcome.ts';
import type { RequirementState } from './requirement.ts';
import type { CompiledService } from './rules.ts';
import type { WorkedExample } from './service.ts';

/** What a worked example came to, in the shape in which it says what it expects. */
export type ExampleResult = WorkedExample['expect'];

/**
 * Runs one worked example of a definition. Facts that it leaves out are unknown, figures that it leaves out are not
 * published; `claim` among the facts stands for the resident's answers.
 */
export function runExample(service: CompiledService, example: WorkedExample): ExampleResult {
  const { definition } = service;
  const states = Object.fromEntries(
    definition.requirements.map(({ id }) => [id, stateOf(example.facts[id])]),
  );
  const facts = Object.fromEntries(
    definition.requirements.map(({ id }): [string, AssessmentInput['facts'][string]] => {
      const fact = example.facts[id];
      return [id, fact === undefined ? 'unknown' : fact];
    }),
  );
  const assessment = assess(service, { facts, claim: claimOf(example), lookup: lookupOf(service, example) });
  const outcome = outcomeOf(assessment, states);
  const missing = [...assessment.needs.requirements, ...assessment.needs.parameters.map(({ name }) => name)];
  if (outcome === null || (missing.length > 0 && outcome.kind === 'undecided')) {
    return { kind: 'open', needs: missing };
  }
  if (outcome.kind === 'granted') {
    return {
      kind: 'granted',
      amountsFen: Object.fromEntries(outcome.amounts.map(({ id, fen }) => [id, fen])),
    };
  }
  if (outcome.kind === 'not_applicable') return outcome;
  const [need] = outcome.needs;
  return { kind: 'person', criterion: need?.kind === 'criterion' ? need.id : null };
}

function stateOf(fact: WorkedExample['facts'][string] | undefined): RequirementState {
  if (fact === undefined) return { kind: 'open', rung: 0 };
  if (fact === null) return { kind: 'exhausted', reason: 'no_record' };
  return { kind: 'established', rung: 0, value: fact };
}

function claimOf(example: WorkedExample): Record<string, string> {
  const entries = Object.entries(example.facts.claim ?? {});
  return Object.fromEntries(entries.map(([id, answer]) => [id, String(answer)]));
}

function lookupOf(service: CompiledService, example: WorkedExample): AssessmentInput['lookup'] {
  return (key) => {
    const use = service.definition.parameters.find((parameter) => parameter.key === key);
    const value = use === undefined ? undefined : example.parameters[use.name];
    if (value === undefined) return null;
    const source = { 'zh-CN': example.source, 'zh-TW': example.source, en: example.source };
    return { value, area: 'example', source, publishedOn: null };
  };
}
