import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CitizenId, citizenIdCheck } from './citizen-id.ts';
import { CivilDate } from './dates.ts';
import { parsePage } from './form.ts';
import { FormPage } from './service.ts';

const words = { 'zh-CN': '文', 'zh-TW': '文', en: 'words' };
const field = (id: string, kind: string, more = {}) => ({ id, kind, label: words, hint: null, ...more });
const choice = (value: string) => ({ value, label: words, consequence: null });
const page = FormPage.parse({
  id: 'page',
  title: words,
  reason: words,
  help: null,
  fields: [
    field('name', 'person_name'),
    field('number', 'citizen_id'),
    field('card', 'bank_card'),
    field('relation', 'choice', { options: [choice('child'), choice('spouse')] }),
  ],
});
const context = {
  isArea: (code: string) => code === '990102',
  today: CivilDate.parse('2026-04-21'),
};

/** The number with these first 17 digits whose check character is right. */
const numbered = (body: string) => CitizenId.parse(`${body}${citizenIdCheck(body)}`);
const NUMBER = numbered('99010219580315001');
const RIGHT = { name: '周建国', number: NUMBER, card: '9999990000000014', relation: 'child' };
const parse = (raw: Record<string, string>) => parsePage(page, { ...RIGHT, ...raw }, context);

/** What becomes of one field when the others are right. */
function read(id: keyof typeof RIGHT, raw: string): string {
  const parsed = parse({ [id]: raw });
  return parsed.ok ? (parsed.values[id] ?? '') : `fault: ${parsed.faults[id]}`;
}

describe('is accepted and cleaned:', () => {
  const wide = (text: string) =>
    [...text].map((character) => String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0)).join('');

  test.each([
    [
      'a number with spaces of all kinds',
      `${NUMBER.slice(0, 6)} ${NUMBER.slice(6, 14)}　${NUMBER.slice(14)}`,
    ],
    ['a number in full-width digits', wide(NUMBER)],
    ['a number with hyphens', `${NUMBER.slice(0, 6)}-${NUMBER.slice(6)}`],
    ['a number with an invisible mark before it', `\uFEFF\u200B${NUMBER}`],
    ['the 15 digits of an old card', `${NUMBER.slice(0, 6)}${NUMBER.slice(8, 17)}`],
  ])('%s', (_how, raw) => {
    expect(read('number', raw)).toBe(NUMBER);
  });

  test('a small x as the check character', () => {
    const bodies = Array.from({ length: 60 }, (_, index) => `990102195803150${String(index + 10)}`);
    const withX = bodies.map(numbered).find((id) => id.endsWith('X')) ?? '';
    expect(withX).toMatch(/X$/);
    expect(read('number', withX.toLowerCase())).toBe(withX);
  });

  test.each([
    ['9999 9900 0000 0014', '9999990000000014'],
    [wide('9999990000000014'), '9999990000000014'],
  ])('a card number with gaps or in full width (%#)', (raw, cleaned) => {
    expect(read('card', raw)).toBe(cleaned);
  });

  test.each([
    ['阿依古丽·买买提', '阿依古丽·买买提'],
    ['阿依古丽•买买提', '阿依古丽·买买提'],
    ['阿依古丽．买买提', '阿依古丽·买买提'],
    ['  周建国 ', '周建国'],
    ['𬤇小明', '𬤇小明'],
    ["Anne-Marie O'Neill", "Anne-Marie O'Neill"],
    ['㛃䶮', '㛃䶮'],
  ])('a name with a separator, a rare character or in Latin script (%#)', (raw, cleaned) => {
    expect(read('name', raw)).toBe(cleaned);
  });
});

describe('is named as a fault:', () => {
  const wrongCheck = `${NUMBER.slice(0, 17)}${NUMBER.endsWith('1') ? '2' : '1'}`;

  test.each([
    ['missing', 'name', '   '],
    ['too_long', 'name', '周'.repeat(61)],
    ['name_characters', 'name', '周建国1'],
    ['name_characters', 'name', '<b>周</b>'],
    ['missing', 'number', ''],
    ['id_length', 'number', '9901021958031500'],
    ['id_characters', 'number', '99010219580315A01X'],
    ['id_look_alike', 'number', '99O102195803150012'],
    ['id_check', 'number', wrongCheck],
    ['id_region', 'number', numbered('99010319580315001')],
    ['id_date', 'number', numbered('99010219580230001')],
    ['id_date', 'number', numbered('99010220260422001')],
    ['id_check', 'number', numbered('99010219580315000')],
    ['id_region', 'number', '990103580315001'],
    ['card_length', 'card', '99999900'],
    ['card_characters', 'card', '99999900000000X4'],
    ['card_check', 'card', '9999990000000015'],
    ['not_a_choice', 'relation', 'emperor'],
    ['missing', 'relation', ''],
  ] as const)('%s in the field %s (%#)', (fault, id, raw) => {
    expect(read(id, raw)).toBe(`fault: ${fault}`);
  });
});

test('every fault of a page is told at once, and no value of a page with a fault is given', () => {
  const parsed = parsePage(page, {}, context);
  const missing = 'missing';
  expect(parsed).toEqual({
    ok: false,
    faults: { name: missing, number: missing, card: missing, relation: missing },
  });
});

test('what the page does not ask is not taken', () => {
  const parsed = parse({ admin: 'true' });
  expect(parsed.ok && Object.keys(parsed.values)).toEqual(['name', 'number', 'card', 'relation']);
});

test('whatever is typed, reading it ends with values or faults, and what was accepted is accepted again as it is', () => {
  const text = fc.string({ unit: 'binary' });
  const typed = fc.record({
    name: fc.oneof(fc.constantFrom('周 建国', '买买提．艾山'), text),
    number: fc.oneof(fc.constant(`${NUMBER.slice(0, 6)} ${NUMBER.slice(6)}`), text),
    card: fc.oneof(fc.constant('9999-9900 0000 0014'), text),
  });
  fc.assert(
    fc.property(typed, (raw) => {
      const first = parse(raw);
      if (first.ok) expect(parsePage(page, first.values, context)).toEqual(first);
      else expect(Object.keys(first.faults).length).toBeGreaterThan(0);
    }),
  );
});
