import { z } from 'zod';
import { type Format, openRealm, type Realm } from './expression-realm.ts';

const MAX_LENGTH = 8_000;
/** A machine that is busy elsewhere is no fault of an expression. */
const MOST_ATTEMPTS = 4;
const Outcome = z.union([
  z.object({ code: z.string(), position: z.int().nullable() }),
  // Nothing found is undefined in JSONata, and JSON leaves it out.
  z.object({ value: z.json().optional() }),
]);

/** An expression of a mapping that does not compile or did not come to an end. Names it and JSONata's code; never a value. */
export class ExpressionError extends Error {
  readonly code: string;

  constructor(expression: string, code: string, position: number | null = null) {
    super(`expression ${expression}: ${code}${position === null ? '' : ` at ${position}`}`);
    this.name = 'ExpressionError';
    this.code = code;
  }
}

export type Bindings = Readonly<Record<string, unknown>>;

/** Compiled expressions of one mapping, by name. */
export interface Expressions<Name extends string> {
  /**
   * Evaluates one, in bounded time and size, the same for the same input.
   * @param bindings variables: `$status` for `status`
   * @returns JSON, or undefined for nothing
   * @throws ExpressionError
   */
  evaluate(name: Name, input: unknown, bindings?: Bindings): unknown;
  /** The same over a body as it came. @throws ExpressionError also for a body that is not in its format */
  evaluateText(name: Name, format: Format, text: string, bindings?: Bindings): unknown;
}

/** @throws ExpressionError for one that is too long or no JSONata */
export function compileExpressions<Name extends string>(
  texts: Readonly<Record<Name, string>>,
): Expressions<Name> {
  let compiled = compileIn(openRealm(), texts);
  const runBounded = (name: Name, format: Format, text: string, bindings: string): string => {
    for (let attempt = 1; ; attempt += 1) {
      const { realm, indexes } = compiled;
      const json = realm.run(indexes.get(name) ?? 0, format, text, bindings);
      if (json !== 'timeout' && json !== 'starved') return json;
      // What was broken off may have left its promises behind.
      compiled = compileIn(openRealm(), texts);
      if (json === 'timeout' || attempt === MOST_ATTEMPTS) throw new ExpressionError(name, 'timeout');
    }
  };
  const evaluateText = (name: Name, format: Format, text: string, bindings: Bindings = {}): unknown => {
    const json = runBounded(name, format, text, JSON.stringify(bindings));
    const outcome = Outcome.parse(JSON.parse(json));
    if ('code' in outcome) throw new ExpressionError(name, outcome.code, outcome.position);
    return outcome.value;
  };
  return {
    evaluateText,
    evaluate: (name, input, bindings) => evaluateText(name, 'json', JSON.stringify(input ?? null), bindings),
  };
}

function compileIn(realm: Realm, texts: Readonly<Record<string, string>>) {
  const indexes = new Map<string, number>();
  for (const [name, text] of Object.entries(texts)) {
    if (text.length > MAX_LENGTH) throw new ExpressionError(name, 'too_long');
    const added = realm.add(text);
    if (typeof added !== 'number') throw new ExpressionError(name, added.code, added.position);
    indexes.set(name, added);
  }
  return { realm, indexes };
}
