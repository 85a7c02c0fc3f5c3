import { z } from 'zod';
import { type Explanation, explain } from './feel/explain.ts';
import type { FeelExpression } from './feel/parse.ts';
import type { FeelValue } from './feel/value.ts';

/**
 * One node of a computation as plain JSON: the source text, the value without loss (`66505/12`, in yuan where it is
 * money), the value for reading (numbers to at most four decimals, `isShortened` where digits are left out), and the
 * nodes that it was computed from. `operator` is the arithmetic sign or the function's name, null for anything else.
 */
export interface ExplanationNode {
  source: string;
  operator: string | null;
  exact: string;
  decimal: string;
  isShortened: boolean;
  parts: ExplanationNode[];
}
export const ExplanationNode: z.ZodType<ExplanationNode, ExplanationNode> = z.lazy(() =>
  z.object({
    source: z.string(),
    operator: z.string().nullable(),
    exact: z.string(),
    decimal: z.string(),
    isShortened: z.boolean(),
    parts: z.array(ExplanationNode),
  }),
);

/** The value of an expression with how it came about. An unknown prints as `unknown(what it stands on)`. */
export function explained(expression: FeelExpression, scope: Record<string, FeelValue>) {
  const explanation = explain(expression, scope);
  return { value: explanation.value, explanation: plain(explanation) };
}

function plain({ source, operator, exact, decimal, isShortened, parts }: Explanation): ExplanationNode {
  return { source, operator: operator ?? null, exact, decimal, isShortened, parts: parts.map(plain) };
}
