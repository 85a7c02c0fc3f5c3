import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CREDIT_CODE_ALPHABET, cleanIdInput } from './identifiers.ts';

const ID = '99010319750517001X';

describe('cleaning an identity number', () => {
  test.each([
    ['spaces', '990103 19750517 001X', ['space']],
    ['a tab', '99010319750517001X\t', ['space']],
    ['no-break spaces', '990103\u00A019750517001X', ['space']],
    ['ideographic spaces', '\u3000990103\u300019750517001X', ['space']],
    ['zero-width characters', '\u200B990103\u200D19750517\u2060001X', ['zero_width']],
    ['a byte order mark', '\uFEFF99010319750517001X', ['bom']],
    ['hyphens', '990103-19750517–001X', ['hyphen']],
    ["a spreadsheet's apostrophe", "'99010319750517001X", ['apostrophe']],
    ['full-width digits and letters', '９９０１０３１９７５０５１７００１Ｘ', ['full_width']],
    ['a full-width small x', '99010319750517001ｘ', ['full_width', 'upper_case']],
    ['a small x', '99010319750517001x', ['upper_case']],
    [
      'several at once',
      '\uFEFF＇990103－19750517 001x',
      ['bom', 'full_width', 'space', 'hyphen', 'apostrophe', 'upper_case'],
    ],
    ['nothing wrong', ID, []],
  ])('mends %s and says so', (_title, raw, steps) => {
    expect(cleanIdInput(raw)).toEqual({ value: ID, steps, lookAlikes: [] });
  });

  test.each([
    ['a letter O', '9901O3197505170017', 4, 'O', '0'],
    ['a small o', '9901o3197505170017', 4, 'o', '0'],
    ['a small l', '99 0l0319750517001X', 3, 'l', '1'],
    ['a letter S', '990103197S0517001X', 9, 'S', '5'],
    ['a Cyrillic Х', '99010319750517001Х', 17, 'Х', 'X'],
    ['a small Cyrillic х', '99010319750517001х', 17, 'х', 'X'],
    ['a multiplication sign', '99010319750517001×', 17, '×', 'X'],
    ['a box-drawing cross', '99010319750517001╳', 17, '╳', 'X'],
  ])('reports %s and leaves it', (_title, raw, index, character, resembles) => {
    const cleaned = cleanIdInput(raw);
    expect(cleaned.lookAlikes).toEqual([{ index, character, resembles }]);
    expect(cleaned.value.charAt(index)).toBe(character);
  });

  test('keeps an apostrophe that is not in front', () => {
    expect(cleanIdInput("990103'").value).toBe("990103'");
  });

  test('takes the letters of the code for what they are in a credit code', () => {
    expect(cleanIdInput('91990102ma990l0178', CREDIT_CODE_ALPHABET)).toEqual({
      value: '91990102MA990L0178',
      steps: ['upper_case'],
      lookAlikes: [],
    });
    expect(cleanIdInput('91990102MO990A0178', CREDIT_CODE_ALPHABET).lookAlikes).toEqual([
      { index: 9, character: 'O', resembles: '0' },
    ]);
  });

  const awkward = fc.constantFrom(..." \t-–'‘`’＇－ｘｘxlOoS０９Х×\u00A0\u3000\u200B\uFEFF\u00AD");

  test('of any text is finished after one time', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(awkward, fc.string({ unit: 'binary', maxLength: 1 }))), (list) => {
        const once = cleanIdInput(list.join(''));
        expect(cleanIdInput(once.value)).toEqual({ ...once, steps: [] });
      }),
    );
  });

  test('never changes, adds or loses a character of the number', () => {
    const noise = fc.constantFrom('', ' ', '\t', '-', '\u00A0', '\u3000', '\u200B', '\uFEFF', '－');
    const characters = fc.array(fc.tuple(noise, fc.constantFrom(...'0123456789X')), { maxLength: 20 });
    fc.assert(
      fc.property(characters, (list) => {
        expect(cleanIdInput(list.flat().join('')).value).toBe(
          list.map(([, character]) => character).join(''),
        );
      }),
    );
  });
});
