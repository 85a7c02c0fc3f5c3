import { ConnectorDocument } from '#domain/connector.ts';
import { publicKeyOf } from '../keys.ts';
import type { DepartmentSettings } from './open-department.ts';

const BATCH = 50;

/**
 * The connector's document, as the portal's console takes it: a source for every evidence type, and the public key.
 * @param url the address at which the portal reaches this department, without a trailing slash
 * @param department the department that the connector belongs to
 */
export function documentOf(
  {
    connector,
    title,
    key,
    answers,
    limits,
  }: Pick<DepartmentSettings, 'connector' | 'title' | 'key' | 'answers' | 'limits'>,
  url: string,
  department = connector,
): ConnectorDocument {
  const reach = { way: 'native', url, keys: [publicKeyOf(key)], batch: limits?.batch ?? BATCH };
  return ConnectorDocument.parse({
    ...{ id: connector, department, title },
    sources: answers.map(({ offer }) => ({
      id: offer.evidence.toLowerCase(),
      title: offer.title ?? title,
      evidence: offer.evidence,
      ...{ reach, coverage: offer.coverage?.[0] ?? {}, rows: null },
    })),
  });
}
