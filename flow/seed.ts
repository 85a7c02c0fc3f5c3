import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import canonicalize from 'canonicalize';
import type { JWK } from 'jose';
import { z } from 'zod';
import { loadedCalendar } from '#catalogue/calendar/loaded-calendar.ts';
import { bundles, services } from '#catalogue/index.ts';
import {
  deleteCredentialsSetBy,
  findNewestVersion,
  insertCredential,
  saveDepartments,
  saveLiveVersion,
} from '#db/connectors.ts';
import {
  saveAreas,
  saveBundleVersion,
  saveCalendar,
  saveConnectors,
  saveGrants,
  saveParameters,
  saveServiceVersion,
} from '#db/save-reference.ts';
import { openPool, withTx } from '#db/with-tx.ts';
import { ConnectorDocument } from '#domain/connector.ts';
import { EvidenceCode, Texts } from '#domain/evidence.ts';
import { ConnectorId, DepartmentId, GrantId } from '#domain/ids.ts';
import { ParameterRow } from '#domain/parameters.ts';
import { sealCredential } from './credentials.ts';
import { newId } from './new-id.ts';

const AreaCode = z.string().regex(/^\d{6,12}$/);
const Areas = z.array(
  z.object({
    code: AreaCode,
    path: z.string(),
    name: Texts,
    /** Codes that the area had before: identity numbers keep them for ever. */
    formerCodes: z.array(z.object({ code: AreaCode })).default([]),
  }),
);
const Connectors = z.array(
  z.object({
    id: ConnectorId,
    departmentId: DepartmentId,
    department: Texts,
    dailyLimit: z.number().int().positive(),
    timeoutMs: z.number().int().positive(),
    width: z.number().int().positive().optional(),
    reserve: z.number().int().min(0).optional(),
  }),
);
/** A connector of the installation itself, with its credentials by slot; the file that holds it is the seed's alone. */
export const Plug = z.object({
  document: ConnectorDocument,
  credentials: z.record(z.string(), z.string()),
});
export type Plug = z.infer<typeof Plug>;
const Grants = z.array(
  z.object({
    service: z.string(),
    requirement: z.string(),
    evidence: EvidenceCode,
    connector: ConnectorId,
    fields: z.array(z.string()).min(1),
    purpose: z.string(),
    legalBasis: z.string(),
    perDay: z.number().int().positive(),
    reuse: z.enum(['none', 'application', 'purpose']),
    reuseHours: z.number().int().positive().optional(),
    priority: z.enum(['urgent', 'normal', 'night']).optional(),
    share: z.number().int().min(0).optional(),
    validFrom: z.iso.date(),
  }),
);

function read<T>(folder: string, file: string, schema: z.ZodType<T>): T {
  return schema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
}

/** An abolished code stands for the area that it has become part of, unless it is in use again. */
function withFormerCodes(areas: z.infer<typeof Areas>) {
  const inUse = new Set(areas.map(({ code }) => code));
  return areas.flatMap(({ code, path, name, formerCodes }) => {
    const former = formerCodes.filter((each) => !inUse.has(each.code));
    return [{ code, path, name }, ...former.map((each) => ({ code: each.code, path, name }))];
  });
}

/**
 * Puts a place's reference data (areas, figures, connectors, first grants) and the catalogue's services and calendar
 * into the database, as the tables' owner. Repeatable: rows that are there stay, published versions never change.
 * @param folder JSON files areas, parameters, connectors and grants
 * @throws ChangedVersionError if a published service version has another content in the catalogue
 */
export async function seedReferenceData(url: string, folder: string, now: Date): Promise<void> {
  const pool = openPool(url, 1);
  try {
    await withTx(pool, { kind: 'reference' }, async (tx) => {
      await saveAreas(tx, withFormerCodes(read(folder, 'areas.json', Areas)));
      await saveParameters(tx, read(folder, 'parameters.json', z.array(ParameterRow)));
      const connectors = read(folder, 'connectors.json', Connectors);
      await saveDepartments(
        tx,
        connectors.map(({ departmentId, department }) => ({ id: departmentId, name: department })),
      );
      await saveConnectors(tx, connectors);
      const grants = read(folder, 'grants.json', Grants);
      await saveGrants(
        tx,
        grants.map((grant) => ({ id: newId(GrantId, 'grnt', now), ...grant })),
      );
      await saveCalendar(tx, loadedCalendar);
      for (const definition of services) {
        if (!(await saveServiceVersion(tx, definition, hashOf(definition)))) {
          throw new ChangedVersionError(definition.id, definition.version);
        }
      }
      for (const bundle of bundles) {
        if (!(await saveBundleVersion(tx, bundle, hashOf(bundle)))) {
          throw new ChangedVersionError(bundle.id, bundle.version);
        }
      }
    });
  } finally {
    await pool.end();
  }
}

const SEEDER = 'seed';

/**
 * Plugs an installation's own connectors in, as the tables' owner: a changed document becomes a further live version, unless
 * an officer has put one of the department's own in place; credentials are sealed to the broker's public key. Repeatable.
 */
export async function seedPlugs(
  url: string,
  plugs: readonly Plug[],
  sealingPublicKey: JWK,
  now: Date,
): Promise<void> {
  const pool = openPool(url, 1);
  try {
    await withTx(pool, { kind: 'reference' }, async (tx) => {
      for (const { document, credentials } of plugs) {
        const newest = await findNewestVersion(tx, document.id);
        const isOwn = newest === undefined || newest.createdBy === SEEDER;
        const isSame = newest !== undefined && hashOf(newest.document) === hashOf(document);
        if (isOwn && !isSame) await saveLiveVersion(tx, document, (newest?.version ?? 0) + 1, now, SEEDER);
        await deleteCredentialsSetBy(tx, document.id, SEEDER);
        for (const [slot, credential] of Object.entries(credentials)) {
          const sealed = await sealCredential(sealingPublicKey, credential);
          const id = newId(z.string(), 'cred', now);
          await insertCredential(tx, { id, connector: document.id, slot, sealed, setBy: SEEDER, setAt: now });
        }
      }
    });
  } finally {
    await pool.end();
  }
}

function hashOf(document: unknown): string {
  return createHash('sha256')
    .update(canonicalize(document) ?? '')
    .digest('hex');
}

/** A published version is immutable: a changed document needs a new version number. */
export class ChangedVersionError extends Error {
  constructor(id: string, version: number) {
    super(
      `${id} version ${version} is published with another content; give the changed document a new version`,
    );
    this.name = 'ChangedVersionError';
  }
}
