import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { feedSource } from '../testing/feed-source.ts';
import { sheetRow, workbookParts, zipOf } from '../testing/workbook.ts';
import type { FeedFault } from './feed-fault.ts';
import { FeedProblem } from './feed-problem.ts';
import { readFeed } from './read-feed.ts';
import { scanFile } from './scan-file.ts';

const HEADER = '姓名,身份证号,出生日期,火化费';
const ZHOU = '周建国,990102195803150012,1958-03-15,250.00';
const WANG = '王秀英,990102196001010020,1960-01-01,380.00';
const COLUMNS = HEADER.split(',');
const CELLS = [COLUMNS, ZHOU.split(','), WANG.split(',')];

let folder: string;
let made = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'feed-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What a file comes to: its rows, and its faults as `row column problem`; or the word for which it is refused. */
async function read(content: string | Buffer, reach: Record<string, unknown> = {}) {
  made += 1;
  const path = join(folder, String(made));
  writeFileSync(path, content);
  const source = feedSource(reach);
  const rows: { row: number; values: Readonly<Record<string, string | null>> }[] = [];
  const faults: FeedFault[] = [];
  try {
    const { problem } = await scanFile(path, source.reach);
    if (problem) throw problem;
    for await (const batch of readFeed(path, source, source.reach)) {
      rows.push(...batch.rows);
      faults.push(...batch.faults);
    }
  } catch (problem) {
    if (problem instanceof FeedProblem) return { refused: problem.word, columns: problem.columns };
    throw problem;
  }
  return { rows, faults: faults.map(({ row, column, problem }) => `${row} ${column} ${problem}`) };
}

const csv = (...lines: string[]) => `${lines.join('\r\n')}\r\n`;
const many = (line: (index: number) => string, count = 40) =>
  Array.from({ length: count }, (_, index) => line(index));
const person = (index: number) =>
  `周建国,9901021958031500${String(index).padStart(2, '0')},1958-03-15,250.00`;
const LENIENT = { maxBadShare: 1 };

describe('a CSV file', () => {
  test.each([
    ['UTF-8', Buffer.from(csv(HEADER, ZHOU)), {}],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${csv(HEADER, ZHOU)}`), {}],
    ['GB18030', iconv.encode(csv(HEADER, ZHOU), 'gb18030'), { encoding: 'gb18030' }],
    [
      'GB18030 with semicolons',
      iconv.encode(csv(HEADER, ZHOU).replaceAll(',', ';'), 'gb18030'),
      { encoding: 'gb18030', delimiter: ';' },
    ],
  ])('in %s is read as it was meant', async (_what, bytes, reach) => {
    expect(await read(bytes, reach)).toEqual({
      rows: [
        {
          row: 2,
          values: {
            身份证号: '990102195803150012',
            姓名: '周建国',
            出生日期: '1958-03-15',
            火化费: '250.00',
          },
        },
      ],
      faults: [],
    });
  });

  test('with quotes, doubled quotes and line breaks in cells keeps them', async () => {
    const { rows } = await read(csv(HEADER, '"周""建,国",990102195803150012,1958-03-15,"250\r\n.00"'));
    expect(rows?.[0]?.values).toMatchObject({ 姓名: '周"建,国', 火化费: '250\r\n.00' });
  });

  test('whose columns stand in another order, with others between them, keeps only the mapped ones', async () => {
    const { rows, faults } = await read(
      csv('备注,火化费,出生日期,身份证号, 姓名', '哮喘,1,19580315,990102195803150012,周建国'),
    );
    expect(Object.keys(rows?.[0]?.values ?? {}).sort()).toEqual(
      ['出生日期', '姓名', '火化费', '身份证号'].sort(),
    );
    expect(faults).toEqual(['1 备注 unknown_column']);
  });

  test('numbers in full width are found all the same', async () => {
    const { rows } = await read(
      csv(
        HEADER,
        ZHOU.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
      ),
    );
    expect(rows).toHaveLength(1);
  });
});

describe('a broken row is reported by row and column, and the others are taken', () => {
  test.each([
    ['too few cells', '周建国,990102195803150012', '2 * malformed_row'],
    ['too many cells', `${ZHOU},额外`, '2 * malformed_row'],
    ['a stray quote', '周"建国,990102195803150012,1958-03-15,250.00', '2 * malformed_row'],
    ['a cell of 5,000 characters', ZHOU.replace('250.00', 'x'.repeat(5_000)), '2 * oversized_cell'],
    ['a number eaten by a spreadsheet and no birth date', '周建国,9.90102E+17,,250.00', '2 * no_person_key'],
  ])('%s', async (_what, line, fault) => {
    const { rows, faults } = await read(csv(HEADER, line, WANG), LENIENT);
    expect(rows?.map(({ row }) => row)).toEqual([3]);
    expect(faults).toContain(fault);
  });

  test('the same row again is reported and taken once', async () => {
    const { rows, faults } = await read(csv(HEADER, ZHOU, WANG, ZHOU), LENIENT);
    expect(rows?.map(({ row }) => row)).toEqual([2, 3]);
    expect(faults).toEqual(['4 * duplicate_row']);
  });

  test('a name cut in the middle of a character is reported and stays', async () => {
    const bytes = iconv.encode(csv(HEADER, ZHOU), 'gb18030');
    const cut = Buffer.concat([
      bytes.subarray(0, bytes.indexOf(',990102') - 1),
      bytes.subarray(bytes.indexOf(',990102')),
    ]);
    const { rows, faults } = await read(cut, { encoding: 'gb18030', ...LENIENT });
    expect(rows).toHaveLength(1);
    expect(faults).toEqual(['2 姓名 damaged_text']);
  });

  test('faults never carry the value that stood there', async () => {
    expect(
      JSON.stringify((await read(csv(HEADER, '周建国,990102195803150012', WANG), LENIENT)).faults),
    ).not.toMatch(/周|9901/);
  });

  test('a file that ends where spreadsheets end is suspected of having been cut', async () => {
    const lines = many((index) => `周${index},990102195803150012,1958-03-15,1`, 65_535);
    const { rows, faults } = await read(csv(HEADER, ...lines));
    expect(faults?.at(-1)).toBe('65536 * row_limit_reached');
    expect(rows).toHaveLength(65_535);
  }, 30_000);
});

describe('a file that cannot be trusted as a whole is refused, each for its own reason', () => {
  test.each([
    ['an empty file', '', {}, 'empty_file'],
    ['a header and nothing else', csv(HEADER), {}, 'no_rows'],
    ['a header without a column of the mapping', csv('姓名,身份证号,出生日期', ZHOU), {}, 'missing_column'],
    ['a header with a mapped column twice', csv(`${HEADER},姓名`, `${ZHOU},王`), {}, 'duplicate_column'],
    ['GB18030 where the document says UTF-8', iconv.encode(csv(HEADER, ZHOU), 'gb18030'), {}, 'bad_charset'],
    ['UTF-8 where the document says GB18030', csv(HEADER, ZHOU), { encoding: 'gb18030' }, 'bad_charset'],
    ['UTF-16', Buffer.from(`\uFEFF${csv(HEADER, ZHOU)}`, 'utf16le'), {}, 'bad_charset'],
    [
      'a plain header over rows in another encoding',
      Buffer.concat([Buffer.from(csv(HEADER)), iconv.encode(csv(...many(person)), 'gb18030')]),
      LENIENT,
      'bad_charset',
    ],
    [
      'text that was converted once too often',
      csv(HEADER, ...many((index) => person(index).replace('周建国', '锟斤拷'))),
      LENIENT,
      'bad_charset',
    ],
    [
      'a quote that is never closed',
      csv(HEADER, '"周建国,990102195803150012,1958-03-15,250.00', WANG),
      {},
      'unclosed_quote',
    ],
    ['a quote that swallows the file', csv(HEADER, '"周', ...many(person, 9_000)), {}, 'oversized_record'],
    [
      'more broken rows than the document allows',
      csv(HEADER, ...many(person), 'x', 'y', 'z'),
      {},
      'too_many_bad_rows',
    ],
  ])('%s', async (_what, content, reach, word) => {
    expect(await read(content, reach)).toMatchObject({ refused: word });
  });

  test('the columns that are missing are named', async () => {
    expect(await read(csv('姓名', '周'))).toMatchObject({ columns: ['身份证号', '出生日期', '火化费'] });
  });
});

const XLSX = { format: 'xlsx', name: 'sheets-*.xlsx' };
const rowsXml = CELLS.map((cells, index) => sheetRow(index + 1, cells)).join('');

describe('a workbook', () => {
  test('written by a spreadsheet program is read, texts, numbers and shared texts alike', async () => {
    const data = [
      COLUMNS.map((value) => ({ value })),
      [
        { value: '周建国' },
        { value: '990102195803150012' },
        { value: '1958-03-15' },
        { value: 250.5, type: Number },
      ],
    ];
    const { rows, faults } = await read(await writeExcelFile(data).toBuffer(), XLSX);
    expect(rows?.map(({ values }) => values)).toEqual([
      { 身份证号: '990102195803150012', 姓名: '周建国', 出生日期: '1958-03-15', 火化费: '250.5' },
    ]);
    expect(faults).toEqual([]);
  });

  test('shared and rich texts, formulas’ last values, errors and gaps come as they are written', async () => {
    const shared = '<si><t>周建国</t></si><si><r><t>周建</t></r><r><t>军</t></r><rPh><t>ZHOU</t></rPh></si>';
    const rows = `${sheetRow(1, COLUMNS)}
      <row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="str"><f>HYPERLINK("x")</f><v>990102195803150012</v></c><c r="D2" t="e"><v>#N/A</v></c></row>
      <row r="5"><c r="A5" t="s"><v>1</v></c><c r="B5"><v>990102580315001</v></c><c r="C5"><v>21259</v></c><c r="D5"><v>1.5</v></c></row>`;
    const { rows: read1 } = await read(zipOf(workbookParts(rows, { shared })), { ...XLSX, ...LENIENT });
    expect(read1).toEqual([
      { row: 2, values: { 姓名: '周建国', 身份证号: '990102195803150012', 出生日期: null, 火化费: null } },
      { row: 5, values: { 姓名: '周建军', 身份证号: '990102580315001', 出生日期: '21259', 火化费: '1.5' } },
    ]);
  });

  const good = zipOf(workbookParts(rowsXml));
  const zeros = Buffer.alloc(64 * 1024 * 1024, 0x20);
  const withSheet = (bytes: Buffer, declared?: number) =>
    zipOf(
      workbookParts('').map((part) =>
        part.name.endsWith('sheet1.xml')
          ? { name: part.name, bytes, ...(declared !== undefined && { declared }) }
          : part,
      ),
    );
  test.each([
    ['that was cut', good.subarray(0, good.length - 40), 'bad_zip'],
    [
      'whose data was damaged',
      Buffer.concat([good.subarray(0, 700), Buffer.alloc(40), good.subarray(740)]),
      'bad_zip',
    ],
    ['that is no archive at all', Buffer.from('姓名,身份证号'), 'bad_zip'],
    ['of nothing', Buffer.alloc(0), 'empty_file'],
    ['that declares a thousandfold size', withSheet(zeros), 'zip_bomb'],
    ['that hides its true size', withSheet(zeros, 1_000), 'zip_bomb'],
    ['without a sheet', zipOf(workbookParts('').filter(({ name }) => !name.includes('sheet1'))), 'no_sheet'],
    ['whose sheet is no XML', withSheet(Buffer.from('<worksheet><row>')), 'bad_workbook'],
    [
      'with entities that expand',
      withSheet(
        Buffer.from(
          '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><row r="1"><c><v>&a;</v></c></row></worksheet>',
        ),
      ),
      'bad_workbook',
    ],
    [
      'that counts its dates from 1904',
      zipOf(workbookParts(rowsXml, { properties: '<workbookPr date1904="1"/>' })),
      'date_1904',
    ],
    [
      'with a cell of two million characters',
      zipOf(
        workbookParts(
          sheetRow(1, [
            Buffer.alloc(1_500_000)
              .map((_, index) => 97 + ((index * 7919) % 26))
              .toString(),
          ]),
        ),
      ),
      'oversized_cell',
    ],
    ['with a header and nothing else', zipOf(workbookParts(sheetRow(1, COLUMNS))), 'no_rows'],
  ])('%s is refused for that', async (_what, content, word) => {
    expect(await read(Buffer.from(content), XLSX)).toMatchObject({ refused: word });
  });
});
