/**
 * First two digits of the provincial areas of GB/T 2260, and 81 to 83 for the residence permits of Hong Kong, Macau and
 * Taiwan residents. A citizen's number keeps the area of first registration, also an abolished one, anywhere in the country.
 */
const PROVINCES: ReadonlySet<string> = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(
    ' ',
  ),
);

/** Whether a six-digit code can be an area: by its province, or because the city's own reference data has it. */
export function isKnownArea(code: string, own: ReadonlySet<string>): boolean {
  return PROVINCES.has(code.slice(0, 2)) || own.has(code);
}

/** The codes along an area path such as `990000/990100/990102`, nearest first. */
export function areaChain(path: string): string[] {
  return path.split('/').reverse();
}
