const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** The text that a string literal with its quotes stands for (DMN 1.5 §10.3.1.2, rules 33 and 64). */
export function readText(literal: string): string {
  return literal
    .slice(1, -1)
    .replaceAll(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{6})|([\s\S]))/g, (_, unit, point, other) => {
      const code = typeof unit === 'string' ? unit : point;
      if (typeof code !== 'string') return ESCAPES[String(other)] ?? String(other);
      const value = Number.parseInt(code, 16);
      return code.length === 4
        ? String.fromCharCode(value)
        : value <= 0x10ffff
          ? String.fromCodePoint(value)
          : '\ufffd';
    });
}
