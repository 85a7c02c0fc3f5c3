import type { ConnectorDocument } from '#domain/connector.ts';
import type { EvidenceCode } from '#domain/evidence.ts';
import { TaskId } from '#domain/ids.ts';

type Sources = Pick<ConnectorDocument, 'sources'>;

/** Whether officers answer for all of a version at a web page: there is no system that a suite could try. */
export function isDeskVersion({ sources }: Sources): boolean {
  return sources.every(({ reach }) => reach.way === 'desk');
}

/** Whether officers are among those who answer for this evidence: then a test may wait for them. */
export function hasOfficers({ sources }: Sources, evidence: EvidenceCode): boolean {
  return sources.some((source) => source.evidence === evidence && source.reach.way === 'desk');
}

/** Whether a system answers for this evidence: what the suite tries. */
export function hasSystem({ sources }: Sources, evidence: EvidenceCode): boolean {
  return sources.some((source) => source.evidence === evidence && source.reach.way !== 'desk');
}

const PREFIX = 'task_';

/** The call of a test: the same each time its task is taken, so that one test is one question on a desk. */
export const callOfTask = (id: TaskId): string => id.slice(PREFIX.length);

/** The task whose test a call is; undefined for any other call. */
export const taskOfCall = (call: string): TaskId | undefined => TaskId.safeParse(`${PREFIX}${call}`).data;
