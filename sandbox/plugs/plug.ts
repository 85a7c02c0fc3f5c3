import type { z } from 'zod';
import type { ConnectorDocument } from '#domain/connector.ts';

/** A department's line as `npm start` writes it: where it listens, its secret and the public key of its answers. */
export type Line = { id: string; port: number; secret: string; publicKey: Record<string, unknown> };

/** A connector of the make-believe city: its document and its credentials by slot. */
export type Plug = { document: z.input<typeof ConnectorDocument>; credentials: Record<string, string> };

type SourceDocument = Plug['document']['sources'][number];

/** What the sources of a department that is asked about its records of today have in common. */
export const CURRENT = {
  coverage: { areas: [], from: null, to: null, complete: false },
  precedence: 50,
  lagHours: 0,
} as const satisfies Pick<SourceDocument, 'coverage' | 'precedence' | 'lagHours'>;
