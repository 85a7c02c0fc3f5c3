import type { Assessment } from '#domain/assessment.ts';
import type { ExplanationNode } from '#domain/explanation.ts';
import { fen as fenOf, formatFen } from '#domain/money.ts';
import type { ServiceDefinition } from '#domain/service.ts';
import { groupDigits } from './fact-words.ts';
import type { Words } from './line.ts';

/** A computation twice: with its figures (`9×5,542.0833`) and with the names of what they are (抚恤金月数×每月基数). */
export interface FormulaTerm {
  figures: string;
  words: string;
}

/** `choice`: the least or the greatest of the terms counts; null where there is one term only. */
export interface Formula {
  choice: 'least' | 'most' | null;
  terms: readonly FormulaTerm[];
}

/** What the names in an explanation stand for. */
export interface FormulaNames {
  words: Words;
  service: ServiceDefinition;
  assessment: Assessment;
  /** The label of a fact by its path (`contributions.actualMonths`); undefined for what is none. */
  factLabel: (path: string) => string | undefined;
}

type Expression =
  | { kind: 'leaf'; figure: string; word: string | null }
  | { kind: 'sum'; sign: string; parts: readonly [Expression, Expression] }
  | { kind: 'choice'; choice: 'least' | 'most'; figure: string; parts: readonly Expression[] };

const SIGNS: Readonly<Record<string, { sign: string; rank: number }>> = {
  '+': { sign: '＋', rank: 1 },
  '-': { sign: '−', rank: 1 },
  '*': { sign: '×', rank: 2 },
  '/': { sign: '÷', rank: 2 },
};
const RANKS = Object.fromEntries(Object.values(SIGNS).map(({ sign, rank }) => [sign, rank]));
const CHOICES: Readonly<Record<string, 'least' | 'most'>> = { min: 'least', max: 'most' };

/**
 * How a number came about, for people: branches not taken, steps without a label and the rounding itself are left out
 * (pages say once how amounts are rounded). Null where there was nothing to compute.
 */
export function formulaOf(names: FormulaNames, node: ExplanationNode): Formula | null {
  const expression = simplify(names, node);
  if (expression.kind === 'leaf') return null;
  if (expression.kind === 'sum') return { choice: null, terms: [print(expression)] };
  return { choice: expression.choice, terms: expression.parts.map(print) };
}

function simplify(names: FormulaNames, node: ExplanationNode): Expression {
  const taken = takenBranch(node) ?? unrounded(node);
  if (taken !== null) return simplify(names, taken);
  const yuan = yuanOfFen(names, node);
  if (yuan !== null) return yuan;
  const choice = CHOICES[node.operator ?? ''];
  if (choice !== undefined) {
    const parts = argumentsOf(node).map((part) => simplify(names, part));
    return { kind: 'choice', choice, figure: groupDigits(node.decimal), parts };
  }
  const sign = SIGNS[node.operator ?? '']?.sign;
  const [left, right] = node.parts;
  if (sign === undefined || left === undefined || right === undefined) return named(names, node);
  const parts = [simplify(names, left), simplify(names, right)] as const;
  if (RANKS[sign] === 1 && isNothing(parts[1])) return parts[0];
  return sign === SIGNS['+']?.sign && isNothing(parts[0]) ? parts[1] : { kind: 'sum', sign, parts };
}

/** `x.balanceFen / 100` is an amount, and `months * x.monthlyFen / 100` a sum in yuan: nobody reads fen. */
function yuanOfFen(names: FormulaNames, node: ExplanationNode): Expression | null {
  const [fen, hundred] = node.parts;
  if (node.operator !== '/' || fen === undefined || hundred?.decimal !== '100') return null;
  if (fen.parts.length === 0 && fen.source.endsWith('Fen')) return fenLeaf(names, fen);
  const [count, each] = fen.parts;
  if (fen.operator !== '*' || count === undefined || !each?.source.endsWith('Fen')) return null;
  return { kind: 'sum', sign: '×', parts: [simplify(names, count), fenLeaf(names, each)] };
}

function fenLeaf({ factLabel }: FormulaNames, { source, decimal }: ExplanationNode): Expression {
  const amount = Number(decimal);
  const figure = Number.isSafeInteger(amount) ? formatFen(fenOf(amount)) : groupDigits(decimal);
  const label = factLabel(source);
  return { kind: 'leaf', figure, word: label === undefined ? null : withoutUnit(label) };
}

/** `min(a, b)` and `min([a, b])` are the same. */
function argumentsOf(node: ExplanationNode): readonly ExplanationNode[] {
  const [only] = node.parts;
  return node.parts.length === 1 && only?.decimal.startsWith('[') ? only.parts : node.parts;
}

/** An `if` stands with its condition and the branch that was taken. */
function takenBranch(node: ExplanationNode): ExplanationNode | null {
  return node.operator === null && /^if\b/.test(node.source) ? (node.parts[1] ?? null) : null;
}

/** `round half up(x / unit, 0) * unit` and `round half up(x, n)` without their rounding. */
function unrounded(node: ExplanationNode): ExplanationNode | null {
  if (node.operator?.startsWith('round ')) return node.parts[0] ?? null;
  const [rounding, unit] = node.parts;
  const inner = rounding?.operator?.startsWith('round ') ? rounding.parts[0] : undefined;
  if (node.operator !== '*' || inner?.operator !== '/') return null;
  return inner.parts[1]?.source === unit?.source ? (inner.parts[0] ?? null) : null;
}

function named(names: FormulaNames, node: ExplanationNode): Expression {
  const { words, service, assessment, factLabel } = names;
  const leaf = (word: string | null, figure = groupDigits(node.decimal)): Expression => {
    return { kind: 'leaf', figure, word };
  };
  const value = service.values.find(({ name }) => name === node.source);
  if (value?.label) {
    const figure = figureWords(value.label['zh-CN'], node.decimal);
    return leaf(withoutUnit(value.label[words.locale]), figure);
  }
  if (value !== undefined) {
    const explained = assessment.values.find(({ name }) => name === value.name)?.explanation;
    return explained === undefined ? leaf(null) : simplify(names, explained);
  }
  const parameter = service.parameters.find(({ name }) => name === node.source);
  return leaf(parameter?.label[words.locale] ?? factLabel(node.source) ?? null);
}

/** 每月基数（元） is 每月基数 inside a sum: the unit stands at the figure. */
export function withoutUnit(label: string): string {
  return label.replace(/\s*[（(][^（(]*[）)]([；;].*)?$/, '');
}

/** A decimal figure for reading; where its label (in zh-CN) ends in yuan it has at least its two decimals. */
export function figureWords(label: string, decimal: string): string {
  const [whole = '', fraction = ''] = decimal.split('.');
  return groupDigits(/（元）(；.*)?$/.test(label) ? `${whole}.${fraction.padEnd(2, '0')}` : decimal);
}

function isNothing(expression: Expression): boolean {
  return expression.kind === 'leaf' && /^0(\.0+)?$/.test(expression.figure);
}

function print(expression: Expression): FormulaTerm {
  return { figures: text(expression, false), words: text(expression, true) };
}

function text(expression: Expression, inWords: boolean, outer = 0): string {
  if (expression.kind === 'leaf') return (inWords ? expression.word : null) ?? expression.figure;
  if (expression.kind === 'choice') return expression.figure;
  const { sign, parts } = expression;
  const rank = RANKS[sign] ?? 0;
  // a−(b−c) and a÷(b×c) need their brackets, a＋(b＋c) does not.
  const right = sign === '−' || sign === '÷' ? rank + 0.5 : rank;
  const inner = `${text(parts[0], inWords, rank)}${sign}${text(parts[1], inWords, right)}`;
  return rank < outer ? `（${inner}）` : inner;
}
