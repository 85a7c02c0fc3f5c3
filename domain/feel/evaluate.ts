import { calculate, negate } from './arithmetic.ts';
import { compare, equal, satisfies } from './compare.ts';
import { findDate, findDuration } from './date.ts';
import { getFunction } from './functions.ts';
import { type Evaluate, filter, iterateAll, quantify } from './iterate.ts';
import { spend } from './limit.ts';
import { allOf, anyOf } from './logic.ts';
import { findNumber } from './number.ts';
import { readPath } from './path.ts';
import { outerScope, type Scope, withNames } from './scope.ts';
import type { FeelExpression, FeelNode } from './syntax.ts';
import {
  type FeelContext,
  FeelRange,
  FeelTest,
  type FeelValue,
  isSettled,
  Unknown,
  unknownFrom,
} from './value.ts';

/**
 * The value of a parsed expression (DMN 1.5 FEEL, the subset of README.md). Names that were declared to
 * `parseFeel` and are absent from `scope` are unknown. The result may hold unknowns inside a list or context:
 * ask `needsOf`. Throws FeelLimitError where the expression runs away; type errors are null, as DMN has it.
 */
export function evaluateFeel(expression: FeelExpression, scope: Record<string, FeelValue>): FeelValue {
  return evaluateNode(expression.root, outerScope(scope, expression.names));
}

/** The value of one node in a scope; for callers that walk an expression themselves, such as a trace. */
export const evaluateNode: Evaluate = (node, scope) => {
  spend(scope.budget);
  switch (node.kind) {
    case 'number':
      return findNumber(node.text) ?? null;
    case 'string':
      return node.text;
    case 'boolean':
      return node.value;
    case 'null':
      return null;
    case 'at':
      return findDate(node.text) ?? findDuration(node.text) ?? null;
    case 'name':
      return scope.find(node.name) ?? null;
    case 'path':
      return readPath(evaluateNode(node.of, scope), node.name);
    case 'filter':
      return filter(evaluateNode(node.of, scope), node.by, scope, evaluateNode);
    case 'list':
      return node.items.map((item) => evaluateNode(item, scope));
    case 'context':
      return evaluateContext(node.entries, scope);
    case 'for':
      return iterateAll(node.iterations, node.body, scope, evaluateNode);
    case 'some':
    case 'every':
      return quantify(node.kind, node.iterations, node.body, scope, evaluateNode);
    case 'call':
      return evaluateCall(node.function, node.arguments, scope);
    default:
      return evaluateOperator(node, scope);
  }
};

type Operator = Extract<
  FeelNode,
  {
    kind:
      | 'negate'
      | 'arithmetic'
      | 'compare'
      | 'and'
      | 'or'
      | 'between'
      | 'in'
      | 'range'
      | 'test'
      | 'sequence'
      | 'if';
  }
>;

function evaluateOperator(node: Operator, scope: Scope): FeelValue {
  const value = (child: FeelNode) => evaluateNode(child, scope);
  switch (node.kind) {
    case 'negate':
      return negate(value(node.of));
    case 'arithmetic':
      return calculate(node.operator, value(node.left), value(node.right));
    case 'compare':
      return compare(node.operator, value(node.left), value(node.right));
    case 'and':
      return allOf([value(node.left), value(node.right)]);
    case 'or':
      return anyOf([value(node.left), value(node.right)]);
    case 'between': {
      const of = value(node.of);
      return allOf([compare('>=', of, value(node.low)), compare('<=', of, value(node.high))]);
    }
    case 'in': {
      const of = value(node.of);
      return anyOf(node.tests.map((test) => satisfies(of, value(test))));
    }
    case 'range':
      return new FeelRange(value(node.start), value(node.end), node.startIncluded, node.endIncluded);
    case 'test':
      return new FeelTest(node.operator, value(node.than));
    case 'sequence':
      return new FeelRange(value(node.first), value(node.last), true, true);
    case 'if':
      return choose(
        value(node.condition),
        () => value(node.whenTrue),
        () => value(node.otherwise),
      );
  }
}

/** `if`: whatever is not true takes the else branch, but an unknown condition settles only equal branches. */
function choose(condition: FeelValue, whenTrue: () => FeelValue, otherwise: () => FeelValue): FeelValue {
  if (!(condition instanceof Unknown)) return condition === true ? whenTrue() : otherwise();
  const [yes, no] = [whenTrue(), otherwise()];
  if (isSettled(yes) && isSettled(no) && equal(yes, no) === true) return yes;
  return unknownFrom(condition, yes, no);
}

/** Later entries see the earlier ones by name. A key that stands twice makes the whole context null. */
function evaluateContext(
  entries: readonly { readonly key: string; readonly value: FeelNode }[],
  scope: Scope,
): FeelValue {
  const found = new Map<string, FeelValue>();
  for (const entry of entries) {
    if (found.has(entry.key)) return null;
    found.set(entry.key, evaluateNode(entry.value, withNames(scope, contextOf(found))));
  }
  return contextOf(found);
}

function contextOf(entries: ReadonlyMap<string, FeelValue>): FeelContext {
  return Object.fromEntries(entries);
}

function evaluateCall(name: string, given: readonly (FeelNode | null)[], scope: Scope): FeelValue {
  const values = given.map((argument) => (argument === null ? undefined : evaluateNode(argument, scope)));
  return getFunction(name, given.length).call(values);
}
