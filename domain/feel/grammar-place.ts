import type { SyntaxNode } from '@lezer/common';
import { FeelSyntaxError } from './syntax-error.ts';

/** What the reader of a node knows of the place where it stands. */
export interface Surroundings {
  readonly source: string;
  /** The names that exist here. */
  readonly names: ReadonlySet<string>;
  /** True inside a filter, where any name may be an entry of the element. */
  readonly open: boolean;
}

export function withBound(here: Surroundings, name: string): Surroundings {
  return { ...here, names: new Set([...here.names, name]) };
}

export function textOf(node: SyntaxNode, here: Surroundings): string {
  return here.source.slice(node.from, node.to);
}

export function refuse(
  here: Pick<Surroundings, 'source'>,
  node: { readonly from: number; readonly to: number },
  construct: string,
): never {
  throw new FeelSyntaxError(here.source, node.from, node.to, construct);
}
