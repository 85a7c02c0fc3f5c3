import type { Assessment, UsedParameter } from '#domain/assessment.ts';
import type { AnswerNote } from '#domain/case.ts';
import { accountTail } from '#domain/masking.ts';
import type { DecisionPersonal } from '#flow/conclude.ts';
import { dateWords } from '../ui/date-words.ts';
import { answeredAt, type CaseContext, departmentOf, getEvidence } from './case-context.ts';
import { groupDigits } from './fact-words.ts';
import { type Formula, type FormulaNames, formulaOf } from './formula.ts';
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

/** One question that was put to a department for this case. */
export interface AskedLine {
  step: string;
  department: string;
  thing: string;
  answer: AnswerNote['kind'];
  at: string | null;
  /** The paper that this answer spared; null where it spared none. */
  paper: string | null;
  wasSent: boolean;
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

/** A figure for reading; money has at least its two decimals. */
function figureWords(label: string, decimal: string): string {
  const [whole = '', fraction = ''] = decimal.split('.');
  return groupDigits(label.endsWith('（元）') ? `${whole}.${fraction.padEnd(2, '0')}` : decimal);
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

/**
 * What was asked for this case, in the order of asking. Only an answer that establishes its requirement spares a paper;
 * what quota, a kill switch or a missing grant held back was never sent.
 */
export function askedLines(context: CaseContext): AskedLine[] {
  const { view, words } = context;
  return view.state.questions.flatMap((question) => {
    const { note } = question;
    if (note === null) return [];
    const requirement = view.service.requirements.find(({ id }) => id === question.requirement);
    const standing = view.state.standings[question.requirement];
    const isSettledHere = standing?.kind === 'established' && standing.rung === question.rung;
    const paper = isSettledHere && note.kind === 'confirmed' ? (requirement?.paperSpared ?? null) : null;
    return [
      {
        step: question.step,
        department: departmentOf(context, question),
        thing: getEvidence(context, question.evidence).title[words.locale],
        answer: note.kind,
        at: answeredAt(context, question.step),
        paper: paper?.[words.locale] ?? null,
        wasSent: wasSent(note),
      },
    ];
  });
}

function wasSent(note: AnswerNote): boolean {
  if (note.kind === 'not_permitted') return false;
  return note.cause !== 'quota' && note.cause !== 'suspended';
}

/** Questions asked, papers spared, and questions that were stopped before anybody answered. */
export function askedCounts(context: CaseContext, lines: readonly AskedLine[]) {
  return {
    asked: lines.filter((line) => line.wasSent).length,
    papers: lines.filter(({ paper }) => paper !== null).length,
    stopped: context.view.state.questions.filter(({ note }) => note === null).length,
  };
}

/** Whose account the money goes to, by the tail of its number. */
export function payeeOf({ view }: CaseContext, assessment: Assessment): { name: string; tail: string } {
  const { role, accountFrom } = assessment.payee;
  const person = role === 'applicant' ? view.applicant : null;
  return { name: person?.name ?? '', tail: accountTail(view.claim[accountFrom] ?? '') };
}
