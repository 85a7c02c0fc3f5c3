import { type Budget, newBudget } from './limit.ts';
import { type FeelContext, type FeelValue, isContext, Unknown, unknown, unknownFrom } from './value.ts';

/** What names mean at one place of an expression. */
export interface Scope {
  /** The value of a name; undefined where nothing of that name exists here. */
  readonly find: (name: string) => FeelValue | undefined;
  readonly budget: Budget;
}

/** The outermost scope: a declared name that was not given a value is unknown, never null. */
export function outerScope(values: Record<string, FeelValue>, names: readonly string[]): Scope {
  const declared = new Set(names);
  return {
    find: (name) => {
      if (Object.hasOwn(values, name)) return values[name];
      return declared.has(name) ? unknown(name) : undefined;
    },
    budget: newBudget(),
  };
}

export function withNames(scope: Scope, values: FeelContext): Scope {
  return {
    find: (name) => (Object.hasOwn(values, name) ? values[name] : scope.find(name)),
    budget: scope.budget,
  };
}

/**
 * The scope inside a filter: `item` is the element, and its entries can be named directly. Where the element is
 * unknown, any name may turn out to be one of its entries, so every name stands on the element as well.
 */
export function withItem(scope: Scope, item: FeelValue): Scope {
  const outer = withNames(scope, { item });
  if (isContext(item)) return withNames(outer, item);
  if (!(item instanceof Unknown)) return outer;
  return { find: (name) => unknownFrom(item, outer.find(name) ?? null), budget: scope.budget };
}
