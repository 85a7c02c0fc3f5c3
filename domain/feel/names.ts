import type { FeelExpression, FeelNode } from './syntax.ts';

/**
 * The input names that an expression reads, each with the path under it where the expression says one:
 * `insured.scheme = "职工"` reads `insured.scheme`. A path runs up to the first filter, list or function; names
 * bound by `for`, `some`, `every`, a filter or a context are not inputs.
 */
export function namesIn(expression: FeelExpression): ReadonlySet<string> {
  const found = new Set<string>();
  collect(expression.root, new Set(expression.names), found);
  return found;
}

function collect(node: FeelNode, inputs: ReadonlySet<string>, found: Set<string>): void {
  const path = pathOf(node);
  if (path) {
    if (inputs.has(path[0])) found.add(path.join('.'));
    return;
  }
  if (node.kind === 'for' || node.kind === 'some' || node.kind === 'every') {
    let inner = inputs;
    for (const iteration of node.iterations) {
      collect(iteration.in, inner, found);
      inner = without(inner, iteration.name);
    }
    collect(node.body, inner, found);
    return;
  }
  if (node.kind === 'context') {
    let inner = inputs;
    for (const entry of node.entries) {
      collect(entry.value, inner, found);
      inner = without(inner, entry.key);
    }
    return;
  }
  if (node.kind === 'filter') {
    collect(node.of, inputs, found);
    collect(node.by, without(inputs, 'item'), found);
    return;
  }
  for (const child of childrenOf(node)) collect(child, inputs, found);
}

function pathOf(node: FeelNode): [string, ...string[]] | undefined {
  if (node.kind === 'name') return [node.name];
  if (node.kind !== 'path') return undefined;
  const above = pathOf(node.of);
  return above ? [...above, node.name] : undefined;
}

function without(names: ReadonlySet<string>, name: string): ReadonlySet<string> {
  return new Set([...names].filter((other) => other !== name));
}

/** The direct parts of a node, in the order of the source. */
export function childrenOf(node: FeelNode): readonly FeelNode[] {
  switch (node.kind) {
    case 'number':
    case 'string':
    case 'boolean':
    case 'null':
    case 'at':
    case 'name':
      return [];
    case 'path':
    case 'negate':
      return [node.of];
    case 'arithmetic':
    case 'compare':
    case 'and':
    case 'or':
      return [node.left, node.right];
    case 'between':
      return [node.of, node.low, node.high];
    case 'in':
      return [node.of, ...node.tests];
    case 'range':
      return [node.start, node.end];
    case 'test':
      return [node.than];
    case 'sequence':
      return [node.first, node.last];
    case 'if':
      return [node.condition, node.whenTrue, node.otherwise];
    case 'list':
      return node.items;
    case 'context':
      return node.entries.map((entry) => entry.value);
    case 'filter':
      return [node.of, node.by];
    case 'for':
    case 'some':
    case 'every':
      return [...node.iterations.map((iteration) => iteration.in), node.body];
    case 'call':
      return node.arguments.filter((argument) => argument !== null);
  }
}
