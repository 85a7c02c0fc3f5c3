/**
 * A text that is no FEEL, or FEEL outside the subset. `construct` names what was refused (`syntax`,
 * `function definition`, `unknown name x`); `from` and `to` are its place in `source`.
 */
export class FeelSyntaxError extends Error {
  override readonly name = 'FeelSyntaxError';
  readonly source: string;
  readonly from: number;
  readonly to: number;
  readonly construct: string;

  constructor(source: string, from: number, to: number, construct: string) {
    super(`Not in the FEEL subset: ${construct} at ${from} in “${source}”.`);
    this.source = source;
    this.from = from;
    this.to = to;
    this.construct = construct;
  }
}
