import 'server-only';
import { notFound } from 'next/navigation';
import { ConnectorId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { type ConnectorView, readConnector } from '#flow/connectors/read-connector.ts';
import { readVersion, type VersionView } from '#flow/connectors/read-version.ts';
import { authOrSignIn } from '../auth/auth.ts';
import { read } from '../read.ts';
import { connectorPath } from './paths.ts';

export type ConnectorParams = Promise<{ connector: string }>;

/** One of the connectors of the signed-in officer's department; whoever is not signed in does so first. */
export async function loadConnector(
  params: ConnectorParams,
  part?: string,
): Promise<{ actor: Actor; view: ConnectorView }> {
  const id = ConnectorId.safeParse((await params).connector);
  if (!id.success) notFound();
  const actor = await authOrSignIn(connectorPath(id.data, part));
  return { actor, view: await read(actor, (tx, now) => readConnector(tx, actor, now, id.data)) };
}

/** A version's number as it stands in an address. */
function versionIn(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) notFound();
  return Number(text);
}

export type VersionParams = Promise<{ connector: string; version: string }>;

/** One version of one of the connectors of the signed-in officer's department. */
export async function loadVersion(
  params: VersionParams,
  part: 'versions' | 'conformance',
): Promise<{ actor: Actor; view: VersionView }> {
  const { connector, version } = await params;
  const id = ConnectorId.safeParse(connector);
  if (!id.success) notFound();
  const number = versionIn(version);
  const actor = await authOrSignIn(connectorPath(id.data, `${part}/${number}`));
  return { actor, view: await read(actor, (tx, now) => readVersion(tx, actor, now, id.data, number)) };
}
