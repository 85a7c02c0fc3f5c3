/** A repeatable source of chance: the same seed gives the same sequence on every machine and engine. */
export type Random = {
  /** A number from 0 (included) to 1 (excluded). */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number;
  chance(probability: number): boolean;
  /** @throws RangeError if the list is empty. */
  pick<T>(list: readonly T[]): T;
  /** Picks by weight; weights need not add up to one. */
  weighted<T>(entries: readonly (readonly [T, number])[]): T;
  /** A triangular draw between `low` and `high` with its peak in the middle, rounded to a whole number. */
  triangular(low: number, high: number): number;
};

/** @param seed any text; texts that differ give unrelated sequences */
export function seeded(seed: string): Random {
  const next = sfc32(hashWords(seed));
  const random: Random = {
    next,
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (list) => {
      const found = list[Math.floor(next() * list.length)];
      if (found === undefined) throw new RangeError('nothing to pick from');
      return found;
    },
    weighted: (entries) => {
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of entries) {
        left -= weight;
        if (left < 0) return value;
      }
      throw new RangeError('weights must be positive');
    },
    triangular: (low, high) => Math.round(low + ((next() + next()) / 2) * (high - low)),
  };
  return random;
}

/** Four 32-bit words from a text (xmur3, Bob Jenkins' mixing by way of MurmurHash3; public domain). */
function hashWords(text: string): [number, number, number, number] {
  let hash = 1779033703 ^ text.length;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 3432918353);
    hash = (hash << 13) | (hash >>> 19);
  }
  const word = () => {
    hash = Math.imul(hash ^ (hash >>> 16), 2246822507);
    hash = Math.imul(hash ^ (hash >>> 13), 3266489909);
    hash ^= hash >>> 16;
    return hash >>> 0;
  };
  return [word(), word(), word(), word()];
}

/** Small Fast Counter, 32 bit (Chris Doty-Humphrey, PractRand; public domain). */
function sfc32(state: [number, number, number, number]): () => number {
  let [a, b, c, counter] = state;
  return () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
}
