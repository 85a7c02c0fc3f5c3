import type { SyntaxNode, Tree } from '@lezer/common';
import { readCall } from './grammar-call.ts';
import { refuse, type Surroundings, textOf, withBound } from './grammar-place.ts';
import { readText } from './grammar-text.ts';
import type { ArithmeticOperator, ComparisonOperator, FeelNode, Iteration } from './syntax.ts';

const ARITHMETIC = ['+', '-', '*', '/', '**'] as const satisfies readonly ArithmeticOperator[];
const COMPARISON = ['=', '!=', '<', '<=', '>', '>='] as const satisfies readonly ComparisonOperator[];

/** Turns the grammar's tree into our own nodes, refusing whatever the subset does not have. */
export function readTree(tree: Tree, source: string, names: readonly string[]): FeelNode {
  refuseErrors(tree, source);
  const [only, ...more] = childrenOf(tree.topNode);
  if (!only || more.length > 0) return refuse({ source }, tree.topNode, 'syntax');
  return readNode(only, { source, names: new Set(names), open: false });
}

function refuseErrors(tree: Tree, source: string): void {
  tree.iterate({
    enter: (node) => {
      if (node.type.isError) refuse({ source }, node, 'syntax');
    },
  });
}

function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'BlockComment' && child.name !== 'LineComment') children.push(child);
  }
  return children;
}

/** The child at that place; the grammar has no node without it, unless a construct is outside the subset. */
function childAt(node: SyntaxNode, index: number, here: Surroundings): SyntaxNode {
  return childrenOf(node).at(index) ?? refuse(here, node, 'syntax');
}

export function readNode(node: SyntaxNode, here: Surroundings): FeelNode {
  const place = { from: node.from, to: node.to };
  const read = (index: number) => readNode(childAt(node, index, here), here);
  switch (node.name) {
    case 'NumericLiteral':
      return { ...place, kind: 'number', text: textOf(node, here).replaceAll(/\s/g, '') };
    case 'StringLiteral':
      return { ...place, kind: 'string', text: readText(textOf(node, here)) };
    case 'BooleanLiteral':
      return { ...place, kind: 'boolean', value: textOf(node, here) === 'true' };
    case 'null':
      return { ...place, kind: 'null' };
    case 'VariableName':
      return readName(node, here);
    case 'ParenthesizedExpression':
      return read(1);
    case 'SimplePositiveUnaryTest':
      return childrenOf(node).length === 1 ? read(0) : readTest(node, here);
    case 'PositiveUnaryTest':
      return read(0);
    case 'Conjunction':
      return { ...place, kind: 'and', left: read(0), right: read(-1) };
    case 'Disjunction':
      return { ...place, kind: 'or', left: read(0), right: read(-1) };
    case 'IfExpression':
      return { ...place, kind: 'if', condition: read(1), whenTrue: read(3), otherwise: read(5) };
    case 'PathExpression':
      return { ...place, kind: 'path', of: read(0), name: nameOf(childAt(node, -1, here), here) };
    case 'FilterExpression':
      return {
        ...place,
        kind: 'filter',
        of: read(0),
        by: readNode(childAt(node, 2, here), { ...here, open: true }),
      };
    default:
      return readCompound(node, here);
  }
}

function readCompound(node: SyntaxNode, here: Surroundings): FeelNode {
  const place = { from: node.from, to: node.to };
  switch (node.name) {
    case 'ArithmeticExpression':
      return readArithmetic(node, here);
    case 'Comparison':
      return readComparison(node, here);
    case 'Interval':
      return readInterval(node, here);
    case 'List':
      return {
        ...place,
        kind: 'list',
        items: childrenOf(node)
          .slice(1, -1)
          .map((item) => readNode(item, here)),
      };
    case 'Context':
      return readContext(node, here);
    case 'ForExpression':
      return { ...place, kind: 'for', ...readIterations(node, here) };
    case 'QuantifiedExpression': {
      const kind = childAt(node, 0, here).name === 'some' ? 'some' : 'every';
      return { ...place, kind, ...readIterations(node, here) };
    }
    case 'FunctionInvocation':
    case 'DateTimeLiteral':
      return readCall(node, here, readNode);
    default:
      return refuse(here, node, CONSTRUCTS[node.name] ?? node.name);
  }
}

/** What the author calls the constructs that the subset leaves out. */
const CONSTRUCTS: Readonly<Record<string, string>> = {
  FunctionDefinition: 'function definition',
  InstanceOfExpression: 'instance of',
};

function nameOf(node: SyntaxNode, here: Surroundings): string {
  return textOf(node, here).replaceAll(/\s+/g, ' ');
}

function readName(node: SyntaxNode, here: Surroundings): FeelNode {
  const name = nameOf(node, here);
  if (!here.open && !here.names.has(name)) return refuse(here, node, `unknown name ${name}`);
  return { from: node.from, to: node.to, kind: 'name', name };
}

function readArithmetic(node: SyntaxNode, here: Surroundings): FeelNode {
  const place = { from: node.from, to: node.to };
  if (childrenOf(node).length === 2)
    return { ...place, kind: 'negate', of: readNode(childAt(node, 1, here), here) };
  const sign = textOf(childAt(node, 1, here), here);
  const operator = ARITHMETIC.find((known) => known === sign) ?? refuse(here, node, `operator ${sign}`);
  const [left, right] = [readNode(childAt(node, 0, here), here), readNode(childAt(node, 2, here), here)];
  return { ...place, kind: 'arithmetic', operator, left, right };
}

function readComparison(node: SyntaxNode, here: Surroundings): FeelNode {
  const place = { from: node.from, to: node.to };
  const of = readNode(childAt(node, 0, here), here);
  const sign = childAt(node, 1, here);
  if (sign.name === 'between') {
    const [low, high] = [readNode(childAt(node, 2, here), here), readNode(childAt(node, 4, here), here)];
    return { ...place, kind: 'between', of, low, high };
  }
  if (sign.name === 'in') {
    const listed = childrenOf(node).find((child) => child.name === 'PositiveUnaryTests');
    const tests = listed ? childrenOf(listed) : [childAt(node, 2, here)];
    return { ...place, kind: 'in', of, tests: tests.map((test) => readNode(test, here)) };
  }
  const operator = comparisonOf(sign, here);
  return { ...place, kind: 'compare', operator, left: of, right: readNode(childAt(node, 2, here), here) };
}

function comparisonOf(node: SyntaxNode, here: Surroundings): ComparisonOperator {
  const sign = textOf(node, here);
  return COMPARISON.find((known) => known === sign) ?? refuse(here, node, `operator ${sign}`);
}

function readTest(node: SyntaxNode, here: Surroundings): FeelNode {
  const operator = comparisonOf(childAt(node, 0, here), here);
  return {
    from: node.from,
    to: node.to,
    kind: 'test',
    operator,
    than: readNode(childAt(node, 1, here), here),
  };
}

function readInterval(node: SyntaxNode, here: Surroundings): FeelNode {
  return {
    from: node.from,
    to: node.to,
    kind: 'range',
    start: readNode(childAt(node, 1, here), here),
    end: readNode(childAt(node, 3, here), here),
    startIncluded: childAt(node, 0, here).name === '[',
    endIncluded: childAt(node, 4, here).name === ']',
  };
}

function readContext(node: SyntaxNode, here: Surroundings): FeelNode {
  let inner = here;
  const entries = childrenOf(node)
    .filter((child) => child.name === 'ContextEntry')
    .map((entry) => {
      const key = childAt(childAt(entry, 0, here), 0, here);
      const name = key.name === 'StringLiteral' ? readText(textOf(key, here)) : nameOf(key, here);
      const value = readNode(childAt(entry, -1, here), inner);
      inner = withBound(inner, name);
      return { key: name, value };
    });
  return { from: node.from, to: node.to, kind: 'context', entries };
}

function readIterations(node: SyntaxNode, here: Surroundings): { iterations: Iteration[]; body: FeelNode } {
  let inner = here;
  const iterations = childrenOf(childAt(node, 1, here)).map((expression) => {
    const name = nameOf(childAt(expression, 0, here), here);
    const iteration = { name, in: readIterated(childAt(expression, 2, here), inner) };
    inner = withBound(inner, name);
    return iteration;
  });
  return { iterations, body: readNode(childAt(node, -1, here), inner) };
}

function readIterated(node: SyntaxNode, here: Surroundings): FeelNode {
  const first = readNode(childAt(node, 0, here), here);
  if (childrenOf(node).length === 1) return first;
  return {
    from: node.from,
    to: node.to,
    kind: 'sequence',
    first,
    last: readNode(childAt(node, 2, here), here),
  };
}
