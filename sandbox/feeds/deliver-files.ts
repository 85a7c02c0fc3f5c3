import { mkdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { stringify } from 'csv-stringify/sync';
import iconv from 'iconv-lite';
import writeExcelFile from 'write-excel-file/node';
import type { FuneralHome } from '../city/funerals.ts';
import { chinaDate } from '../clock.ts';
import { type SheetTable, sheetTable } from './sheet-table.ts';

/** The connector whose folder the three homes' files go to. */
export const FUNERAL_HOMES = 'funeral-homes';

/** How each home writes its table: the name of its file, before the date and after it, and the file's bytes. */
const WRITERS: Readonly<Record<FuneralHome, [string, string, (table: SheetTable) => Promise<Buffer>]>> = {
  anlan: ['albyg-', '.csv', async (table) => iconv.encode(csvOf(table), 'gb18030')],
  songling: ['slbyg-', '.csv', async (table) => Buffer.from(`\uFEFF${csvOf(table)}`)],
  elsewhere: ['mjbyg-', '.xlsx', workbookOf],
};

/**
 * The three homes' files of a night, each written under another name first: a file that has its name is whole. Their time is that
 * of the sandbox's clock.
 */
export async function deliverFiles(folder: string, bureau: DatabaseSync, now: Date): Promise<void> {
  const own = join(folder, FUNERAL_HOMES);
  mkdirSync(own, { recursive: true });
  for (const home of ['anlan', 'songling', 'elsewhere'] as const) {
    const [name, ending, write] = WRITERS[home];
    const path = join(own, `${name}${chinaDate(now).replaceAll('-', '')}${ending}`);
    writeFileSync(`${path}.part`, await write(sheetTable(bureau, home, now)));
    utimesSync(`${path}.part`, now, now);
    renameSync(`${path}.part`, path);
  }
}

/** As its program has always written it, one line twice: somebody pressed the button again. */
function csvOf({ titles, rows }: SheetTable): string {
  const [first] = rows;
  return stringify([titles, ...rows, ...(first && rows.length > 20 ? [first] : [])], {
    record_delimiter: 'windows',
  });
}

function workbookOf({ titles, rows }: SheetTable): Promise<Buffer> {
  return writeExcelFile([titles, ...rows].map((row) => row.map((value) => ({ value })))).toBuffer();
}
