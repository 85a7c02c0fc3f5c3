import type { DatabaseSync } from 'node:sqlite';
import type { OwnLog } from '#connectors/kit/own-log.ts';
import { openStore, type Store } from '#connectors/kit/store.ts';

export type { LoggedQuestion } from '#connectors/kit/own-log.ts';

/** What a department of the make-believe city remembers of its callers, in its own store: the kit's, however it is reached. */
export type Ledger = OwnLog & Pick<Store, 'countOn' | 'countOne' | 'listOwed'>;

export function ledgerOf(database: DatabaseSync): Ledger {
  const { log, countOn, countOne, listOwed } = openStore(database);
  return { ...log, countOn, countOne, listOwed };
}
