import { evidenceTypes, services } from '#catalogue/index.ts';
import { listConnectorsOf, listVersions } from '#db/connector-versions.ts';
import type { ConnectorRow } from '#db/reference.ts';
import type { Tx } from '#db/with-tx.ts';
import type { CivilDate } from '#domain/dates.ts';
import type { EvidenceType, Texts } from '#domain/evidence.ts';
import type { ConnectorId, DepartmentId } from '#domain/ids.ts';
import { fileSourcesOf } from '../connectors/file-sources.ts';
import { titleOf } from '../connectors/list-connectors.ts';
import { findService } from '../services.ts';

/** How a department's console says what its rows name by code. */
export interface Names {
  evidenceTypes: readonly EvidenceType[];
  /** Short titles of services by id. */
  services: ReadonlyMap<string, Texts>;
  /** The department's connectors with the titles that their documents give them, and the department's own name. */
  connectors: ReadonlyMap<ConnectorId, { row: ConnectorRow; title: Texts | null; hasFiles: boolean }>;
  department: Texts | null;
}

/** The names as of a civil day: services by the definitions in force then. */
export async function readNames(tx: Tx, department: DepartmentId, day: CivilDate): Promise<Names> {
  const titles = new Map<string, Texts>();
  for (const { id, shortTitle } of services) {
    const service = await findService(tx, id, day);
    titles.set(id, service?.definition.shortTitle ?? shortTitle);
  }
  const rows = await listConnectorsOf(tx, department);
  const versions = await listVersions(
    tx,
    rows.map(({ id }) => id),
  );
  const connectors = new Map(
    rows.map((row) => {
      const own = versions.filter(({ connector }) => connector === row.id);
      const hasFiles = fileSourcesOf(row, own).length > 0;
      return [row.id, { row, title: titleOf(row, own), hasFiles }] as const;
    }),
  );
  return { evidenceTypes, services: titles, connectors, department: rows[0]?.department ?? null };
}
