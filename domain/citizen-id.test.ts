import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CitizenId,
  citizenIdCheck,
  findCitizenId15,
  parseCitizenId,
  upgradeCitizenId15,
} from './citizen-id.ts';
import { addDays, CivilDate } from './dates.ts';
import { cleanIdInput } from './identifiers.ts';

const AREAS = [
  '990102',
  '990103',
  '990105',
  '990121',
  '990122',
  '810000',
  '820000',
  '830000',
  '110105',
  '440524',
];
const context = { isArea: (code: string) => AREAS.includes(code), today: CivilDate.parse('2026-11-22') };
const parse = (text: string) => parseCitizenId(text, context);

const START = CivilDate.parse('1900-01-01');
const bodies = fc
  .record({
    area: fc.constantFrom(...AREAS),
    birth: fc.integer({ min: 0, max: 46_000 }).map((days) => addDays(START, days).replaceAll('-', '')),
    order: fc.integer({ min: 1, max: 995 }).map((order) => String(order).padStart(3, '0')),
  })
  .map(({ area, birth, order }) => `${area}${birth}${order}`);
const ids = bodies.map((body) => CitizenId.parse(`${body}${citizenIdCheck(body)}`));

describe('a citizen identity number', () => {
  test.each([
    ["the standard's first example", '11010519491231002X'],
    ["the standard's second example", '440524188001010014'],
    ['an odd order code', '990102195803150011'],
    ['an even order code', '990103196008090022'],
    ['29 February 1996', '990105199602290138'],
    ['an abolished county', '990122194107050050'],
    ['an order code of centenarians', '990121191801019969'],
    ['a birth in the current year', '990102202606300212'],
    ['check character X', '99010319750517001X'],
    ['check character 0', '990103197505170060'],
    ['a residence permit of Hong Kong', '81000019881204017X'],
    ['a residence permit of Macau', '820000198812040171'],
    ['a residence permit of Taiwan', '830000198812040173'],
  ])('is accepted with %s', (_title, text) => {
    const result = parse(text);
    expect(result).toMatchObject({ ok: true, value: { id: text, area: text.slice(0, 6) } });
    expect(CitizenId.safeParse(text).success).toBe(true);
  });

  test('says area, birth date and sex', () => {
    expect(parse('990102195803150011')).toEqual({
      ok: true,
      value: { id: '990102195803150011', area: '990102', birthDate: '1958-03-15', sex: 'male' },
    });
    expect(parse('990103196008090022')).toMatchObject({ value: { birthDate: '1960-08-09', sex: 'female' } });
  });

  test.each([
    ['a wrong check character', '990102195803150012', 'E_CHECK'],
    ['neighbours swapped', '990102198503150011', 'E_CHECK'],
    ['29 February of 1900', '990102190002290011', 'E_DATE'],
    ['month 13', '990102202713010018', 'E_DATE'],
    ['month and day 00', '990102198500000036', 'E_DATE'],
    ['a birth after today', '990102202701010010', 'E_FUTURE'],
    ['an area that never was', '990199195803150010', 'E_REGION'],
    ['order code 000', '990102195803150003', 'E_SEQ'],
    ['a small x', '99010319750517001x', 'E_CHAR'],
    ['a Cyrillic Х', '99010319750517001Х', 'E_CHAR'],
    ['a full-width digit', '９90102195803150011', 'E_CHAR'],
    ['17 characters', '99010219580315001', 'E_LEN'],
    ['19 characters', '9901021958031500111', 'E_LEN'],
    ["a spreadsheet's exponent", '9.90102E+17', 'E_LEN'],
  ])('is refused for %s', (_title, text, code) => {
    expect(parse(text)).toEqual({ ok: false, code });
  });

  test('with a small x or a full-width digit is right once cleaned, with a Cyrillic Х it is not', () => {
    expect(parse(cleanIdInput('99010319750517001x').value)).toMatchObject({ ok: true });
    expect(parse(cleanIdInput('９90102195803150011').value)).toMatchObject({ ok: true });
    expect(parse(cleanIdInput('99010319750517001Х').value)).toEqual({ ok: false, code: 'E_CHAR' });
  });

  test('is accepted on the day of birth and not the day before', () => {
    const born = (today: string) =>
      parseCitizenId('990102202606300212', { ...context, today: CivilDate.parse(today) });
    expect(born('2026-06-30').ok).toBe(true);
    expect(born('2026-06-29')).toEqual({ ok: false, code: 'E_FUTURE' });
  });

  test('reveals every single wrong character', () => {
    fc.assert(
      fc.property(ids, fc.nat({ max: 17 }), fc.constantFrom(...'0123456789X'), (id, place, wrong) => {
        fc.pre(wrong !== id[place]);
        expect(CitizenId.safeParse(`${id.slice(0, place)}${wrong}${id.slice(place + 1)}`).success).toBe(
          false,
        );
      }),
    );
  });

  test('reveals every swap of neighbours', () => {
    fc.assert(
      fc.property(ids, fc.nat({ max: 16 }), (id, place) => {
        fc.pre(id[place] !== id[place + 1]);
        const swapped = `${id.slice(0, place)}${id.charAt(place + 1)}${id.charAt(place)}${id.slice(place + 2)}`;
        expect(CitizenId.safeParse(swapped).success).toBe(false);
      }),
    );
  });
});

describe('a number of 15 digits', () => {
  const upgrade = (text: string) => upgradeCitizenId15(text, context);

  test.each([
    ['990102580315001', '990102195803150011'],
    ['990103600809002', '990103196008090022'],
    ['990122410705005', '990122194107050050'],
    ['990121180101996', '99012118180101996X'],
    ['990102490131998', '990102184901319980'],
    ['990103310228999', '990103183102289991'],
  ])('%s becomes %s', (old, expected) => {
    const result = upgrade(old);
    expect(result).toMatchObject({ ok: true, value: { id: expected } });
    expect(findCitizenId15(CitizenId.parse(expected))).toBe(old);
  });

  test.each([
    ['14 digits', '99010258031500', 'E_FORMAT15'],
    ['16 digits', '9901025803150011', 'E_FORMAT15'],
    ['a letter O', '99010258O315001', 'E_FORMAT15'],
    ['month 15', '990102581315001', 'E_DATE'],
    ['30 February', '990102580230001', 'E_DATE'],
    ['an area that never was', '000000580315001', 'E_REGION'],
  ])('is refused for %s', (_title, text, code) => {
    expect(upgrade(text)).toEqual({ ok: false, code });
  });

  test('keeps area, birth date and order when it is converted, and can be found again', () => {
    const born1900s = bodies.filter((body) => body.slice(6, 8) === '19');
    fc.assert(
      fc.property(born1900s, (body) => {
        const old = `${body.slice(0, 6)}${body.slice(8)}`;
        const result = upgrade(old);
        expect(result.ok && result.value.id.slice(0, 17)).toBe(body);
        expect(result.ok && findCitizenId15(result.value.id)).toBe(old);
      }),
    );
  });

  test('never belonged to somebody born from 2000', () => {
    expect(findCitizenId15(CitizenId.parse('990102202606300212'))).toBeUndefined();
  });
});
