import { listCredentials, listFeedVersions, listLiveVersions, readConnectorMark } from '#db/connectors.ts';
import { type Pool, withTx } from '#db/with-tx.ts';
import type { ConnectorDocument } from '#domain/connector.ts';
import { SYSTEM } from './system.ts';

/** A live connector with its credentials by slot, still sealed. */
export interface SealedPlug {
  document: ConnectorDocument;
  sealed: ReadonlyMap<string, string>;
}

/**
 * All live connectors for the broker, if anything has changed since the mark of an earlier reading.
 * @returns undefined where nothing has
 */
export async function listPlugs(
  pool: Pool,
  seen: string | undefined,
): Promise<{ mark: string; plugs: SealedPlug[] } | undefined> {
  return withTx(pool, SYSTEM.broker, async (tx) => {
    const mark = await readConnectorMark(tx);
    if (mark === seen) return undefined;
    const versions = await listLiveVersions(tx);
    const ids = versions.map(({ connector }) => connector);
    const credentials = Map.groupBy(await listCredentials(tx, ids), ({ connector }) => connector);
    const plugs = versions.map(({ connector, document }) => ({
      document,
      sealed: new Map((credentials.get(connector) ?? []).map(({ slot, sealed }) => [slot, sealed])),
    }));
    return { mark, plugs };
  });
}

/** The documents whose nightly files are read, if anything has changed since the mark of an earlier reading. */
export async function listFeedDocuments(
  pool: Pool,
  seen: string | undefined,
): Promise<{ mark: string; documents: ConnectorDocument[] } | undefined> {
  return withTx(pool, SYSTEM.broker, async (tx) => {
    const mark = await readConnectorMark(tx);
    if (mark === seen) return undefined;
    return { mark, documents: (await listFeedVersions(tx)).map(({ document }) => document) };
  });
}
