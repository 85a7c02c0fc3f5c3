import type { ConnectorDocument, Reach, Source } from './connector.ts';

/** Whether a source is reached with a secret of the department's, besides the portal's own signature. */
export function needsCredential(reach: Reach): boolean {
  switch (reach.way) {
    case 'native':
      return reach.proves === 'mtls';
    case 'mapped':
      return reach.auth.kind !== 'none';
    case 'view':
      return true;
    case 'file':
    case 'desk':
      return false;
  }
}

/** The sources of a document whose credential is not among these slots. */
export function sourcesWithoutCredential(
  { sources }: Pick<ConnectorDocument, 'sources'>,
  slots: readonly string[],
): Source[] {
  if (slots.includes('main')) return [];
  return sources.filter(({ id, reach }) => needsCredential(reach) && !slots.includes(id));
}
