import { MAX_CELL } from './raw-record.ts';

/**
 * Gathers the text of `<t>` inside an element (`si` of shared texts, `is` of a cell's own). Phonetic readings (`<rPh>`) are no
 * part of it. What is longer than a cell may be is cut one character beyond, so that it shows.
 */
export function openText(element: 'si' | 'is') {
  let whole: string | undefined;
  let isText = false;
  let isPhonetic = false;
  return {
    open(name: string) {
      if (name === element) whole = '';
      if (name === 'rPh') isPhonetic = true;
      if (name === 't') isText = true;
    },
    text(piece: string) {
      if (isText && !isPhonetic && whole !== undefined) whole = (whole + piece).slice(0, MAX_CELL + 1);
    },
    /** @returns the text, where this closes the element */
    close(name: string): string | undefined {
      if (name === 'rPh') isPhonetic = false;
      if (name === 't') isText = false;
      if (name !== element) return undefined;
      const done = whole;
      whole = undefined;
      return done;
    },
  };
}
