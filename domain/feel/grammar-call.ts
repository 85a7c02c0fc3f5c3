import type { SyntaxNode } from '@lezer/common';
import type { Builtin } from './builtin.ts';
import { findDate, findDuration } from './date.ts';
import { listShapes } from './functions.ts';
import { refuse, type Surroundings, textOf } from './grammar-place.ts';
import { readText } from './grammar-text.ts';
import type { FeelNode } from './syntax.ts';

type Read = (node: SyntaxNode, here: Surroundings) => FeelNode;

/** A call of a function of the subset, or a date or duration literal (`@"2026-11-22"`). */
export function readCall(node: SyntaxNode, here: Surroundings, read: Read): FeelNode {
  const head = node.firstChild ?? refuse(here, node, 'syntax');
  if (head.name === 'AtLiteral') return readAtLiteral(head, here);
  if (!['VariableName', 'SpecialFunctionName', 'DateTimeConstructor'].includes(head.name)) {
    return refuse(here, head, 'calling a value');
  }
  const name = textOf(head, here).replaceAll(/\s+/g, ' ');
  const shapes = listShapes(name);
  if (shapes.length === 0) return refuse(here, head, `function ${name}()`);
  const given = givenTo(node, here, read);
  for (const shape of shapes) {
    const fitted = 'named' in given ? fitNamed(shape, given.named) : fitPositional(shape, given.listed, node);
    if (fitted) {
      refuseTimes(name, fitted, here);
      return { from: node.from, to: node.to, kind: 'call', function: name, arguments: fitted };
    }
  }
  return refuse(here, node, `arguments of ${name}()`);
}

function readAtLiteral(node: SyntaxNode, here: Surroundings): FeelNode {
  const text = readText(textOf(node, here).slice(1).trim());
  if (!findDate(text) && !findDuration(text)) return refuse(here, node, `literal @"${text}"`);
  return { from: node.from, to: node.to, kind: 'at', text };
}

type Given = { readonly listed: readonly FeelNode[] } | { readonly named: ReadonlyMap<string, FeelNode> };

function givenTo(node: SyntaxNode, here: Surroundings, read: Read): Given {
  const listed = node.getChild('PositionalParameters');
  if (listed) return { listed: expressionsIn(listed).map((argument) => read(argument, here)) };
  const named = new Map<string, FeelNode>();
  for (const parameter of node.getChild('NamedParameters')?.getChildren('NamedParameter') ?? []) {
    const [name, value] = expressionsIn(parameter);
    if (!name || !value) return refuse(here, parameter, 'syntax');
    named.set(textOf(name, here).trim().replaceAll(/\s+/g, ' '), read(value, here));
  }
  return { named };
}

function expressionsIn(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'BlockComment' && child.name !== 'LineComment') children.push(child);
  }
  return children;
}

/** The arguments in the order of the parameters, null for one left out; undefined where they do not fit. */
function fitNamed(shape: Builtin, named: ReadonlyMap<string, FeelNode>): (FeelNode | null)[] | undefined {
  if (![...named.keys()].every((name) => shape.parameters.includes(name))) return undefined;
  const fitted = shape.parameters.map((name) => named.get(name) ?? null);
  return fitted.slice(0, shape.required).includes(null) ? undefined : fitted;
}

function fitPositional(
  shape: Builtin,
  listed: readonly FeelNode[],
  node: SyntaxNode,
): (FeelNode | null)[] | undefined {
  if (listed.length < shape.required) return undefined;
  const last = shape.parameters.length - 1;
  if (shape.rest === 'always' || (shape.rest === 'when several' && listed.length > 1)) {
    const items = listed.slice(last);
    return [...listed.slice(0, last), { from: node.from, to: node.to, kind: 'list', items }];
  }
  if (listed.length > shape.parameters.length) return undefined;
  return shape.parameters.map((_, index) => listed[index] ?? null);
}

/** A literal time of day is refused when it is written, not made null when a case is decided. */
function refuseTimes(name: string, fitted: readonly (FeelNode | null)[], here: Surroundings): void {
  const [first] = fitted;
  if (first?.kind !== 'string') return;
  if (name === 'duration' && /^-?P(\d+D)?T\d/.test(first.text))
    refuse(here, first, 'duration with a time of day');
  if (name === 'date' && /^-?\d+-\d\d-\d\dT\d/.test(first.text))
    refuse(here, first, 'date with a time of day');
}
