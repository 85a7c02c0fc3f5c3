import { isDeepStrictEqual } from 'node:util';
import type { JWK } from 'jose';
import type { Connector } from '#connectors/contract.ts';
import type { Tools } from '#connectors/open-adapter.ts';
import { openConnector } from '#connectors/open-connector.ts';
import type { Pool } from '#db/with-tx.ts';
import type { ConnectorDocument } from '#domain/connector.ts';
import type { ConnectorId } from '#domain/ids.ts';
import { openCredential } from '#flow/credentials.ts';
import { listPlugs, type SealedPlug } from '#flow/list-plugs.ts';
import { log } from '#flow/log.ts';

/** A connector as it answers now. */
export interface Plugged {
  connector: Connector;
  document: ConnectorDocument;
  credentials: ReadonlyMap<string, string>;
}

/** The connectors of this installation whose versions are live. */
export interface ConnectorRegistry {
  get(id: ConnectorId): Plugged | undefined;
  list(): readonly Plugged[];
  /** Reads again what has changed; cheap where nothing has. */
  refresh(): Promise<void>;
}

/** A connector that is open, and of which document and credentials it was opened. */
type Open = Plugged & { of: SealedPlug };

/**
 * Opens every live connector with its credentials, and again those that have changed. One that cannot be opened is logged and
 * left out.
 */
export async function openRegistry(pool: Pool, sealingKey: JWK, tools: Tools): Promise<ConnectorRegistry> {
  let plugged: ReadonlyMap<ConnectorId, Open> = new Map();
  let seen: string | undefined;
  const registry: ConnectorRegistry = {
    get: (id) => plugged.get(id),
    list: () => [...plugged.values()],
    async refresh() {
      const found = await listPlugs(pool, seen);
      if (found === undefined) return;
      const opened = await Promise.all(
        found.plugs.map((plug) => {
          const open = plugged.get(plug.document.id);
          return open !== undefined && isSame(open.of, plug) ? open : openPlug(plug, sealingKey, tools);
        }),
      );
      plugged = new Map(opened.flatMap((each) => (each ? [[each.document.id, each]] : [])));
      seen = found.mark;
    },
  };
  await registry.refresh();
  return registry;
}

function isSame(one: SealedPlug, other: SealedPlug): boolean {
  return isDeepStrictEqual(one.document, other.document) && isDeepStrictEqual(one.sealed, other.sealed);
}

async function openPlug(plug: SealedPlug, sealingKey: JWK, tools: Tools): Promise<Open | undefined> {
  const { document } = plug;
  try {
    const credentials = await openCredentials(plug.sealed, sealingKey);
    return { connector: openConnector(document, credentials, tools), document, credentials, of: plug };
  } catch (err) {
    log.error({ err, connector: document.id }, 'connector not opened');
    return undefined;
  }
}

/** Credentials by slot, opened with the broker's key. @throws if one was sealed to another */
export async function openCredentials(
  sealed: ReadonlyMap<string, string>,
  sealingKey: JWK,
): Promise<ReadonlyMap<string, string>> {
  const opening = [...sealed].map(
    async ([slot, text]) => [slot, await openCredential(sealingKey, text)] as const,
  );
  return new Map(await Promise.all(opening));
}
