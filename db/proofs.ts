import { eq } from 'drizzle-orm';
import type { PublicKey } from '#domain/connector.ts';
import type { ConnectorId, ExchangeId } from '#domain/ids.ts';
import { connectorVersions } from './schema/departments.ts';
import { exchanges } from './schema/exchanges.ts';
import type { Tx } from './with-tx.ts';

export type ExchangeRow = typeof exchanges.$inferSelect;

/** One exchange, if it is the actor's to see. */
export async function findExchange(tx: Tx, id: ExchangeId): Promise<ExchangeRow | undefined> {
  const [row] = await tx.select().from(exchanges).where(eq(exchanges.id, id));
  return row;
}

/** Every key with which a connector's department has signed in any version. */
export async function listDepartmentKeys(tx: Tx, connector: ConnectorId): Promise<PublicKey[]> {
  const rows = await tx
    .select({ document: connectorVersions.document })
    .from(connectorVersions)
    .where(eq(connectorVersions.connector, connector));
  const keys = rows.flatMap(({ document }) =>
    document.sources.flatMap(({ reach }) => (reach.way === 'native' ? reach.keys : [])),
  );
  return [...new Map(keys.map((key) => [key.kid, key])).values()];
}
