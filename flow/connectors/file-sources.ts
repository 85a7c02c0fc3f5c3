import type { ConnectorVersionRow } from '#db/connectors.ts';
import type { ConnectorRow } from '#db/reference.ts';
import type { Reach, Source } from '#domain/connector.ts';

/** A source that comes as a file every night. */
export type FileSource = Source & { reach: Extract<Reach, { way: 'file' }> };

/**
 * The nightly files of a connector that are read: those of the version that answers; of the newest where none does yet.
 * @param versions the connector's own, the newest first
 */
export function fileSourcesOf(
  { liveVersion }: Pick<ConnectorRow, 'liveVersion'>,
  versions: readonly Pick<ConnectorVersionRow, 'version' | 'document'>[],
): FileSource[] {
  const read = liveVersion === null ? versions[0] : versions.find(({ version }) => version === liveVersion);
  return (read?.document.sources ?? []).flatMap((source) =>
    source.reach.way === 'file' ? [{ ...source, reach: source.reach }] : [],
  );
}
