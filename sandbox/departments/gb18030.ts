/**
 * Bytes of the old system's names. Node decodes GB18030 (and GBK within it) but does not encode; the two-byte part is
 * turned round here from the decoder's own table. Characters outside it become `?`, as the old terminals wrote them.
 */
const decoder = new TextDecoder('gb18030');
const table = buildTable();

export function encodeGbk(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes.push(...(code < 0x80 ? [code] : (table.get(character) ?? [0x3f])));
  }
  return Uint8Array.from(bytes);
}

/** Damaged bytes become U+FFFD. */
export function decodeGb18030(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

function buildTable(): ReadonlyMap<string, readonly [number, number]> {
  const found = new Map<string, readonly [number, number]>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      if ([...text].length === 1 && text !== '\uFFFD' && !found.has(text)) found.set(text, [lead, trail]);
    }
  }
  return found;
}
