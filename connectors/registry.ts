import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConnectorId } from '#domain/ids.ts';
import type { Connector } from './contract.ts';
import { nativeHttp } from './native-http.ts';

const ConnectorSettings = z.array(
  z.object({ id: ConnectorId, url: z.url({ protocol: /^https?$/ }), secret: z.string().min(16) }),
);

/** The departments' plugs of this installation with their credentials, by id. */
export interface ConnectorRegistry {
  connectors: ReadonlyMap<ConnectorId, Connector>;
  /** For late answers: which connector holds this credential. */
  secrets: ReadonlyMap<ConnectorId, string>;
}

/**
 * Reads the broker's connector file (JSON, mode 600).
 * @throws ZodError that names the wrong entry, or NotJsonError; neither quotes the file
 */
export function loadConnectors(file: string, clock?: () => Date): ConnectorRegistry {
  const settings = ConnectorSettings.parse(parseJson(file));
  return {
    connectors: new Map(
      settings.map((entry) => [entry.id, nativeHttp({ ...entry, ...(clock && { clock }) })]),
    ),
    secrets: new Map(settings.map(({ id, secret }) => [id, secret])),
  };
}

function parseJson(file: string): unknown {
  const text = readFileSync(file, 'utf8');
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text around the fault: credentials.
    throw new NotJsonError(file);
  }
}

/** The connector file is not JSON. */
export class NotJsonError extends Error {
  constructor(file: string) {
    super(`${file} is not JSON; check commas and quotes`);
    this.name = 'NotJsonError';
  }
}
