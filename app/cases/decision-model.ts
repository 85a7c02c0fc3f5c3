import type { Assessment, UsedParameter } from '#domain/assessment.ts';
import { accountTail } from '#domain/masking.ts';
import type { DecisionPersonal } from '#flow/conclude.ts';
import { dateWords } from '../ui/date-words.ts';
import type { CaseContext } from './case-context.ts';
import { groupDigits } from './fact-words.ts';
import { type Formula, type FormulaNames, figureWords, formulaOf } from './formula.ts';
import { nearDateWords } from './when-words.ts';

/** An item of money with how it came about. */
export interface AmountLine {
  id: string;
  label: string;
  clause: string;
  fen: number;
  formula: Formula | null;
}

/** A named figure on the way to the amounts. */
export interface Working {
  name: string;
  label: string;
  value: string;
  formula: Formula | null;
}

/** A published figure that the amounts rest on, with where it comes from. */
export interface PublishedFigure {
  name: string;
  label: string;
  value: string;
  source: string;
  publishedOn: string | null;
}

const FIGURE = /^-?\d+(\.\d+)?$/;
const CIVIL_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** The items of a grant, in the order of the definition. */
export function amountLines(context: CaseContext, { outcome, assessment }: DecisionPersonal): AmountLine[] {
  if (outcome.kind !== 'granted') return [];
  const { view, words } = context;
  return outcome.amounts.map(({ id, fen }) => {
    const item = view.service.amounts.find((amount) => amount.id === id);
    const node = assessment.amounts.find((amount) => amount.id === id)?.explanation;
    return {
      id,
      label: item?.label[words.locale] ?? '',
      clause: item?.clause[words.locale] ?? '',
      fen,
      formula: node === undefined ? null : formulaOf(namesOf(context, assessment), node),
    };
  });
}

/** The labelled values of an assessment: figures and dates that came to something. */
export function workings(context: CaseContext, assessment: Assessment): Working[] {
  const { view, words } = context;
  return assessment.values.flatMap(({ name, explanation }) => {
    const label = view.service.values.find((value) => value.name === name)?.label ?? null;
    const { decimal } = explanation;
    if (label === null || !(FIGURE.test(decimal) || CIVIL_DATE.test(decimal))) return [];
    const value = CIVIL_DATE.test(decimal)
      ? dateWords(words.locale, decimal)
      : figureWords(label['zh-CN'], decimal);
    // A sum of fen divided by a hundred explains nothing to anybody.
    const isFen = explanation.operator === '/' && explanation.parts[1]?.decimal === '100';
    const formula = isFen ? null : formulaOf(namesOf(context, assessment), explanation);
    return [{ name, label: label[words.locale], value, formula }];
  });
}

/** The figures that were looked up; a province's choice among ways of computing is a word and shows in the formulas. */
export function publishedFigures(context: CaseContext, assessment: Assessment): PublishedFigure[] {
  const { view, words } = context;
  return assessment.parameters
    .filter(({ value }) => FIGURE.test(value))
    .map((used) => ({
      name: used.name,
      label: view.service.parameters.find(({ name }) => name === used.name)?.label[words.locale] ?? '',
      value: groupDigits(used.value),
      source: used.source[words.locale] ?? '',
      publishedOn: publishedWords(context, used),
    }));
}

function publishedWords({ words, now }: CaseContext, { publishedOn }: UsedParameter): string | null {
  return publishedOn === null ? null : nearDateWords(words.locale, publishedOn, now);
}

function namesOf(context: CaseContext, assessment: Assessment): FormulaNames {
  const { view, words, evidenceTypes } = context;
  const factLabel = (path: string) => {
    const [root, field] = path.split('.');
    const requirement = view.service.requirements.find(({ id }) => id === root);
    const codes = requirement?.ladder.flatMap((rung) => (rung.means === 'data_share' ? [rung.evidence] : []));
    return evidenceTypes
      .filter(({ code }) => codes?.includes(code))
      .flatMap(({ fields }) => fields)
      .find(({ name }) => name === field)?.label[words.locale];
  };
  return { words, service: view.service, assessment, factLabel };
}

/** Whose account the money goes to, by the tail of its number. */
export function payeeOf({ view }: CaseContext, assessment: Assessment): { name: string; tail: string } {
  const { role, accountFrom } = assessment.payee;
  const person = role === 'applicant' ? view.applicant : null;
  return { name: person?.name ?? '', tail: accountTail(view.claim[accountFrom] ?? '') };
}
