/**
 * What a department may leave out of the conformance suite, each with a sentence why: kinds of answers that it never gives,
 * and what its own service has no place for. Nothing else is its to leave out: that nothing leaks is no matter of taste.
 */
export const WAIVABLE = ['contradicted', 'no_record', 'ambiguous', 'wrong_call', 'ground'] as const;
export type Waivable = (typeof WAIVABLE)[number];

export function isWaivable(name: string): name is Waivable {
  return WAIVABLE.some((each) => each === name);
}
