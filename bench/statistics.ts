/** The value below which the given share of the values lies (nearest rank). @throws RangeError for no values */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new RangeError('no values');
  return found;
}

/** A figure as it is printed: three significant decimals are more than a machine repeats. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
