import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CREDIT_CODE_ALPHABET, cleanIdInput } from './identifiers.ts';
import {
  organisationCheck,
  parseSocialCreditCode,
  SocialCreditCode,
  socialCreditCheck,
} from './social-credit-code.ts';

const AREAS = ['990102', '100000', '440100', '511301', '350100'];
const context = { isArea: (code: string) => AREAS.includes(code) };
const parse = (text: string) => parseSocialCreditCode(text, context);
const clean = (raw: string) => cleanIdInput(raw, CREDIT_CODE_ALPHABET).value;
const codes = fc
  .array(fc.constantFrom(...CREDIT_CODE_ALPHABET), { minLength: 17, maxLength: 17 })
  .map((characters) => characters.join(''))
  .map((body) => SocialCreditCode.parse(`${body}${socialCreditCheck(body)}`));

describe('a unified social credit code', () => {
  test.each([
    ['an agency', '11990102009900013Q'],
    ['a public institution', '12990102MB0A990116'],
    ['an association', '51990102509900036Q'],
    ['a company', '91990102MA990A0178'],
    ['a sole trader', '92990102MA990B0K5Q'],
    ['a co-operative', '93990102MA990C1T83'],
    ['a law firm', '31990102319900078G'],
    ['a city government office', '11440100007483172Q'],
    ['a district government office', '11511301008778183N'],
    ['a ministry', '11100000MB0143028R'],
    ["the standard's example", '91350100M000100Y43'],
  ])('of %s is accepted without a warning', (_title, text) => {
    expect(parse(text)).toEqual({
      ok: true,
      value: { code: text, department: text[0], class: text[1], area: text.slice(2, 8) },
    });
  });

  test.each([
    ['a wrong check character', '91990102MA990A017A', 'E_CHECK'],
    ['neighbours swapped', '91990102M9A90A0178', 'E_CHECK'],
    ['a letter O', '91990102MO990A0178', 'E_CHAR'],
    ['small letters', '91990102ma990a0178', 'E_CHAR'],
    ['17 characters', '91990102MA990A017', 'E_LEN'],
    ['a class that the department does not have', '94990102MA990A017Y', 'E_DEPT_TYPE'],
  ])('is refused for %s', (_title, text, code) => {
    expect(parse(text)).toEqual({ ok: false, code });
  });

  test('is refused for an area that never was, even if its check character is right', () => {
    const body = `91990199MA990A017`;
    expect(parse(`${body}${socialCreditCheck(body)}`)).toEqual({ ok: false, code: 'E_REGION' });
  });

  test('in small letters is right once cleaned', () => {
    expect(parse(clean('91990102ma990a0178'))).toMatchObject({
      ok: true,
      value: { code: '91990102MA990A0178' },
    });
  });

  test('with a wrong organisation code within is accepted with a warning', () => {
    expect(parse('91990102MA990A011M')).toMatchObject({ ok: true, warnings: ['W_ORGCODE'] });
  });

  test('holds an organisation code whose check character may be X', () => {
    expect(organisationCheck('D2143569')).toBe('X');
  });

  test('reveals every single wrong character', () => {
    fc.assert(
      fc.property(
        codes,
        fc.nat({ max: 17 }),
        fc.constantFrom(...CREDIT_CODE_ALPHABET),
        (code, place, wrong) => {
          fc.pre(wrong !== code[place]);
          expect(
            SocialCreditCode.safeParse(`${code.slice(0, place)}${wrong}${code.slice(place + 1)}`).success,
          ).toBe(false);
        },
      ),
    );
  });

  test('reveals every swap of neighbours', () => {
    fc.assert(
      fc.property(codes, fc.nat({ max: 16 }), (code, place) => {
        fc.pre(code[place] !== code[place + 1]);
        const swapped = `${code.slice(0, place)}${code.charAt(place + 1)}${code.charAt(place)}${code.slice(place + 2)}`;
        expect(SocialCreditCode.safeParse(swapped).success).toBe(false);
      }),
    );
  });
});
