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
  /** Reads again what has changed; cheap where nothing has. */
  refresh(): Promise<void>;
}

/** Opens every live connector with its credentials. One that cannot be opened is logged and left out. */
export async function openRegistry(pool: Pool, sealingKey: JWK, tools: Tools): Promise<ConnectorRegistry> {
  let plugged = new Map<ConnectorId, Plugged>();
  let seen: string | undefined;
  const registry: ConnectorRegistry = {
    get: (id) => plugged.get(id),
    async refresh() {
      const found = await listPlugs(pool, seen);
      if (found === undefined) return;
      const opened = await Promise.all(found.plugs.map((plug) => openPlug(plug, sealingKey, tools)));
      plugged = new Map(opened.flatMap((each) => (each ? [[each.document.id, each]] : [])));
      seen = found.mark;
    },
  };
  await registry.refresh();
  return registry;
}

async function openPlug(
  { document, sealed }: SealedPlug,
  sealingKey: JWK,
  tools: Tools,
): Promise<Plugged | undefined> {
  try {
    const opening = [...sealed].map(
      async ([slot, text]) => [slot, await openCredential(sealingKey, text)] as const,
    );
    const credentials = new Map(await Promise.all(opening));
    return { connector: openConnector(document, credentials, tools), document, credentials };
  } catch (err) {
    log.error({ err, connector: document.id }, 'connector not opened');
    return undefined;
  }
}
