import type { ConnectorDocument, Source } from '#domain/connector.ts';
import type { Adapter, DeskStore, FeedStore } from './contract.ts';
import { nativeHttp } from './native-http.ts';

/** What adapters need of the process that runs them. */
export interface Tools {
  /** By which "try again in … seconds" is reckoned. */
  clock: () => Date;
  feeds?: FeedStore;
  desk?: DeskStore;
}

/** The adapter for a source's way of being reached, with the credential of its slot. */
export function openAdapter(
  document: ConnectorDocument,
  source: Source,
  credentials: ReadonlyMap<string, string>,
  tools: Tools,
): Adapter {
  const credential = credentials.get(source.id) ?? credentials.get('main') ?? '';
  switch (source.reach.way) {
    case 'native':
      return nativeHttp({ id: document.id, url: source.reach.url, secret: credential, clock: tools.clock });
    default:
      throw new UnknownWayError(source.reach.way);
  }
}

/** A document names a way of joining that this installation cannot go. */
export class UnknownWayError extends Error {
  constructor(way: string) {
    super(`no adapter for the way of joining ${way}`);
    this.name = 'UnknownWayError';
  }
}
