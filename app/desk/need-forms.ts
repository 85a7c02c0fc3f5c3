import type { Assessment } from '#domain/assessment.ts';
import type { ExplanationNode } from '#domain/explanation.ts';
import type { Need } from '#domain/outcome.ts';

/** What a person can do about one need. */
export type NeedForm =
  | { kind: 'determine'; requirements: readonly string[] }
  /** Or one of the facts that the criterion reads is determined anew. */
  | { kind: 'judge'; criterion: string; requirements: readonly string[] }
  /** Nothing is open: a decision is to be proposed. */
  | { kind: 'propose' }
  /** The same has been granted already: only a refusal is left. */
  | { kind: 'refuse' }
  | { kind: 'wait' };

/** How a need is settled; `canDetermine` are the requirements that have fields for a person to fill in. */
export function needForm(need: Need, assessment: Assessment, canDetermine: ReadonlySet<string>): NeedForm {
  const only = (ids: readonly string[]) => ids.filter((id) => canDetermine.has(id));
  switch (need.kind) {
    case 'requirement':
      return { kind: 'determine', requirements: only([need.id]) };
    case 'criterion': {
      const reads = assessment.criteria.find(({ id }) => id === need.id)?.reads ?? [];
      return { kind: 'judge', criterion: need.id, requirements: only(reads) };
    }
    case 'amount':
      return { kind: 'determine', requirements: only(behindAmount(need.id, assessment, canDetermine)) };
    case 'parameter':
      return { kind: 'wait' };
    case 'limit':
    case 'signature':
      return { kind: 'propose' };
    case 'already_granted':
      return { kind: 'refuse' };
  }
}

/** The requirements whose facts an amount was computed from, through named values too. */
function behindAmount(amount: string, assessment: Assessment, known: ReadonlySet<string>): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const visit = (node: ExplanationNode | undefined) => {
    if (node === undefined) return;
    for (const [name = ''] of node.source.matchAll(/[a-z][A-Za-z0-9]*/g)) {
      if (known.has(name)) found.add(name);
      if (seen.has(name)) continue;
      seen.add(name);
      visit(assessment.values.find((value) => value.name === name)?.explanation);
    }
    node.parts.forEach(visit);
  };
  visit(assessment.amounts.find(({ id }) => id === amount)?.explanation);
  return [...found];
}

/** Whether a need keeps a decision by the rules from being proposed. */
export function isOpenNeed({ kind }: Need): boolean {
  return kind !== 'signature' && kind !== 'limit';
}
