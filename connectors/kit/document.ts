import { ConnectorDocument } from '#domain/connector.ts';
import { publicKeyOf } from '../keys.ts';
import type { DepartmentSettings } from './open-department.ts';

const BATCH = 50;

/** What stands in a connector's document besides its address. */
export type Described = Pick<DepartmentSettings, 'connector' | 'title' | 'key' | 'answers' | 'limits'> & {
  /** The department that the connector belongs to, as the city names it. */
  department: string;
};

/**
 * The connector's document, as the portal's console takes it: a source for every evidence type, and the public key.
 * @param url the address at which the portal reaches this department, without a trailing slash
 */
export function documentOf(
  { connector, department, title, key, answers, limits }: Described,
  url: string,
): ConnectorDocument {
  const reach = { way: 'native', url, keys: [publicKeyOf(key)], batch: limits?.batch ?? BATCH };
  return ConnectorDocument.parse({
    id: connector,
    department,
    title,
    sources: answers.map(({ offer }) => ({
      id: offer.evidence.toLowerCase(),
      title: offer.title ?? title,
      evidence: offer.evidence,
      reach,
      coverage: offer.coverage?.[0] ?? {},
      rows: null,
    })),
  });
}
