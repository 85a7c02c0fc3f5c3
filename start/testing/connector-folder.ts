import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { getEvidenceType } from '#catalogue/index.ts';
import { ConnectorId } from '#domain/ids.ts';
import { createConnector } from '../connector-template/create-connector.ts';

/** A way to generate connectors into folders that are gone after the tests of the file that asks for it. */
export function connectorFolders(): (codes: readonly string[], port?: number) => string {
  const folders: string[] = [];
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });
  return (codes, port = 4700) => {
    const folder = mkdtempSync(join(tmpdir(), 'connector-'));
    folders.push(folder);
    const connector = ConnectorId.parse('health');
    createConnector(folder, {
      connector,
      department: 'health',
      port,
      evidence: codes.map(getEvidenceType),
    });
    return folder;
  };
}
