import type { Assessment, UsedParameter } from '#domain/assessment.ts';
import type { ExplanationNode } from '#domain/explanation.ts';
import type { AmountItem } from '#domain/service.ts';
import type { DecisionPersonal } from '#flow/conclude.ts';
import { dateWords } from '../ui/date-words.ts';
import type { CaseContext } from './case-context.ts';
import { claimFact, type FactWord, groupDigits } from './fact-words.ts';
import { type Formula, type FormulaNames, figureWords, formulaOf } from './formula.ts';
import { accountTailOf } from './payment.ts';
import { nearDateWords } from './when-words.ts';

/** An item of money with how it came about. */
export interface AmountLine {
  id: string;
  label: string;
  clause: string;
  fen: number;
  formula: Formula | null;
  /** The applicant's own choice that leaves nothing of this item. */
  excludedBy: FactWord | null;
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
    const node = explanationOf(assessment, id);
    return {
      id,
      label: item?.label[words.locale] ?? '',
      clause: item?.clause[words.locale] ?? '',
      fen,
      formula: node === undefined ? null : formulaOf(namesOf(context, assessment), node),
      excludedBy: item !== undefined && fen === 0 ? excludingChoice(context, item) : null,
    };
  });
}

/** How an amount came about; one that is only the name of a value as that value did. */
function explanationOf({ amounts, values }: Assessment, id: string): ExplanationNode | undefined {
  const node = amounts.find((amount) => amount.id === id)?.explanation;
  return values.find(({ name }) => name === node?.source)?.explanation ?? node;
}

/** The choice on the form for which a definition says outright that nothing is paid (`claim.x = "Y" ... then 0`). */
function excludingChoice(context: CaseContext, { expression }: AmountItem): FactWord | null {
  const { service, claim } = context.view;
  const rule = service.values.find(({ name }) => name === expression)?.expression ?? expression;
  const choice = /claim\.(\w+)/.exec(rule)?.[1];
  if (choice === undefined) return null;
  const isExcluded = rule
    .split(' else ')
    .some((branch) => branch.includes(`claim.${choice} = "${claim[choice]}"`) && /then 0\s*$/.test(branch));
  return isExcluded ? (claimFact(context, choice) ?? null) : null;
}

/** The labelled values of an assessment: figures and dates that came to something. */
export function workings(context: CaseContext, assessment: Assessment): Working[] {
  const { view, words } = context;
  return assessment.values.flatMap(({ name, explanation }) => {
    const label = view.service.values.find((value) => value.name === name)?.label ?? null;
    const { decimal } = explanation;
    if (label === null || !(FIGURE.test(decimal) || CIVIL_DATE.test(decimal))) return [];
    // An amount of its own stands in the table already.
    if (view.service.amounts.some(({ expression }) => expression === name)) return [];
    const value = CIVIL_DATE.test(decimal)
      ? dateWords(words.locale, decimal)
      : figureWords(label['zh-CN'], decimal);
    // A sum of fen divided by a hundred explains nothing to anybody.
    const isFen = explanation.operator === '/' && explanation.parts[1]?.decimal === '100';
    const formula =
      isFen || isOfCalendar(explanation) ? null : formulaOf(namesOf(context, assessment), explanation);
    // What was not used came to nothing without any sum.
    if (decimal === '0' && formula === null) return [];
    return [{ name, label: label[words.locale], value, formula }];
  });
}

/** Counted from month to month: years and months in a sum explain nothing, the two dates do. */
function isOfCalendar({ source, parts }: ExplanationNode): boolean {
  return /\.(year|month)$/.test(source) || parts.some(isOfCalendar);
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

/** Whose account the money goes to, by the tail of its number; null once the applicant has named another account. */
export function payeeOf(context: CaseContext, assessment: Assessment): { name: string; tail: string | null } {
  const { view } = context;
  const { role, accountFrom } = assessment.payee;
  const person = role === 'applicant' ? view.applicant : null;
  return { name: person?.name ?? '', tail: accountTailOf(context, accountFrom) };
}
