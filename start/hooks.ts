import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { type Department, publicPart } from './environment.ts';

/** Ids of the sandbox's departments, in the order of their ports: what `sandbox/departments.ts` exports. */
const SandboxDepartments = z.object({
  DEPARTMENTS: z.array(z.object({ id: z.string().regex(/^[a-z][a-z0-9-]*$/) })),
});

async function importOptional(projectFolder: string, path: string): Promise<unknown> {
  const file = join(projectFolder, path);
  return existsSync(file) ? import(pathToFileURL(file).href) : undefined;
}

/** Hook: which departments the make-believe city has; none where the sandbox was removed. */
export async function listSandboxDepartments(projectFolder: string): Promise<string[]> {
  const module = await importOptional(projectFolder, 'sandbox/departments.ts');
  return module === undefined ? [] : SandboxDepartments.parse(module).DEPARTMENTS.map(({ id }) => id);
}

/** What `sandbox/connectors.ts` exports: the connectors' documents and credentials, in the seed's own format. */
const SandboxConnectors = z.object({
  listPlugs: z.custom<(departments: readonly object[], archive: object) => unknown>(
    (value) => typeof value === 'function',
  ),
});

/** Hook: how the make-believe city's departments are plugged in; nothing where the sandbox was removed. */
export async function listSandboxPlugs(
  projectFolder: string,
  departments: readonly Department[],
  archive: { host: string; port: number; tls: boolean },
): Promise<unknown> {
  const module = await importOptional(projectFolder, 'sandbox/connectors.ts');
  if (module === undefined) return [];
  const lines = departments.map(({ id, port, secret, key }) => ({
    id,
    port,
    secret,
    publicKey: JSON.parse(publicPart(key)),
  }));
  return SandboxConnectors.parse(module).listPlugs(lines, archive);
}

/** Hook: brings the database to the newest migration, as the owner of its tables. */
export async function migrateDatabase(url: string): Promise<void> {
  const { migrate } = await import('#db/migrate.ts');
  await migrate(url);
}
