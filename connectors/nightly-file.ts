import type { Reach, Source } from '#domain/connector.ts';
import type { ConnectorId } from '#domain/ids.ts';
import type { Adapter, FeedStore, SourceReply } from './contract.ts';
import { readRows, rowReply, unsignedTraffic } from './row-reply.ts';

/** More rows about one person than this are a mistake of the export. */
export const MAX_FOUND = 100;

/** What a file's adapter is made of. */
export interface FileSettings {
  connector: ConnectorId;
  source: Source;
  reach: Extract<Reach, { way: 'file' }>;
  feeds: FeedStore;
  clock: () => Date;
}

/**
 * The nightly file that serves now. Before the first file the source is down, never empty; an answer out of a file that is older
 * than the document allows says that it is stale.
 */
export function nightlyFile({ connector, source, reach, feeds, clock }: FileSettings): Adapter {
  return {
    async request(question): Promise<SourceReply> {
      const found = await feeds.find(connector, source, question).catch(() => undefined);
      const receivedAt = clock();
      if (found === undefined) return { kind: 'failure', cause: 'down', receivedAt };
      const body = rowReply(found.rows, found.fileAt);
      const traffic = unsignedTraffic(reach.name, question, body);
      return { kind: 'reply', status: 200, body, receivedAt, traffic };
    },
    read: (reply, question) =>
      readRows(source, { maxRows: MAX_FOUND, staleAfterHours: reach.staleAfterHours }, reply, question),
  };
}
