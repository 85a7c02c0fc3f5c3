import type { AnswerKind, FactFields } from '#domain/answer.ts';
import type { AskedQuestion } from '#domain/case.ts';
import type { AnswerNote, Basis } from '#domain/case-event.ts';
import type { Requirement } from '#domain/service.ts';
import type { DeskView } from '#flow/read-desk-case.ts';
import {
  type CaseContext,
  committedAt,
  departmentOf,
  getEvidence,
  questionsOf,
} from '../cases/case-context.ts';
import {
  completeFacts,
  declaredFacts,
  type FactWord,
  recordedFacts,
  valueWords,
} from '../cases/fact-words.ts';
import type { Line } from '../cases/line.ts';
import { standingInLine } from '../cases/status-lines.ts';
import { civilDateOf } from '../ui/date-words.ts';

/** How a fact came about: what a department said, or somebody's word. */
export type FactMark = AnswerKind | 'determined' | 'committed' | 'waiting' | 'unasked';

/** One source of one requirement, as a row of the facts. */
export interface DeskFact {
  key: string;
  requirement: string;
  /** The requirement's title, and what the department was asked for. */
  title: string;
  thing: string | null;
  facts: readonly FactWord[];
  source: string | null;
  /** Civil date that the data speak of. */
  asOf: string | null;
  keyUsed: AnswerNote['keyUsed'];
  mark: FactMark;
  /** Machine word for why an answer did not settle the requirement. */
  why: AnswerNote['reason'];
  /** Who determined it, on what, and why. */
  person: { tail: string; basis: Basis; reason: string } | null;
  /** What a question that has no usable answer yet waits for. */
  waits: readonly Line[];
}

/** Words for a kinship, which no evidence field has. */
export interface KinshipWords {
  relation: string;
  near: string;
  relationship: (code: string) => string;
}

/** Every source of every requirement of a case, in the order of the definition: what a person determined stands first. */
export function deskFacts(context: CaseContext, desk: DeskView, kinship: KinshipWords): DeskFact[] {
  return context.view.service.requirements.flatMap((requirement) =>
    factsOf(context, desk, kinship, requirement),
  );
}

function factsOf(context: CaseContext, desk: DeskView, kinship: KinshipWords, requirement: Requirement) {
  const { view, words } = context;
  const bare = { requirement: requirement.id, title: requirement.title[words.locale] };
  const rows = [
    ...determinedFact(context, desk, kinship, requirement),
    ...committedFact(context, requirement),
    ...questionsOf(context, requirement).map((question) => askedFact(context, question)),
  ].map((row) => ({ ...EMPTY, ...bare, ...row }));
  if (rows.length > 0) return rows;
  const standing = view.state.standings[requirement.id];
  const why = standing?.kind === 'exhausted' ? standing.reason : null;
  return [{ ...EMPTY, ...bare, key: requirement.id, mark: 'unasked' as const, why }];
}

const EMPTY = {
  thing: null,
  facts: [],
  source: null,
  asOf: null,
  keyUsed: null,
  why: null,
  person: null,
  waits: [],
} as const;

type Row = Partial<DeskFact> & Pick<DeskFact, 'key' | 'mark'>;

function askedFact(context: CaseContext, question: AskedQuestion): Row {
  const { note } = question;
  const bare = {
    key: question.step,
    thing: getEvidence(context, question.evidence).title[context.words.locale],
    source: departmentOf(context, question),
  };
  const waits = standingInLine(context, question);
  if (note === null) return { ...bare, waits, mark: 'waiting' };
  const facts =
    note.kind === 'no_record' ? completeFacts(context, question) : recordedFacts(context, question);
  const asOf = note.asOf === null ? null : civilDateOf(note.asOf);
  return { ...bare, facts, asOf, waits, keyUsed: note.keyUsed, mark: note.kind, why: note.reason };
}

function committedFact(context: CaseContext, requirement: Requirement): Row[] {
  const made = committedAt(context, requirement.id);
  if (made === null) return [];
  const facts = declaredFacts(context, requirement);
  return [{ key: `${requirement.id} committed`, facts, asOf: civilDateOf(made), mark: 'committed' }];
}

function determinedFact(
  context: CaseContext,
  desk: DeskView,
  kinship: KinshipWords,
  { id }: Requirement,
): Row[] {
  const value = desk.determined.get(id);
  const found = lastDetermination(context, id);
  if (value === undefined || found === undefined) return [];
  const { officer, basis } = found.event.data;
  const person = { tail: officer.tail, basis, reason: desk.reasons.get(found.seq) ?? '' };
  const facts = determinedWords(context, desk, kinship, id, value);
  return [
    { key: `${id} determined`, facts, asOf: civilDateOf(found.at.toISOString()), mark: 'determined', person },
  ];
}

function lastDetermination({ view }: CaseContext, requirement: string) {
  return view.history
    .flatMap(({ seq, at, event }) => (event.type === 'requirement.determined' ? [{ seq, at, event }] : []))
    .findLast(({ event }) => event.data.requirement === requirement);
}

/** What a person determined in words. */
export function determinedWords(
  { words }: CaseContext,
  desk: DeskView,
  kinship: KinshipWords,
  requirement: string,
  value: FactFields,
): FactWord[] {
  return (desk.fields.get(requirement) ?? []).flatMap(({ name, evidence }): FactWord[] => {
    const held = value[name] ?? null;
    if (held === null) return [];
    if (evidence !== null)
      return [{ name, label: evidence.label[words.locale], value: valueWords(evidence, held, words) }];
    if (typeof held === 'boolean') return [{ name, label: kinship.near, value: held ? words.yes : words.no }];
    return [{ name, label: kinship.relation, value: kinship.relationship(String(held)) }];
  });
}
