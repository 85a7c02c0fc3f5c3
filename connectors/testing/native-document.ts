import { evidenceTypes } from '#catalogue/index.ts';
import { ConnectorDocument } from '#domain/connector.ts';
import { DEPARTMENT_KEYS } from './keys.ts';

/**
 * A department that speaks the protocol at `url`.
 * @param codes what it offers; by default every evidence type of the catalogue that names it
 */
export function nativeDocument(id: string, url: string, codes = codesOf(id)): ConnectorDocument {
  const name = { 'zh-CN': id, 'zh-TW': id, en: id };
  return ConnectorDocument.parse({
    id,
    department: id.replace(/-\d{4}$/, ''),
    title: name,
    sources: codes.map((code) => ({
      id: code.toLowerCase(),
      title: name,
      evidence: code,
      reach: { way: 'native', url, keys: DEPARTMENT_KEYS },
      coverage: {},
      rows: null,
    })),
  });
}

function codesOf(id: string): string[] {
  return evidenceTypes.flatMap(({ code, connectors }) =>
    connectors.some((each) => each === id) ? [code] : [],
  );
}
