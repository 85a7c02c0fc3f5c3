/** Expected failures of verbs: stable codes, each with a page or a message of its own. */
export type VerbProblem =
  /** The thing does not exist, or is not this actor's: the two look the same. */
  | 'not_found'
  /** The actor's role does not carry this action. */
  | 'not_permitted'
  /** The case's status does not admit this action any more. */
  | 'not_allowed'
  /** Somebody else has written since the actor looked. */
  | 'stale';

/** A verb's refusal. Thrown inside the transaction, so that nothing of it remains; the action wrapper turns it into a page. */
export class VerbError extends Error {
  readonly problem: VerbProblem;

  constructor(problem: VerbProblem) {
    super(problem);
    this.name = 'VerbError';
    this.problem = problem;
  }
}
