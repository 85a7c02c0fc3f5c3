import type { DatabaseSync } from 'node:sqlite';
import type { FeedStore, SourceRow } from '#connectors/contract.ts';
import { openConnector } from '#connectors/open-connector.ts';
import { ConnectorDocument } from '#domain/connector.ts';
import { numberKey } from '#domain/person-key.ts';
import type { FuneralHome } from '../city/funerals.ts';
import { sheetTable } from '../feeds/sheet-table.ts';
import { funeralHomesPlug } from '../plugs/funeral-homes.ts';
import type { OpenPlug } from './plugged.ts';

/** The funeral homes' plug, its files written and read at once: nothing lies in a database in between. */
export function openSheetsPlug(bureau: DatabaseSync, clock: () => Date): OpenPlug {
  const document = ConnectorDocument.parse(funeralHomesPlug().document);
  const feeds: FeedStore = {
    find: async (_connector, source, { subjects }) => {
      const home = HOMES.find((each) => source.id === `sheets-${each}`);
      const idColumn = source.rows?.persons[0]?.idColumn ?? '';
      const numbers = subjects.map(({ idNumber }) => numberKey(idNumber));
      const rows = home === undefined ? [] : rowsOf(bureau, home, clock());
      return {
        rows: rows.filter((row) => numbers.includes(numberKey(row[idColumn] ?? ''))),
        fileAt: clock(),
      };
    },
  };
  return {
    document,
    credentials: new Map(),
    connector: openConnector(document, new Map(), { clock, feeds }),
  };
}

const HOMES = ['anlan', 'songling', 'elsewhere'] as const satisfies readonly FuneralHome[];

function rowsOf(bureau: DatabaseSync, home: FuneralHome, now: Date): SourceRow[] {
  const { titles, rows } = sheetTable(bureau, home, now);
  return rows.map((row) => Object.fromEntries(titles.map((title, index) => [title, row[index] ?? null])));
}
