import type { DatabaseSync } from 'node:sqlite';
import { FUNERAL_ITEMS, type FuneralHome } from '../city/funerals.ts';
import { text } from '../departments/department.ts';
import { HOMES } from '../departments/funeral-homes.ts';
import { sheetRows } from '../departments/service-sheets.ts';

/** A table as a home's program writes it: its titles, and a row for every sheet that is in force. */
export type SheetTable = { titles: string[]; rows: string[][] };

/** What stands in a home's table, in this order, under the titles of each home. */
const COLUMNS = [
  'DH',
  'NAME',
  'ID_CARD',
  'DEATH_TIME',
  'JMBZ',
  ...FUNERAL_ITEMS.flatMap((item) => [`${item}_SL`, `${item}_JE`]),
] as const;

/** The titles of three programs. 备注 and its like nobody has asked for. */
const TITLES: Readonly<Record<FuneralHome, readonly string[]>> = {
  anlan: [
    '服务单号',
    '逝者姓名',
    '身份证号码',
    '死亡时间',
    '是否减免',
    '接运里程',
    '接运费',
    '搬运次数',
    '搬运费',
    '消毒次数',
    '消毒费',
    '存放天数',
    '存放费',
    '告别次数',
    '告别厅费',
    '火化次数',
    '火化费',
    '骨灰盒数',
    '骨灰盒费',
    '寄存年数',
    '寄存费',
  ],
  songling: [
    '单号',
    '姓名',
    '证件号',
    '去世日期',
    '减免标志',
    '接运（公里）',
    '接运（元）',
    '搬运（次）',
    '搬运（元）',
    '消毒（次）',
    '消毒（元）',
    '冷藏（天）',
    '冷藏（元）',
    '告别（次）',
    '告别（元）',
    '火化（次）',
    '火化（元）',
    '骨灰盒（个）',
    '骨灰盒（元）',
    '寄存（年）',
    '寄存（元）',
  ],
  elsewhere: COLUMNS,
};

/** The title of a column in the table of a home. */
export function titleOf(home: FuneralHome, column: (typeof COLUMNS)[number]): string {
  return TITLES[home][COLUMNS.indexOf(column)] ?? column;
}

/** The sheets of one home that have been entered by now; the register of cremations tells whose body it was. */
export function sheetTable(database: DatabaseSync, home: FuneralHome, now: Date): SheetTable {
  const { code, number } = HOMES[home];
  const cremated = database
    .prepare('SELECT * FROM T_HHDJ WHERE BYG = ? AND LRSJ <= ? ORDER BY YTBH')
    .all(code, now.toISOString());
  const rows = cremated.flatMap((row) => sheetRows(database, row, now));
  return {
    titles: [...TITLES[home], '备注'],
    rows: rows.map((row) => [...COLUMNS.map((column) => writtenBy(number, column, text(row, column))), '']),
  };
}

/** Figures in the digits of the home; numbers of sheets and persons stand there as they were typed. */
function writtenBy(number: (plain: string) => string, column: string, value: string): string {
  return /_(SL|JE)$/.test(column) ? number(value) : value;
}
