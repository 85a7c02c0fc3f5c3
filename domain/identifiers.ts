/** Whether a six-digit area code (GB/T 2260) is, or ever was, one. Which codes there are is data, not code. */
export type IsArea = (code: string) => boolean;

/** The characters of a 公民身份号码 (GB 11643); enough for any number made of digits. */
export const ID_ALPHABET = '0123456789X';
/** The characters of a 统一社会信用代码 (GB 32100): no I, O, S, V, Z. */
export const CREDIT_CODE_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** What was done to an input before it was read. None of it can change which number is meant. */
export type CleaningStep =
  | 'bom'
  | 'zero_width'
  | 'full_width'
  | 'space'
  | 'hyphen'
  | 'apostrophe'
  | 'upper_case';

/** A character that looks like another one; people decide which was meant, programs do not. */
export type LookAlike = { index: number; character: string; resembles: string };

export type CleanedInput = {
  value: string;
  steps: readonly CleaningStep[];
  lookAlikes: readonly LookAlike[];
};

type Cleaning = { step: CleaningStep; apply: (text: string) => string };

/** In this order: full-width characters first become the plain ones that later steps look for. */
const CLEANINGS: readonly Cleaning[] = [
  { step: 'bom', apply: (text) => text.replaceAll('\uFEFF', '') },
  { step: 'zero_width', apply: (text) => text.replace(/[\u200B-\u200F\u2060]/g, '') },
  {
    step: 'full_width',
    apply: (text) =>
      text.replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCodePoint(wide.charCodeAt(0) - 0xfee0)),
  },
  // No-break (U+00A0) and ideographic (U+3000) spaces are among \s.
  { step: 'space', apply: (text) => text.replace(/\s/g, '') },
  { step: 'hyphen', apply: (text) => text.replace(/[-\u00AD\u2010-\u2015\u2212]/g, '') },
  // A spreadsheet's mark for "this is text" stands only at the beginning; word processors curl it.
  { step: 'apostrophe', apply: (text) => text.replace(/^['\u2018\u2019`]+/, '') },
];

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  O: '0',
  o: '0',
  '\u041E': '0',
  '\u043E': '0',
  〇: '0',
  I: '1',
  l: '1',
  '|': '1',
  S: '5',
  s: '5',
  Z: '2',
  z: '2',
  '\u0425': 'X',
  '\u0445': 'X',
  '\u03A7': 'X',
  '×': 'X',
  '╳': 'X',
};

/**
 * Takes away from a typed or loaded number what cannot be part of it: spaces of all kinds, hyphens, zero-width
 * characters, byte order marks and a leading apostrophe; maps full-width ASCII to plain and writes small letters
 * of the alphabet large. Characters that merely look right (letter O for 0, Cyrillic Х for X) stay as they are
 * and are reported, with their place in the cleaned value.
 */
export function cleanIdInput(raw: string, alphabet: string = ID_ALPHABET): CleanedInput {
  const steps: CleaningStep[] = [];
  let value = raw;
  for (const { step, apply } of [...CLEANINGS, upperCase(alphabet)]) {
    const cleaned = apply(value);
    if (cleaned !== value) steps.push(step);
    value = cleaned;
  }
  return { value, steps, lookAlikes: findLookAlikes(value, alphabet) };
}

function upperCase(alphabet: string): Cleaning {
  const enlarge = (small: string) => (alphabet.includes(small.toUpperCase()) ? small.toUpperCase() : small);
  return { step: 'upper_case', apply: (text) => text.replace(/[a-z]/g, enlarge) };
}

function findLookAlikes(value: string, alphabet: string): LookAlike[] {
  return value.split('').flatMap((character, index) => {
    const resembles = alphabet.includes(character) ? undefined : LOOK_ALIKES[character];
    return resembles === undefined ? [] : [{ index, character, resembles }];
  });
}
