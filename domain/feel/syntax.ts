/** The parts of a FEEL expression as plain data: it survives JSON, so a parsed expression can be stored or sent. */
export interface FeelExpression {
  readonly source: string;
  /** The declared variable names, as given to `parseFeel`. */
  readonly names: readonly string[];
  readonly root: FeelNode;
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';
export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** Where a node stands in the source: `source.slice(from, to)`. */
interface Place {
  readonly from: number;
  readonly to: number;
}

export interface Iteration {
  readonly name: string;
  readonly in: FeelNode;
}

export type FeelNode = Place &
  (
    | { readonly kind: 'number'; readonly text: string }
    | { readonly kind: 'string'; readonly text: string }
    | { readonly kind: 'boolean'; readonly value: boolean }
    | { readonly kind: 'null' }
    | { readonly kind: 'at'; readonly text: string }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'path'; readonly of: FeelNode; readonly name: string }
    | { readonly kind: 'negate'; readonly of: FeelNode }
    | {
        readonly kind: 'arithmetic';
        readonly operator: ArithmeticOperator;
        readonly left: FeelNode;
        readonly right: FeelNode;
      }
    | {
        readonly kind: 'compare';
        readonly operator: ComparisonOperator;
        readonly left: FeelNode;
        readonly right: FeelNode;
      }
    | { readonly kind: 'and' | 'or'; readonly left: FeelNode; readonly right: FeelNode }
    | { readonly kind: 'between'; readonly of: FeelNode; readonly low: FeelNode; readonly high: FeelNode }
    | { readonly kind: 'in'; readonly of: FeelNode; readonly tests: readonly FeelNode[] }
    | {
        readonly kind: 'range';
        readonly start: FeelNode;
        readonly end: FeelNode;
        readonly startIncluded: boolean;
        readonly endIncluded: boolean;
      }
    | { readonly kind: 'test'; readonly operator: ComparisonOperator; readonly than: FeelNode }
    | { readonly kind: 'sequence'; readonly first: FeelNode; readonly last: FeelNode }
    | {
        readonly kind: 'if';
        readonly condition: FeelNode;
        readonly whenTrue: FeelNode;
        readonly otherwise: FeelNode;
      }
    | { readonly kind: 'list'; readonly items: readonly FeelNode[] }
    | {
        readonly kind: 'context';
        readonly entries: readonly { readonly key: string; readonly value: FeelNode }[];
      }
    | { readonly kind: 'filter'; readonly of: FeelNode; readonly by: FeelNode }
    | { readonly kind: 'for'; readonly iterations: readonly Iteration[]; readonly body: FeelNode }
    | { readonly kind: 'some' | 'every'; readonly iterations: readonly Iteration[]; readonly body: FeelNode }
    /** Arguments stand in the order of the function's parameters; null marks one that was left out. */
    | { readonly kind: 'call'; readonly function: string; readonly arguments: readonly (FeelNode | null)[] }
  );

export type FeelNodeKind = FeelNode['kind'];
