import { services as catalogued, getEvidenceType } from '#catalogue/index.ts';
import { type ConnectorRow, listConnectors } from '#db/reference.ts';
import type { Tx } from '#db/with-tx.ts';
import { civilDateAt } from '#domain/dates.ts';
import type { EvidenceType } from '#domain/evidence.ts';
import type { ConnectorId } from '#domain/ids.ts';
import type { Requirement, ServiceDefinition } from '#domain/service.ts';
import { findService } from '../services.ts';

/** One thing that a service has to ask a department: what a grant may be requested for, and nothing else. */
export interface GrantNeed {
  service: ServiceDefinition;
  requirement: Requirement;
  evidence: EvidenceType;
  fields: readonly string[];
  /** As the service's definition says, word for word: what is sent is compared with it. */
  purpose: string;
  legalBasis: string;
  /** Connectors that can be asked for it. */
  connectors: readonly ConnectorId[];
}

/** What the services that are in force need to ask. */
export async function listGrantNeeds(tx: Tx, now: Date): Promise<GrantNeed[]> {
  const day = civilDateAt(now);
  const known = await listConnectors(tx);
  const needs: GrantNeed[] = [];
  for (const { id } of catalogued) {
    const service = await findService(tx, id, day);
    if (service === undefined) continue;
    for (const requirement of service.definition.requirements)
      for (const rung of requirement.ladder) {
        if (rung.means !== 'data_share') continue;
        const evidence = getEvidenceType(rung.evidence);
        const connectors = askable(evidence, known);
        needs.push({
          service: service.definition,
          requirement,
          evidence,
          fields: rung.fields,
          connectors,
          purpose: requirement.purpose['zh-CN'],
          legalBasis: requirement.legalBasis.citation,
        });
      }
  }
  return needs;
}

/** The connectors that the catalogue names, and whatever else their departments have live: one of them takes over one day. */
function askable(evidence: EvidenceType, known: readonly ConnectorRow[]): ConnectorId[] {
  const named = known.filter(({ id }) => evidence.connectors.includes(id));
  const departments = new Set(named.map(({ departmentId }) => departmentId));
  const others = known.filter(
    (row) => !named.includes(row) && row.liveVersion !== null && departments.has(row.departmentId),
  );
  return [...named, ...others].map(({ id }) => id);
}

/** The need that a request names, or undefined for what no service has to ask. */
export async function findGrantNeed(
  tx: Tx,
  now: Date,
  asked: { service: string; requirement: string; evidence: string },
): Promise<GrantNeed | undefined> {
  const needs = await listGrantNeeds(tx, now);
  return needs.find(
    ({ service, requirement, evidence }) =>
      service.id === asked.service &&
      requirement.id === asked.requirement &&
      evidence.code === asked.evidence,
  );
}
