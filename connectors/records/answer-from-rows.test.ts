import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SourceRow } from '../contract.ts';
import { answerFromRows } from './answer-from-rows.ts';
import { ask, FOUND, MAN, NOTES, rowOf, sourceOf, unsure, WOMAN } from './fixtures/fixture.ts';

const NOW = new Date('2026-11-22T10:00:00+08:00');
const HOUR = 3_600_000;

function answer(rows: readonly SourceRow[], question = ask(['note']), source = NOTES, asOf = NOW) {
  return answerFromRows({ source, question, rows, asOf, now: NOW });
}

describe('whatever stands in the rows', () => {
  const number = fc.constantFrom(
    ...[MAN.idNumber, '990102580315001', '９９０１０２195803150011', WOMAN.idNumber, '990102195803150012'],
    ...['9.90102E+17', '990102195803150000', '99010258O315001', '', '无', '锟斤拷'],
  );
  const name = fc.constantFrom(
    '王建国',
    '王 建国',
    '王建國',
    '王?国',
    '王建',
    '赵卫东',
    'WANG JIANGUO',
    '',
    '锟斤拷',
  );
  const row = fc
    .record({ SFZH: fc.option(number), XM: fc.option(name), BZ: fc.constantFrom('甲', '乙', null, '同上') })
    .map((cells): SourceRow => cells);
  const rows = fc.array(row, { maxLength: 5 });
  const exact = ({ SFZH, XM }: SourceRow) =>
    /^(９９０１０２|990102)(19)?580315001/.test(SFZH ?? '') &&
    !/O/.test(SFZH ?? '') &&
    /^王 ?建国$/.test(XM ?? '');

  test('only a row with the person’s own number and own name confirms, with fields that were asked for', () => {
    fc.assert(
      fc.property(rows, (held) => {
        const said = answer(held);
        if (said.kind !== 'confirmed') return;
        expect(held.some(exact)).toBe(true);
        expect(Object.keys(said.fields)).toEqual(['note']);
      }),
      { numRuns: 500 },
    );
  });

  test('their order never matters', () => {
    const shuffled = rows.chain((held) =>
      fc.tuple(
        fc.constant(held),
        fc.shuffledSubarray(held, { minLength: held.length, maxLength: held.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([held, other]) => {
        const [one, two] = [answer(held), answer(other)];
        expect({ ...two, cleaning: null }).toEqual({ ...one, cleaning: null });
      }),
      { numRuns: 500 },
    );
  });

  test('rows of other people change nothing', () => {
    fc.assert(
      fc.property(rows, (held) => {
        expect(answer([...held, rowOf(WOMAN), { SFZH: WOMAN.idNumber, XM: MAN.name, BZ: '乙' }])).toEqual(
          answer(held),
        );
      }),
    );
  });

  test('a row whose person is not certain tells nothing of itself', () => {
    fc.assert(
      fc.property(rows, (held) => {
        const said = answer(held.filter((each) => !exact(each)));
        expect('fields' in said).toBe(false);
        if ('cleaning' in said) expect(said.cleaning).toBeUndefined();
      }),
    );
  });
});

describe('by name and birth date', () => {
  const byName = sourceOf(
    { note: { column: 'BZ', kind: 'text' } },
    { persons: [{ idColumn: 'SFZH', nameColumn: 'XM', birthColumn: 'CSRQ', keys: ['id18', 'name_birth'] }] },
  );
  const unnumbered = (CSRQ: string, more: Record<string, string | null> = {}) =>
    rowOf(MAN, { SFZH: null, CSRQ, ...more });

  test('one row without a number is found where the source is searched so', () => {
    expect(answer([unnumbered('1958-03-15')], undefined, byName)).toMatchObject({
      ...FOUND,
      keyUsed: 'name_birth',
    });
  });

  test.each([
    [
      'two rows are two persons',
      [unnumbered('1958-03-15'), unnumbered('1958-03-15', { BZ: '另册' })],
      'several_persons',
    ],
    ['a lunar date is not enough', [unnumbered('1958-01-26')], 'birth_not_exact'],
    ['nor is a year', [unnumbered('1958')], 'birth_not_exact'],
    ['nor is a name alike', [unnumbered('1958-03-15', { XM: '王建國' })], 'name_variant'],
  ])('%s', (_, rows, reason) => {
    expect(answer(rows, undefined, byName)).toMatchObject(unsure(reason));
  });

  test('a number of which nothing is left is no missing number', () => {
    const row = rowOf(MAN, { SFZH: '锟斤拷', CSRQ: '1958-03-15' });
    expect(answer([row], undefined, byName)).toMatchObject(unsure('id_unreadable'));
  });

  test('a source that is not searched so only may have found the person', () => {
    const row = { SFZH: '', XM: MAN.name, BZ: '在册' };
    expect(answer([row])).toMatchObject(unsure('key_not_offered'));
  });

  test('an old number counts only where the source is searched by it', () => {
    expect(answer([rowOf(MAN, { SFZH: '990102580315001' })], undefined, byName)).toMatchObject(
      unsure('key_not_offered'),
    );
  });
});

describe('questions about two persons', () => {
  const birth = sourceOf(
    {
      fatherIsDeceased: { column: 'FQHM', kind: 'yes_no', compareWith: 'first.idNumber' },
      motherIsDeceased: { column: 'MQHM', kind: 'yes_no', compareWith: 'first.idNumber' },
    },
    { persons: [{ idColumn: 'SFZH', nameColumn: 'XM', keys: ['id18'] }] },
  );
  const fields = ['fatherIsDeceased', 'motherIsDeceased'];
  const child = { name: '王超', idNumber: '990102198503150010' };

  test('the row is one person’s and is compared with the other, and what it holds stays inside', () => {
    const row = { SFZH: child.idNumber, XM: child.name, FQHM: '990102580315001', MQHM: WOMAN.idNumber };
    const said = answer([row], ask(fields, [MAN, child]), birth);
    expect(said).toMatchObject({
      kind: 'confirmed',
      fields: { fatherIsDeceased: true, motherIsDeceased: false },
    });
    expect(JSON.stringify(said)).not.toContain(WOMAN.idNumber);
  });

  test('fields of the first and the second change places with the order of the row', () => {
    const pair = sourceOf(
      { firstAge: { column: 'AGE1', kind: 'integer' }, secondAge: { column: 'AGE2', kind: 'integer' } },
      {
        persons: [
          { idColumn: 'ID1', nameColumn: 'N1', keys: ['id18'] },
          { idColumn: 'ID2', nameColumn: 'N2', keys: ['id18'] },
        ],
      },
    );
    const row = {
      ID1: MAN.idNumber,
      N1: MAN.name,
      AGE1: '27',
      ID2: WOMAN.idNumber,
      N2: WOMAN.name,
      AGE2: '25',
    };
    const asked = ask(['firstAge', 'secondAge'], [WOMAN, MAN]);
    expect(answer([row], asked, pair)).toMatchObject({ fields: { firstAge: 25, secondAge: 27 } });
  });
});

test('a number that shows nothing is not counted as another person’s', () => {
  expect(answer([rowOf(MAN, { SFZH: '锟斤拷' })])).toMatchObject(unsure('id_unreadable'));
  expect(answer([rowOf(MAN, { SFZH: '99010319600809' })])).toMatchObject({ kind: 'no_record' });
});

describe('times', () => {
  test('a source that lags speaks of as many hours before', () => {
    const said = answer([rowOf(MAN)], undefined, { ...NOTES, lagHours: 24 });
    expect(said).toMatchObject({ asOf: new Date(NOW.getTime() - 24 * HOUR).toISOString() });
  });

  test('a row never speaks of later than the source was read', () => {
    const dated = sourceOf({ note: { column: 'BZ', kind: 'text' } }, { asOfColumn: 'GXRQ' });
    const asOf = new Date('2026-11-20T02:00:00+08:00');
    const said = answer([rowOf(MAN, { GXRQ: '2099-01-01' })], undefined, dated, asOf);
    expect(said).toMatchObject({ asOf: asOf.toISOString() });
  });
});

test('a source without one of the asked fields is no source for the question', () => {
  expect(answer([rowOf(MAN)], ask(['salary']))).toEqual({
    kind: 'not_permitted',
    rule: 'connector:fields_not_offered',
  });
});
