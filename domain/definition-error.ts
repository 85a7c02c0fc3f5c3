/** A service definition that cannot be used: a name that nothing has, an expression that does not parse, a circle. */
export class DefinitionError extends Error {
  override readonly name = 'DefinitionError';
  /** Where in the document, such as `criteria.near-relative.expression`. */
  readonly place: string;
  constructor(place: string, problem: string, options?: ErrorOptions) {
    super(`${place}: ${problem}`, options);
    this.place = place;
  }
}
