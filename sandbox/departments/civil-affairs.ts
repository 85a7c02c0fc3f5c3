import type { DatabaseSync } from 'node:sqlite';
import { FUNERAL_ITEMS, type FuneralItem } from '../city/funerals.ts';
import { CIVIL_AFFAIRS_SCHEMA, fillCivilAffairs, ranUntilDeath } from './civil-affairs-store.ts';
import { type Ask, ambiguous, confirmed, type Department, type Found, noRecord, text } from './department.ts';
import { narrowDigits } from './full-width.ts';
import { dateOfHome, HOMES } from './funeral-homes.ts';
import { matchByName } from './match.ts';

type Row = Record<string, unknown>;

/** 市民政局: cremations, the funeral homes' service sheets, subsistence allowances. */
export const civilAffairs: Department = {
  id: 'civil-affairs',
  name: '安澜市民政局殡葬和社会救助系统',
  evidence: {
    'E-CRM': { subjects: 1, fields: ['cremationDate', 'local'] },
    'E-FUN-SVC': {
      subjects: 1,
      fields: [
        'nettedOff',
        'transferKm',
        'transferFen',
        'handlingFen',
        'disinfectionFen',
        'storageDays',
        'storageFen',
        'farewellFen',
        'cremationFen',
        'urnFen',
        'keepingYears',
        'keepingFen',
      ],
    },
    'E-WEL': { subjects: 1, fields: ['receives'] },
  },
  schema: CIVIL_AFFAIRS_SCHEMA,
  fill: fillCivilAffairs,
  answer(database, ask, now) {
    if (ask.evidence === 'E-WEL') return welfare(database, ask, now);
    return ask.evidence === 'E-CRM' ? cremation(database, ask, now) : serviceSheet(database, ask, now);
  },
};

function provenance(now: Date, keyUsed: 'id18' | null, flags: 'deceased'[] = []) {
  return { source: civilAffairs.name, asOf: now.toISOString(), keyUsed, flags };
}

function cremations(database: DatabaseSync, ask: Ask, now: Date): Row[] {
  return database
    .prepare('SELECT * FROM T_HHDJ WHERE ID_CARD_QX = ? AND LRSJ <= ?')
    .all(ask.subjects[0]?.idNumber ?? '', now.toISOString());
}

function cremation(database: DatabaseSync, ask: Ask, now: Date): Found {
  const match = matchByName(ask.subjects[0]?.name ?? '', cremations(database, ask, now), (row) =>
    text(row, 'NAME'),
  );
  if (match.kind === 'none') return noRecord(provenance(now, null));
  if (match.kind === 'unsure') return ambiguous(match.candidates, match.reason, provenance(now, 'id18'));
  const cremationDate = dateOfHome(text(match.row, 'CREMATION_TIME'));
  const home = homeOf(match.row);
  if (!cremationDate || !home) return ambiguous(1, '登记的时间或殡仪馆无法辨认', provenance(now, 'id18'));
  return confirmed(ask, { cremationDate, local: home.local }, provenance(now, 'id18', ['deceased']));
}

/** A sheet knows a body number and no person: the cremation tells whose body it was. */
function serviceSheet(database: DatabaseSync, ask: Ask, now: Date): Found {
  const held = cremations(database, ask, now).filter((row) => sheetsOf(database, row, now).length > 0);
  const match = matchByName(ask.subjects[0]?.name ?? '', held, (row) => text(row, 'NAME'));
  if (match.kind === 'none') return noRecord(provenance(now, null));
  const from = provenance(now, 'id18', ['deceased']);
  if (match.kind === 'unsure') return ambiguous(match.candidates, match.reason, from);
  const [sheet, second] = sheetsOf(database, match.row, now);
  if (!sheet || second) return ambiguous(2, '同一遗体有多张有效服务单', from);
  const fields = readSheet(database, match.row, text(sheet, 'DH'));
  if (!fields) return ambiguous(1, '服务单上的项目或数额无法辨认', from);
  return confirmed(ask, { nettedOff: text(sheet, 'JMBZ') === '1', ...fields }, from);
}

/** The sheets in force; cancelled ones stay in the table. */
function sheetsOf(database: DatabaseSync, cremated: Row, now: Date): Row[] {
  return database
    .prepare("SELECT * FROM T_FWD WHERE YTBH = ? AND ZT = '1' AND LRSJ <= ?")
    .all(text(cremated, 'YTBH'), now.toISOString());
}

const COUNTED: Readonly<Partial<Record<FuneralItem, string>>> = {
  transfer: 'transferKm',
  storage: 'storageDays',
  keeping: 'keepingYears',
};

/** Undefined where a code is not the home's, or a number is none: nobody guesses what a family has paid for. */
function readSheet(database: DatabaseSync, cremated: Row, sheet: string): Record<string, number> | undefined {
  const home = homeOf(cremated);
  const fields = emptySheet();
  for (const row of database.prepare('SELECT * FROM T_FWMX WHERE DH = ?').all(sheet)) {
    const code = text(row, 'XMDM');
    const item = FUNERAL_ITEMS.find((candidate) => home?.codes[candidate] === code);
    const [quantity, fen] = [wholeOf(text(row, 'SL')), fenOf(text(row, 'JE'))];
    if (quantity === null || fen === null || (!item && code !== home?.extra)) return undefined;
    if (!item) continue;
    fields[`${item}Fen`] = (fields[`${item}Fen`] ?? 0) + fen;
    const counted = COUNTED[item];
    if (counted) fields[counted] = (fields[counted] ?? 0) + quantity;
  }
  return fields;
}

function emptySheet(): Record<string, number> {
  const names = [...FUNERAL_ITEMS.map((item) => `${item}Fen`), ...Object.values(COUNTED)];
  return Object.fromEntries(names.map((name) => [name, 0]));
}

function homeOf(cremated: Row) {
  return Object.values(HOMES).find(({ code }) => code === text(cremated, 'BYG'));
}

function wholeOf(written: string): number | null {
  const narrow = narrowDigits(written);
  return /^\d+$/.test(narrow) ? Number(narrow) : null;
}

function fenOf(written: string): number | null {
  const narrow = narrowDigits(written);
  return /^\d+\.\d{2}$/.test(narrow) ? Number(narrow.replace('.', '')) : null;
}

function welfare(database: DatabaseSync, ask: Ask, now: Date): Found {
  const [asked] = ask.subjects;
  const rows = database.prepare('SELECT * FROM T_DBTK WHERE SFZH = ?').all(asked?.idNumber ?? '');
  const match = matchByName(asked?.name ?? '', rows, (row) => text(row, 'XM'));
  if (match.kind === 'none') return noRecord(provenance(now, null));
  if (match.kind === 'unsure') return ambiguous(match.candidates, match.reason, provenance(now, 'id18'));
  const receives = ranUntilDeath(text(match.row, 'JSNY'), text(match.row, 'TFYY'));
  return confirmed(ask, { receives }, provenance(now, 'id18'));
}
