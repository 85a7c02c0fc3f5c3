const GB18030 = new TextDecoder('gb18030');
/** Where GBK's characters FE50 to FEA0 stood in the private area before Unicode had them. */
const FIRST = 0xe815;
const LAST = 0xe864;
/** Six that decoders still keep private, with the places that Unicode gave them (GB 18030-2022). */
const LATER: Readonly<Record<string, string>> = {
  '\uE816': '\u{20087}',
  '\uE817': '\u{20089}',
  '\uE818': '\u{200CC}',
  '\uE831': '\u{215D7}',
  '\uE83B': '\u{2298F}',
  '\uE855': '\u{241FE}',
};

/**
 * Characters of the private area that GB 18030 once used, replaced by those that Unicode has now (䶮 for U+E863). Others stay:
 * what they meant was settled between one register and its font.
 */
export function replacePrivateUse(text: string): string {
  return text.replace(/[\uE815-\uE864]/gu, standardCharacter);
}

export function hasPrivateUse(text: string): boolean {
  return /[\uE000-\uF8FF\u{F0000}-\u{10FFFD}]/u.test(text);
}

function standardCharacter(sign: string): string {
  const later = LATER[sign];
  if (later !== undefined) return later;
  const code = sign.charCodeAt(0);
  if (code < FIRST || code > LAST) return sign;
  // The trail byte runs from 50 to A0 and leaves out 7F.
  const trail = 0x50 + (code - FIRST);
  return GB18030.decode(Uint8Array.of(0xfe, trail >= 0x7f ? trail + 1 : trail));
}
