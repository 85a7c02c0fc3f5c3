import { parser, trackVariables } from '@bpmn-io/lezer-feel';
import { FUNCTION_NAMES } from './functions.ts';
import { readTree } from './grammar.ts';
import type { FeelExpression } from './syntax.ts';
import { FeelSyntaxError } from './syntax-error.ts';

export type { FeelExpression } from './syntax.ts';

/** A text longer than this is no rule that anybody could check. */
const LONGEST_SOURCE = 20_000;

/**
 * Parses one FEEL expression into plain data that survives JSON and is evaluated as often as wanted.
 * `names` are the variables it may read; a dotted name declares its root. Throws FeelSyntaxError for a syntax
 * error, a name or function that does not exist, wrong arguments, and every construct outside README.md's subset.
 */
export function parseFeel(source: string, names: readonly string[]): FeelExpression {
  if (source.length > LONGEST_SOURCE)
    throw new FeelSyntaxError(source.slice(0, 80), 0, 80, 'expression too long');
  const roots = [...new Set(names.map((name) => name.split('.')[0] ?? name))];
  const known = Object.fromEntries([...FUNCTION_NAMES, ...roots].map((name) => [name, 1]));
  const tree = parser.configure({ contextTracker: trackVariables(known) }).parse(source);
  return { source, names: roots, root: readTree(tree, source, roots) };
}
