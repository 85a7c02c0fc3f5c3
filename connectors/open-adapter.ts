import type { ConnectorDocument, Source } from '#domain/connector.ts';
import type { Adapter, DeskStore, FeedStore } from './contract.ts';
import { desk } from './desk.ts';
import type { SigningKey } from './keys.ts';
import { mapped } from './mapped.ts';
import { nativeHttp } from './native-http.ts';
import { nightlyFile } from './nightly-file.ts';
import type { Outgoing } from './outgoing.ts';
import { sqlView } from './sql-view.ts';

/** What adapters need of the process that runs them. */
export interface Tools {
  /** By which "try again in … seconds" is reckoned. */
  clock: () => Date;
  /** The way out to departments that have a service of their own. */
  outgoing?: Outgoing;
  /** Signs questions and call tokens. */
  signer?: SigningKey;
  /** The portal's address, under which the signer's public key is published. */
  issuer?: string;
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
      return nativeHttp({
        connector: document.id,
        reach: source.reach,
        credential,
        clock: tools.clock,
        outgoing: needed(tools.outgoing, 'a way out'),
        signer: needed(tools.signer, 'a signing key'),
        issuer: needed(tools.issuer, 'an address of the portal'),
      });
    case 'mapped':
      return mapped({
        source,
        reach: source.reach,
        credential,
        clock: tools.clock,
        outgoing: needed(tools.outgoing, 'a way out'),
      });
    case 'desk':
      return desk(document.id, source, needed(tools.desk, 'a desk'), tools.clock);
    case 'view':
      return sqlView({
        source,
        reach: source.reach,
        password: credential,
        clock: tools.clock,
        check: needed(tools.outgoing, 'a way out').check,
      });
    case 'file':
      return nightlyFile({
        connector: document.id,
        source,
        reach: source.reach,
        clock: tools.clock,
        feeds: needed(tools.feeds, 'a store of files'),
      });
  }
}

/** @throws MissingToolError */
function needed<T>(tool: T | undefined, what: string): T {
  if (tool === undefined) throw new MissingToolError(what);
  return tool;
}

/** This process was not given what a way of joining needs. */
export class MissingToolError extends Error {
  constructor(what: string) {
    super(`a connector of this way of joining needs ${what}`);
    this.name = 'MissingToolError';
  }
}
