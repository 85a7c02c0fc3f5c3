import type { FactFields, FactValue } from '#domain/answer.ts';
import type { AskedQuestion } from '#domain/case.ts';
import { FamilyRelation } from '#domain/codes/family-relation.ts';
import type { EvidenceField, EvidenceType } from '#domain/evidence.ts';
import { accountTail, maskCitizenId } from '#domain/masking.ts';
import { fen, formatFen } from '#domain/money.ts';
import type { FormField, Requirement } from '#domain/service.ts';
import { dateWords } from '../ui/date-words.ts';
import { type CaseContext, getEvidence } from './case-context.ts';
import type { Words } from './line.ts';

/** A fact in words: what it is, and its value. */
export interface FactWord {
  name: string;
  label: string;
  value: string;
}

const CIVIL_DATE = /^\d{4}-\d{2}(-\d{2})?$/;

/** The facts that a department gave to a question; only those whose names are wanted, if any are named. */
export function recordedFacts(
  context: CaseContext,
  question: AskedQuestion,
  wanted: readonly string[] = question.fields,
): FactWord[] {
  const fields = context.view.fields.get(question.step);
  if (fields === undefined) return [];
  return factsFrom(getEvidence(context, question.evidence), fields, wanted, context.words);
}

/** What the absence of an entry stands for, where the evidence type is declared complete. */
export function completeFacts(context: CaseContext, question: AskedQuestion): FactWord[] {
  const evidence = getEvidence(context, question.evidence);
  return factsFrom(evidence, evidence.complete?.reading ?? {}, question.fields, context.words);
}

/** Fields in words, without those that are empty: "最后发放的月份：没有" tells nobody anything. */
function factsFrom(
  evidence: EvidenceType,
  fields: FactFields,
  wanted: readonly string[],
  words: Words,
): FactWord[] {
  return evidence.fields.flatMap((field) => {
    const value = fields[field.name] ?? null;
    if (value === null || !wanted.includes(field.name)) return [];
    return [{ name: field.name, label: field.label[words.locale], value: valueWords(field, value, words) }];
  });
}

/** A field's value as a reader of the page would say it; never a machine word. */
export function valueWords(field: EvidenceField, value: FactValue, words: Words): string {
  if (value === null) return words.none;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number')
    return field.kind === 'fen' ? yuanWords(value, words) : groupDigits(`${value}`);
  if (field.kind === 'text') return value;
  if (field.kind === 'code') return codeWords(field, value, words);
  return CIVIL_DATE.test(value) ? dateWords(words.locale, value) : words.wordless;
}

function yuanWords(value: number, words: Words): string {
  return Number.isSafeInteger(value) ? words.yuan(formatFen(fen(value))) : words.wordless;
}

function codeWords(field: EvidenceField, value: string, words: Words): string {
  if (field.codes !== null) return field.codes[value]?.[words.locale] ?? words.wordless;
  return FamilyRelation.safeParse(value).success ? words.relation(value) : words.wordless;
}

/** A decimal figure with its whole part grouped by three; anything else unchanged. */
export function groupDigits(figure: string): string {
  return figure.replace(/^(-?\d+)/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ',').replace('-', '−'));
}

/** What the applicant stated and the requirement is about: values sent to be verified, and those a commitment copies. */
export function declaredFacts(context: CaseContext, requirement: Requirement): FactWord[] {
  const copied = requirement.ladder.flatMap((rung) =>
    rung.means === 'commitment'
      ? Object.values(rung.establishes).flatMap((value) => (typeof value === 'object' ? [value.claim] : []))
      : [],
  );
  const names = new Set([...Object.values(requirement.given), ...copied]);
  return [...names].flatMap((name) => claimFact(context, name) ?? []);
}

/** One answer of the application in words; undefined for a question that was not answered. */
export function claimFact({ view, words }: CaseContext, name: string): FactWord | undefined {
  const field = view.service.pages.flatMap((page) => page.fields).find(({ id }) => id === name);
  const value = view.claim[name];
  if (field === undefined || value === undefined) return undefined;
  return { name, label: field.label[words.locale], value: claimWords(field, value, words) };
}

function claimWords(field: FormField, value: string, words: Words): string {
  switch (field.kind) {
    case 'person_name':
      return value;
    case 'citizen_id':
      return maskCitizenId(value);
    case 'bank_card':
      return words.tail(accountTail(value));
    case 'choice':
      return field.options.find((option) => option.value === value)?.label[words.locale] ?? words.wordless;
  }
}
