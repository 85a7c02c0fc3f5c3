/** Ways in which offices wrote the same name otherwise. Similar never means the same: this file only produces and groups. */

/** Second-round simplified surnames (1977, withdrawn 1986) that stayed in old records. */
const SIMPLIFIED: Readonly<Record<string, string>> = {
  萧: '肖',
  傅: '付',
  戴: '代',
  邱: '丘',
  叶: '葉',
  阎: '闫',
};
const TRADITIONAL: Readonly<Record<string, string>> = {
  陈: '陳',
  张: '張',
  钟: '鍾',
  叶: '葉',
  刘: '劉',
  赵: '趙',
  国: '國',
  华: '華',
  丽: '麗',
  军: '軍',
  兰: '蘭',
  红: '紅',
};

export function simplifiedSurname(name: string): string {
  return (SIMPLIFIED[name.charAt(0)] ?? TRADITIONAL[name.charAt(0)] ?? name.charAt(0)) + name.slice(1);
}

export function traditionalName(name: string): string {
  return [...name].map((character) => TRADITIONAL[character] ?? character).join('');
}

/** The separator of a minority name as many keyboards write it: U+2022 for U+00B7. */
export function otherSeparator(name: string): string {
  return name.replaceAll('·', '•');
}

/** The last character as a terminal shows what its font lacks. */
export function cannotType(name: string): string {
  return `${[...name].slice(0, -1).join('')}?`;
}

/** The number with the next check digit: wrong by the rule, yet the one that was issued. */
export function wrongCheckDigit(idNumber: string): string {
  const last = idNumber.charAt(17);
  return idNumber.slice(0, 17) + (last === 'X' ? '0' : last === '9' ? 'X' : String(Number(last) + 1));
}

const SAME_CHARACTER = new Map<string, string>([
  ...Object.entries(SIMPLIFIED).map(([one, other]) => [other, one] as const),
  ...Object.entries(TRADITIONAL).map(([one, other]) => [other, one] as const),
]);
const SEPARATORS = /[·•．・.\s]/gu;

export type Likeness = 'same' | 'similar' | 'different';

/**
 * Compares a name that was asked with the one that a record holds. Exactly equal is the same; variants of characters and
 * separators, a cut tail, marks for what could not be typed or read are similar.
 */
export function likeness(asked: string, held: string): Likeness {
  if (asked === held) return 'same';
  const [one, other] = [folded(asked), folded(held)];
  if (one === other || unreadable(held)) return 'similar';
  if (other.length >= 2 && (one.startsWith(other) || other.startsWith(one))) return 'similar';
  const pattern = [...other];
  const fits =
    pattern.length === [...one].length &&
    [...one].every((character, index) => sameOrLost(character, pattern[index]));
  return fits ? 'similar' : 'different';
}

function folded(name: string): string {
  const plain = [...name.normalize('NFC').replace(SEPARATORS, '')];
  return plain.map((character) => SAME_CHARACTER.get(character) ?? character).join('');
}

/** Damaged bytes, a description instead of a character, or no Chinese at all: nobody can tell whose record it is. */
function unreadable(held: string): boolean {
  return /[\uFFFD\uE000-\uF8FF(（]|锟斤拷/u.test(held) || !/\p{Script=Han}/u.test(held);
}

function sameOrLost(asked: string, held: string | undefined): boolean {
  return asked === held || held === '?' || held === '？';
}
