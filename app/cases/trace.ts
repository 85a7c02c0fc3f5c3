import type { AssessedCriterion, Assessment } from '#domain/assessment.ts';
import type { Basis } from '#domain/case-event.ts';
import type { Requirement } from '#domain/service.ts';
import { civilDateOf } from '../ui/date-words.ts';
import {
  type CaseContext,
  committedAt,
  departmentOf,
  determinedBy,
  getEvidence,
  judgedBy,
  questionsOf,
} from './case-context.ts';
import { claimFact, completeFacts, type FactWord, recordedFacts } from './fact-words.ts';
import { nearDateWords } from './when-words.ts';

/** What a rule rests on: a department's answer, the applicant's or an officer's word, or that nothing was found. */
export interface TraceSource {
  key: string;
  kind: 'answer' | 'none_in_register' | 'commitment' | 'determined' | 'claim' | 'nothing';
  facts: readonly FactWord[];
  /** What was looked for: the requirement's title. */
  title: string;
  /** The department, the register that was searched, or an officer's tail number; empty where nobody was asked. */
  source: string;
  /** As-of day of the data, or the day of the commitment, in words. */
  date: string | null;
  /** Of an officer's finding: what was looked at. */
  basis?: Basis | undefined;
}

/** One rule of a decision. */
export interface TraceEntry {
  id: string;
  clause: string;
  statement: string;
  result: AssessedCriterion['result'];
  /** What a rule that does not hold means; null for the others. */
  message: string | null;
  sources: readonly TraceSource[];
  /** Who judged it, by the tail of the staff number; null where the rule was worked out. */
  judgedBy: string | null;
}

/** The rules of a decision with the facts that each rests on, in the order of the definition. */
export function traceEntries(context: CaseContext, assessment: Assessment): TraceEntry[] {
  const { view, words } = context;
  return assessment.criteria.flatMap((assessed) => {
    const criterion = view.service.criteria.find(({ id }) => id === assessed.id);
    if (criterion === undefined) return [];
    return [
      {
        id: assessed.id,
        clause: criterion.clause[words.locale],
        statement: criterion.statement[words.locale],
        result: assessed.result,
        message: assessed.result === 'fails' ? criterion.message[words.locale] : null,
        sources: sourcesOf(context, assessed.fields).filter(
          // Of an open rule it goes without saying that something was not there.
          ({ kind }) => assessed.result !== 'unknown' || kind !== 'nothing',
        ),
        judgedBy: view.state.judged[assessed.id] === undefined ? null : judgedBy(context, assessed.id),
      },
    ];
  });
}

function sourcesOf(context: CaseContext, paths: readonly string[]): TraceSource[] {
  const under = (root: string) =>
    paths
      .filter((path) => path === root || path.startsWith(`${root}.`))
      .map((path) => path.slice(root.length + 1));
  const claimed = under('claim').flatMap((name) => claimFact(context, name) ?? []);
  const requirements = context.view.service.requirements.filter(({ id }) => under(id).length > 0);
  return [
    ...(claimed.length > 0
      ? [{ key: 'claim', kind: 'claim' as const, facts: claimed, title: '', source: '', date: null }]
      : []),
    ...requirements.map((requirement) => sourceOf(context, requirement, under(requirement.id))),
  ];
}

function sourceOf(context: CaseContext, requirement: Requirement, wanted: readonly string[]): TraceSource {
  const { view, words, now } = context;
  const standing = view.state.standings[requirement.id];
  const title = requirement.title[words.locale];
  const key = requirement.id;
  if (standing?.kind !== 'established')
    return { key, kind: 'nothing', facts: [], title, source: '', date: null };

  if (standing.rung === null) {
    const found = determinedBy(context, requirement.id);
    const date = found && nearDateWords(words.locale, civilDateOf(found.at), now);
    const [basis, tail] = [found?.basis, found?.tail ?? ''];
    return { key, kind: 'determined', facts: [], title, source: tail, date, basis };
  }
  const question = questionsOf(context, requirement).find(({ rung }) => rung === standing.rung);
  const note = question?.note ?? null;
  if (question === undefined || note === null) {
    const made = committedAt(context, requirement.id);
    const date = made === null ? null : nearDateWords(words.locale, civilDateOf(made), now);
    return { key, kind: 'commitment', facts: [], title, source: '', date };
  }
  const date = note.asOf === null ? null : nearDateWords(words.locale, civilDateOf(note.asOf), now);
  if (note.kind === 'no_record') {
    const source = getEvidence(context, question.evidence).complete?.coverage[words.locale] ?? '';
    return {
      key,
      kind: 'none_in_register',
      facts: only(completeFacts(context, question), wanted),
      title,
      source,
      date,
    };
  }
  // A reading such as kinship has names of its own; then the fields that it was read from are what there is to show.
  const facts = only(recordedFacts(context, question), wanted);
  return { key, kind: 'answer', facts, title, source: departmentOf(context, question), date };
}

function only(facts: readonly FactWord[], wanted: readonly string[]): readonly FactWord[] {
  const named = facts.filter(({ name }) => wanted.includes(name));
  return named.length > 0 ? named : facts;
}
