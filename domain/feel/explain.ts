import Fraction from 'fraction.js';
import { evaluateNode } from './evaluate.ts';
import { childrenOf } from './names.ts';
import { decimalPlaces, printNumber, round } from './number.ts';
import { printValue } from './print.ts';
import { outerScope, type Scope } from './scope.ts';
import type { FeelExpression, FeelNode } from './syntax.ts';
import { type FeelValue, Unknown } from './value.ts';

/** One node of an amount, as a page, a letter or a court can show it. */
export interface Explanation {
  /** The node as the rule writes it: `wage / 12`. */
  readonly source: string;
  readonly kind: FeelNode['kind'];
  /** The operator, or the name of the function. */
  readonly operator: string | undefined;
  readonly value: FeelValue;
  /** The value without any loss: `66505/12`; for what is no number, its FEEL text. */
  readonly exact: string;
  /** The value for reading, numbers to at most four decimals: `5542.0833`. */
  readonly decimal: string;
  /** True where `decimal` leaves digits out. */
  readonly isShortened: boolean;
  /** What the node was computed from, in the order of the source; an `if` has its condition and the taken branch. */
  readonly parts: readonly Explanation[];
}

const SHOWN_PLACES = 4;

/**
 * The trace of an amount: every node of the arithmetic with its source text and value. Conditions, loops and
 * filters stand as one node each, since their parts are about other names. Throws as `evaluateFeel` does.
 */
export function explain(expression: FeelExpression, scope: Record<string, FeelValue>): Explanation {
  return explainNode(expression.root, expression.source, outerScope(scope, expression.names));
}

function explainNode(node: FeelNode, source: string, scope: Scope): Explanation {
  const value = evaluateNode(node, scope);
  return {
    source: source.slice(node.from, node.to),
    kind: node.kind,
    operator: operatorOf(node),
    value,
    ...printed(value),
    parts: partsOf(node, scope).map((part) => explainNode(part, source, scope)),
  };
}

function operatorOf(node: FeelNode): string | undefined {
  if (node.kind === 'arithmetic') return node.operator;
  if (node.kind === 'call') return node.function;
  return node.kind === 'negate' ? '-' : undefined;
}

function partsOf(node: FeelNode, scope: Scope): readonly FeelNode[] {
  if (node.kind === 'if') {
    const condition = evaluateNode(node.condition, scope);
    if (condition instanceof Unknown) return childrenOf(node);
    return [node.condition, condition === true ? node.whenTrue : node.otherwise];
  }
  const isArithmetic = ['arithmetic', 'negate', 'call', 'list'].includes(node.kind);
  return isArithmetic ? childrenOf(node) : [];
}

function printed(value: FeelValue): Pick<Explanation, 'exact' | 'decimal' | 'isShortened'> {
  if (!(value instanceof Fraction))
    return { exact: printValue(value), decimal: printValue(value), isShortened: false };
  const isShortened = (decimalPlaces(value) ?? Number.POSITIVE_INFINITY) > SHOWN_PLACES;
  const shown = isShortened ? round(value, SHOWN_PLACES, 'half up') : value;
  return { exact: value.toFraction(), decimal: printNumber(shown), isShortened };
}
