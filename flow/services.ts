import { evidenceTypes } from '#catalogue/index.ts';
import { findBundleInForce, findServiceVersion, findServiceVersionInForce } from '#db/reference.ts';
import type { Tx } from '#db/with-tx.ts';
import { type Bundle, pagesOf } from '#domain/bundle.ts';
import { type CompiledService, compileService } from '#domain/rules.ts';
import type { FormPage } from '#domain/service.ts';

const compiled = new Map<string, CompiledService>();

/** A published version, compiled. Versions are immutable, so each is read and compiled once per process. */
export async function getService(tx: Tx, id: string, version: number): Promise<CompiledService> {
  const key = `${id}@${version}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const definition = await findServiceVersion(tx, id, version);
  if (definition === undefined) throw new UnknownServiceError(key);
  const service = compileService(definition, evidenceTypes);
  compiled.set(key, service);
  return service;
}

/** The version in force on a civil day, or undefined if the service does not exist then. */
export async function findService(tx: Tx, id: string, day: string): Promise<CompiledService | undefined> {
  const found = await findServiceVersionInForce(tx, id, day);
  return found && getService(tx, found.id, found.version);
}

/** A bundle with the services that are in force with it. */
export interface OpenBundle {
  bundle: Bundle;
  services: readonly CompiledService[];
  pages: readonly FormPage[];
}

/**
 * The bundle (一件事) in force on a civil day, or undefined if there is none of that id.
 * @throws UnknownServiceError if it names a service that does not exist on that day
 */
export async function findBundle(tx: Tx, id: string, day: string): Promise<OpenBundle | undefined> {
  const bundle = await findBundleInForce(tx, id, day);
  if (bundle === undefined) return undefined;
  const services: CompiledService[] = [];
  for (const each of bundle.services) {
    const service = await findService(tx, each, day);
    if (service === undefined) throw new UnknownServiceError(each);
    services.push(service);
  }
  return { bundle, services, pages: pagesOf(services) };
}

/** A case refers to a version that was never published here: the database and the catalogue do not belong together. */
export class UnknownServiceError extends Error {
  constructor(key: string) {
    super(`no published service version ${key}`);
    this.name = 'UnknownServiceError';
  }
}
