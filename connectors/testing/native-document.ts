import { evidenceTypes } from '#catalogue/index.ts';
import { ConnectorDocument } from '#domain/connector.ts';

/** A department that speaks the protocol at `url` and offers every evidence type of the catalogue that names it. */
export function nativeDocument(id: string, url: string): ConnectorDocument {
  const name = { 'zh-CN': id, 'zh-TW': id, en: id };
  const codes = evidenceTypes.filter(({ connectors }) => connectors.some((each) => each === id));
  return ConnectorDocument.parse({
    id,
    department: id.replace(/-\d{4}$/, ''),
    title: name,
    sources: codes.map(({ code }) => ({
      id: code.toLowerCase(),
      title: name,
      evidence: code,
      reach: { way: 'native', url, keys: [TEST_KEY] },
      coverage: {},
      rows: null,
    })),
  });
}

/** With which departments of tests sign. */
export const TEST_KEY = {
  kid: 'department-of-tests',
  kty: 'OKP',
  crv: 'Ed25519',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
} as const;
