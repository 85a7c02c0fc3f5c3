import { evidenceTypes } from '#catalogue/index.ts';
import { type AssessmentInput, assess } from '#domain/assess.ts';
import type { Assessment } from '#domain/assessment.ts';
import { initial } from '#domain/ladder.ts';
import { planWave } from '#domain/plan.ts';
import type { RequirementState } from '#domain/requirement.ts';
import { factsOf } from '#domain/requirement-facts.ts';
import { type CompiledService, compileService } from '#domain/rules.ts';
import { ServiceDefinition, type ServiceDocument } from '#domain/service.ts';

export type Facts = ServiceDocument['examples'][number]['facts'];
export type Figures = Readonly<Record<string, string>>;
export type States = Record<string, RequirementState>;

/** A document of the catalogue, ready to be assessed. */
export function compiled(document: ServiceDocument): CompiledService {
  return compileService(ServiceDefinition.parse(document), evidenceTypes);
}

/** The assessment of facts, as worked examples give them (`claim` among them), with figures by parameter name. */
export function assessed(service: CompiledService, facts: Facts, figures: Figures): Assessment {
  return assessedOf(service, statesOf(service, facts), facts, figures);
}

/** The amounts in fen, by id; those that are unknown are left out. */
export function amountsOf(assessment: Assessment): Record<string, number> {
  return Object.fromEntries(
    assessment.amounts.flatMap(({ id, fen }) => (typeof fen === 'number' ? [[id, fen]] : [])),
  );
}

/** What would be asked next: requirement and evidence. Facts that are left out have not been asked yet. */
export function askedNext(service: CompiledService, facts: Facts, figures: Figures): string[][] {
  const states = statesOf(service, facts);
  const assessment = assessedOf(service, states, facts, figures);
  return planWave(service, states, assessment, evidenceTypes).map(({ requirement, evidence }) => [
    requirement,
    evidence,
  ]);
}

function assessedOf(service: CompiledService, states: States, facts: Facts, figures: Figures): Assessment {
  const source = { 'zh-CN': '表', 'zh-TW': '表', en: 'table' };
  const lookup: AssessmentInput['lookup'] = (key) => {
    const use = service.definition.parameters.find((parameter) => parameter.key === key);
    const value = use === undefined ? undefined : figures[use.name];
    return value === undefined ? null : { value, area: '990100', source, publishedOn: null };
  };
  return assess(service, { facts: factsOf(service, states), claim: claimOf(facts), lookup });
}

function statesOf(service: CompiledService, facts: Facts): States {
  const claim = claimOf(facts);
  return Object.fromEntries(
    service.definition.requirements.map((requirement): [string, RequirementState] => {
      const fact = facts[requirement.id];
      if (fact === undefined) return [requirement.id, initial(requirement, claim)];
      if (fact === null) return [requirement.id, { kind: 'exhausted', reason: 'no_record' }];
      return [requirement.id, { kind: 'established', rung: 0, value: fact }];
    }),
  );
}

function claimOf(facts: Facts): Record<string, string> {
  return Object.fromEntries(Object.entries(facts.claim ?? {}).map(([id, answer]) => [id, String(answer)]));
}
