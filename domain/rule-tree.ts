import type { Rule } from './service.ts';

/** What is known of a criterion or of a rule: it holds, it fails, or too little is known to say. */
export type Standing = boolean | 'unknown';

export type StandingOf = (criterion: string) => Standing;

/** The rule's value in three-valued logic (Kleene): it settles as soon as what is unknown can no longer change it. */
export function evaluateRule(rule: Rule, standing: StandingOf): Standing {
  if ('criterion' in rule) return standing(rule.criterion);
  if ('not' in rule) {
    const inner = evaluateRule(rule.not, standing);
    return inner === 'unknown' ? inner : !inner;
  }
  const settling = 'any' in rule;
  const parts = partsOf(rule).map((part) => evaluateRule(part, standing));
  if (parts.includes(settling)) return settling;
  return parts.includes('unknown') ? 'unknown' : !settling;
}

/** The unknown criteria that can still change the rule: those that do not stand below a part that is settled. */
export function openCriteria(rule: Rule, standing: StandingOf): string[] {
  if (evaluateRule(rule, standing) !== 'unknown') return [];
  if ('criterion' in rule) return [rule.criterion];
  return [...new Set(partsOf(rule).flatMap((part) => openCriteria(part, standing)))];
}

/** Every criterion that the rule names, in its order. */
export function criteriaIn(rule: Rule): string[] {
  if ('criterion' in rule) return [rule.criterion];
  return [...new Set(partsOf(rule).flatMap(criteriaIn))];
}

function partsOf(rule: Exclude<Rule, { criterion: string }>): readonly Rule[] {
  if ('all' in rule) return rule.all;
  return 'any' in rule ? rule.any : [rule.not];
}
