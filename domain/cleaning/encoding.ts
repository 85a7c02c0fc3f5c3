import { type Cleaned, certain, doubtful } from './cleaned.ts';
import { replacePrivateUse } from './private-use.ts';

const UTF8 = new TextDecoder('utf-8');
const GB18030 = new TextDecoder('gb18030');
const HAN = /\p{Script=Han}/u;
/** U+FFFD in UTF-8, twice, read as GBK: the bytes that stood there are gone. */
const LOST = /锟斤拷|锟斤|\uFFFD/u;
const BEYOND_LATIN1 = /[^\p{ASCII}\u0080-\u00FF]/u;
const LATIN1_LETTERS = /[\u0080-\u00FF]/u;

/**
 * Text that was read in a wrong encoding, and text that a fixed width has cut in the middle of a character. It is repaired
 * only where the way back is exact (the bytes taken back and read anew give the same text when read wrongly again); lost
 * bytes are never guessed.
 */
export function repairEncoding(raw: string): Cleaned<string> {
  const cut = cutHalfCharacter(raw);
  if (LOST.test(cut)) return doubtful('bytes_lost', raw);
  const repaired = utf8ReadAsGbk(raw) ?? gbkReadAsLatin1(cut);
  if (repaired?.whole === false) return doubtful('encoding_unsure', raw);
  const steps = [
    ...(cut === raw ? [] : [{ reason: 'half_character', raw, clean: cut }]),
    ...(repaired === undefined ? [] : [{ reason: repaired.reason, raw: cut, clean: repaired.text }]),
  ];
  const text = repaired?.text ?? cut;
  const plain = replacePrivateUse(text);
  if (plain === text) return certain(text, steps);
  return certain(plain, [...steps, { reason: 'private_use', raw: text, clean: plain }]);
}

/** Whether bytes of this text are lost, or were read in a wrong encoding: no name can be compared with it. */
export function isDamaged(text: string): boolean {
  const { doubt, steps } = repairEncoding(text);
  return doubt !== null || steps.some(({ reason }) => reason !== 'private_use');
}

interface Repair {
  reason: string;
  text: string;
  /** False where bytes are missing, or the text may as well be right as it stands. */
  whole: boolean;
}

/** The half of a last character that a field of fixed width has left: a replacement mark or a stray byte at the end. */
function cutHalfCharacter(text: string): string {
  const stray = HAN.test(text) ? /[\uFFFD\u0080-\u00B6\u00B8-\u00FF]$/u : /(?!)/u;
  return text.replace(stray, '');
}

/** 安澜 in UTF-8, read as GBK, is 瀹夋緶: taken back to its bytes it is valid UTF-8, which true GBK text hardly ever is. */
function utf8ReadAsGbk(text: string): Repair | undefined {
  if (!HAN.test(text)) return undefined;
  const kept = text.replace(/[?…\uFFFD]+$/u, '');
  if (!mayStartUtf8(kept)) return undefined;
  const bytes = gbkBytes(kept);
  if (bytes === undefined) return undefined;
  const isRare = hasRarePair(bytes);
  const lossy = UTF8.decode(bytes);
  const read = lossy.replace(/\uFFFD+$/u, '');
  // One character could be chance, unless the end of the text shows that something was lost.
  const fewest = kept === text || !isRare ? 2 : 1;
  if (read.includes('\uFFFD') || [...read].filter((sign) => HAN.test(sign)).length < fewest) return undefined;
  return { reason: 'utf8_read_as_gbk', text: read, whole: isRare && kept === text && read === lossy };
}

/** Whether the first character beyond ASCII can be the first two bytes of one in UTF-8: most names are done with here. */
function mayStartUtf8(text: string): boolean {
  const first = /\P{ASCII}/u.exec(text)?.[0] ?? '';
  gbkCodes ??= listGbk();
  const [lead = 0, trail = 0] = gbkCodes.get(first) ?? [];
  return lead >= 0xc2 && lead <= 0xf4 && trail >= 0x80 && trail <= 0xbf;
}

/** Text misread so mostly shows characters beyond GB 2312. Without one it may be either, and is left to people. */
function hasRarePair(bytes: Uint8Array): boolean {
  for (let index = 0; index < bytes.length; index += (bytes[index] ?? 0) < 0x80 ? 1 : 2) {
    const [lead = 0, trail = 0] = [bytes[index], bytes[index + 1]];
    const isPrivate = (lead > 0xa9 && lead < 0xb0) || lead > 0xf7;
    if (lead === 0x80) return true;
    if (lead > 0x80 && (lead < 0xa1 || trail < 0xa1 || isPrivate)) return true;
  }
  return false;
}

/** 安澜市 in GBK, read as Latin-1, is °²À½ÊÐ: no Chinese in it, and its bytes give nothing but Chinese. */
function gbkReadAsLatin1(text: string): Repair | undefined {
  if (BEYOND_LATIN1.test(text) || !LATIN1_LETTERS.test(text)) return undefined;
  const bytes = Uint8Array.from([...text], (sign) => sign.charCodeAt(0));
  const read = GB18030.decode(bytes);
  if (read.includes('\uFFFD') || !/^[\p{Script=Han}\u0020-\u007E·、，。（）：；]+$/u.test(read))
    return undefined;
  return { reason: 'gbk_read_as_latin1', text: read, whole: true };
}

let gbkCodes: ReadonlyMap<string, readonly [number, number]> | undefined;

/** The bytes of a text in GBK; undefined where a character is not in it. */
function gbkBytes(text: string): Uint8Array | undefined {
  gbkCodes ??= listGbk();
  const bytes: number[] = [];
  for (const sign of text) {
    const code = sign.charCodeAt(0);
    const pair = gbkCodes.get(sign);
    if (code < 0x80) bytes.push(code);
    // A lone byte 80 reads as the euro sign.
    else if (sign === '€') bytes.push(0x80);
    else if (pair !== undefined) bytes.push(...pair);
    else return undefined;
  }
  return Uint8Array.from(bytes);
}

/** Every character of two bytes in GBK, by what the platform's own decoder makes of them. */
function listGbk(): Map<string, readonly [number, number]> {
  const codes = new Map<string, readonly [number, number]>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const sign = GB18030.decode(Uint8Array.of(lead, trail));
      if (trail !== 0x7f && [...sign].length === 1 && !codes.has(sign)) codes.set(sign, [lead, trail]);
    }
  }
  return codes;
}
