import { fen, formatFen } from '#domain/money.ts';
import type { Need } from '#domain/outcome.ts';
import type { CompiledCriterion } from '#domain/rules.ts';
import { type CaseContext, departmentOf, questionsOf } from './case-context.ts';
import { type FactWord, recordedFacts } from './fact-words.ts';

/** What a person is looking at, and why, without anything about anybody else's application. */
export interface ReviewNeed {
  key: string;
  kind: Need['kind'];
  title: string;
  /** The clause that a criterion stands on; null for the rest. */
  clause: string | null;
  /** Words of the definition; null where the page has its own sentence for this kind. */
  message: string | null;
  values: Readonly<Record<string, string>>;
  /** What the departments hold on it, side by side. */
  facts: readonly { department: string; facts: readonly FactWord[] }[];
}

/** The open points of a parked case in the order of its needs. */
export function reviewNeeds(context: CaseContext, criteria: readonly CompiledCriterion[]): ReviewNeed[] {
  return context.view.state.needs.map((need) => needOf(context, criteria, need));
}

function needOf(context: CaseContext, criteria: readonly CompiledCriterion[], need: Need): ReviewNeed {
  const { view, words } = context;
  const { locale } = words;
  const bare = { kind: need.kind, clause: null, message: null, values: {}, facts: [] };
  switch (need.kind) {
    case 'requirement': {
      const found = view.service.requirements.find(({ id }) => id === need.id);
      const values = { reason: need.reason };
      return { ...bare, key: `requirement ${need.id}`, title: found?.title[locale] ?? '', values };
    }
    case 'criterion':
      return criterionNeed(context, criteria, need.id);
    case 'amount': {
      const found = view.service.amounts.find(({ id }) => id === need.id);
      return { ...bare, key: `amount ${need.id}`, title: found?.label[locale] ?? '' };
    }
    case 'parameter': {
      const found = view.service.parameters.find(({ name }) => name === need.name);
      const values = { year: need.on.slice(0, 4) };
      return { ...bare, key: `parameter ${need.name}`, title: found?.label[locale] ?? '', values };
    }
    case 'limit':
      return {
        ...bare,
        key: 'limit',
        title: '',
        values: { limit: words.yuan(formatFen(fen(need.limitFen))) },
      };
    case 'already_granted':
      return { ...bare, key: 'already_granted', title: '', values: { of: need.key } };
    case 'signature':
      return { ...bare, key: 'signature', title: '' };
  }
}

function criterionNeed(context: CaseContext, criteria: readonly CompiledCriterion[], id: string): ReviewNeed {
  const { locale } = context.words;
  const found = criteria.find(({ criterion }) => criterion.id === id);
  return {
    key: `criterion ${id}`,
    kind: 'criterion',
    title: found?.criterion.statement[locale] ?? '',
    clause: found?.criterion.clause[locale] ?? null,
    message: found?.criterion.message[locale] ?? null,
    values: {},
    facts: found === undefined ? [] : factsBehind(context, found.fields),
  };
}

/** The facts of these paths (`certificate.deathDate`), one group for each department that gave one. */
function factsBehind(context: CaseContext, paths: readonly string[]): ReviewNeed['facts'] {
  return context.view.service.requirements.flatMap((requirement) => {
    const wanted = paths
      .filter((path) => path.startsWith(`${requirement.id}.`))
      .map((path) => path.slice(requirement.id.length + 1));
    const question = questionsOf(context, requirement).findLast(({ note }) => note?.kind === 'confirmed');
    if (question === undefined || wanted.length === 0) return [];
    const named = recordedFacts(context, question, wanted);
    const facts = named.length > 0 ? named : recordedFacts(context, question);
    return facts.length === 0 ? [] : [{ department: departmentOf(context, question), facts }];
  });
}
