import type { DatabaseSync } from 'node:sqlite';
import { FUNERAL_ITEMS, type FuneralItem } from '../city/funerals.ts';
import { text } from './department.ts';
import { narrowDigits } from './full-width.ts';
import { HOMES } from './funeral-homes.ts';

/** What the bureau's own program writes where a home's code or figure is none that it knows. */
const UNREADABLE = '无法辨认';

/**
 * The sheets in force for a body, summed up by the bureau's own items: <item>_JE in yuan, <item>_SL where it is counted. A
 * sheet knows a body number and no person: the cremation tells whose body it was. Cancelled sheets stay in the table.
 */
export function sheetRows(
  database: DatabaseSync,
  cremated: Record<string, unknown>,
  now: Date,
): Record<string, string>[] {
  return database
    .prepare("SELECT * FROM T_FWD WHERE YTBH = ? AND ZT = '1' AND LRSJ <= ?")
    .all(text(cremated, 'YTBH'), now.toISOString())
    .map((sheet) => ({
      DH: text(sheet, 'DH'),
      NAME: text(cremated, 'NAME'),
      ID_CARD: text(cremated, 'ID_CARD'),
      DEATH_TIME: text(cremated, 'DEATH_TIME'),
      JMBZ: text(sheet, 'JMBZ'),
      ...sumsOf(database, text(cremated, 'BYG'), text(sheet, 'DH')),
    }));
}

function sumsOf(database: DatabaseSync, homeCode: string, sheet: string): Record<string, string> {
  const home = Object.values(HOMES).find(({ code }) => code === homeCode);
  const fen = new Map<FuneralItem, number>();
  const counts = new Map<FuneralItem, number>();
  for (const row of database.prepare('SELECT * FROM T_FWMX WHERE DH = ?').all(sheet)) {
    const code = text(row, 'XMDM');
    const item = FUNERAL_ITEMS.find((candidate) => home?.codes[candidate] === code);
    const [quantity, amount] = [wholeOf(text(row, 'SL')), fenOf(text(row, 'JE'))];
    if (quantity === null || amount === null || (!item && code !== home?.extra))
      return everyItem(() => UNREADABLE);
    if (!item) continue;
    fen.set(item, (fen.get(item) ?? 0) + amount);
    counts.set(item, (counts.get(item) ?? 0) + quantity);
  }
  return everyItem((item, what) =>
    what === 'SL' ? String(counts.get(item) ?? 0) : ((fen.get(item) ?? 0) / 100).toFixed(2),
  );
}

function everyItem(write: (item: FuneralItem, what: 'JE' | 'SL') => string): Record<string, string> {
  const columns = FUNERAL_ITEMS.flatMap((item) =>
    (['JE', 'SL'] as const).map((what) => [`${item}_${what}`, write(item, what)]),
  );
  return Object.fromEntries(columns);
}

function wholeOf(written: string): number | null {
  const narrow = narrowDigits(written);
  return /^\d+$/.test(narrow) ? Number(narrow) : null;
}

function fenOf(written: string): number | null {
  const narrow = narrowDigits(written);
  return /^\d+\.\d{2}$/.test(narrow) ? Number(narrow.replace('.', '')) : null;
}
