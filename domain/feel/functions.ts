import type { Builtin } from './builtin.ts';
import { DATE_FUNCTIONS } from './functions-date.ts';
import { LIST_FUNCTIONS } from './functions-list.ts';
import { NUMBER_FUNCTIONS } from './functions-number.ts';
import { TEXT_FUNCTIONS } from './functions-text.ts';

const SINGLE: Readonly<Record<string, Builtin>> = {
  ...NUMBER_FUNCTIONS,
  ...TEXT_FUNCTIONS,
  ...LIST_FUNCTIONS,
};

/** The names of every function that the subset has. */
export const FUNCTION_NAMES: readonly string[] = [
  ...Object.keys(SINGLE),
  ...Object.keys(DATE_FUNCTIONS),
].sort();

/** The shapes of the function of that name; none where the subset has no such function. */
export function listShapes(name: string): readonly Builtin[] {
  if (Object.hasOwn(DATE_FUNCTIONS, name)) return DATE_FUNCTIONS[name] ?? [];
  const single = Object.hasOwn(SINGLE, name) ? SINGLE[name] : undefined;
  return single ? [single] : [];
}

/** The function of that name with so many parameters. Throws where `parseFeel` would have refused the call. */
export function getFunction(name: string, parameters: number): Builtin {
  const shape = listShapes(name).find((candidate) => candidate.parameters.length === parameters);
  if (!shape) throw new RangeError(`No FEEL function ${name} takes ${parameters} arguments.`);
  return shape;
}
