import { describe, expect, test } from 'vitest';
import { evidenceTypes, getEvidenceType, services } from '#catalogue/index.ts';
import { DEPARTMENT_KEYS } from '#connectors/testing/keys.ts';
import { ConnectorDocument, type Source } from '#domain/connector.ts';
import { ParameterRow } from '#domain/parameters.ts';
import { listPlugs } from '../connectors.ts';
import { DEPARTMENTS } from '../departments.ts';
import areas from './areas.json' with { type: 'json' };
import connectors from './connectors.json' with { type: 'json' };
import grants from './grants.json' with { type: 'json' };
import parameters from './parameters.json' with { type: 'json' };

/** How every department is plugged in; where each listens makes no difference here. */
const plugs = listPlugs(
  DEPARTMENTS.map(({ id }) => ({ id, port: 1, secret: 'none', publicKey: { ...DEPARTMENT_KEYS[0] } })),
  { host: '127.0.0.1', port: 1, tls: false, database: 'archive', user: 'reader' },
).map(({ document }) => ConnectorDocument.parse(document));

/** The fields that a source gives: those that its rows are mapped to, or those that the department itself answers with. */
function fieldsOf(connector: string, { evidence, rows }: Source): readonly string[] {
  if (rows !== null) return Object.keys(rows.fields);
  const own = DEPARTMENTS.find(({ id }) => id === connector)?.evidence[evidence]?.fields;
  return own ?? evidenceTypes.find(({ code }) => code === evidence)?.fields.map(({ name }) => name) ?? [];
}

describe('reference data', () => {
  test.each(evidenceTypes.map((type) => [type.code, type] as const))(
    'departments answer %s as the catalogue describes it',
    (code, type) => {
      const offers = plugs.filter(({ sources }) => sources.some(({ evidence }) => evidence === code));
      expect(offers.map(({ id }) => id).toSorted()).toEqual([...type.connectors].toSorted());
      const names = type.fields.map(({ name }) => name);
      for (const { id, sources } of offers) {
        for (const source of sources.filter(({ evidence }) => evidence === code))
          expect(fieldsOf(id, source)).toEqual(expect.arrayContaining(names));
      }
    },
  );

  test('connectors are those that are plugged in, with what each answers', () => {
    const offered = plugs.map(({ id, sources }) => ({
      id: String(id),
      evidence: [...new Set(sources.map(({ evidence }) => evidence))].toSorted(),
    }));
    const listed = connectors.map(({ id, evidence }) => ({ id, evidence: evidence.toSorted() }));
    const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);
    // E-ID is answered to whoever asks for it; no service of the catalogue does.
    const known = listed.map(({ id, evidence }) => ({
      id,
      evidence: evidence.filter((code) => code !== 'E-ID'),
    }));
    expect(known.toSorted(byId)).toEqual(offered.toSorted(byId));
  });

  test('every grant is of a connector that answers its evidence type', () => {
    for (const { evidence, connector } of grants)
      expect(getEvidenceType(evidence).connectors, evidence).toContain(connector);
  });

  test('every question of every service has a grant in its own words', () => {
    const asked = services.flatMap((service) =>
      service.requirements.flatMap((requirement) =>
        requirement.ladder.flatMap((rung) =>
          rung.means === 'data_share'
            ? [
                {
                  service: service.id,
                  requirement: requirement.id,
                  evidence: rung.evidence,
                  fields: rung.fields,
                  purpose: requirement.purpose['zh-CN'],
                  legalBasis: requirement.legalBasis.citation,
                },
              ]
            : [],
        ),
      ),
    );
    for (const one of asked) expect(grants).toContainEqual(expect.objectContaining(one));
    expect(grants).toHaveLength(asked.length);
  });

  test('the scarce marriage registers keep a share of the day’s quota for every service', () => {
    const shares = grants.filter(({ evidence }) => evidence === 'E-MAR').map(({ perDay }) => perDay);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(10_000);
    const asking = services.filter(({ requirements }) => requirements.some(({ id }) => id === 'kin'));
    expect(shares).toHaveLength(asking.length);
  });

  test('an answer may be used again within its application and for nothing else', () => {
    expect(new Set(grants.map(({ reuse }) => reuse))).toEqual(new Set(['application']));
  });

  /** Figures of kinds of funeral grant that this city has not chosen: it publishes none, and nothing waits for them. */
  const NOT_CHOSEN = ['f2.fixed', 'f2.months', 'f2.basicPension'];

  test('figures are valid rows, and every key that a service looks up is there', () => {
    const keys = new Set(parameters.map((row) => ParameterRow.parse(row).key));
    const used = new Set(services.flatMap((service) => service.parameters.map(({ key }) => key)));
    expect([...used].filter((key) => !keys.has(key)).toSorted()).toEqual(NOT_CHOSEN.toSorted());
    expect([...keys].filter((key) => !used.has(key))).toEqual([]);
  });

  test('what the city has chosen for itself says that it is set for the example city', () => {
    for (const { key, source } of parameters.filter(({ configuration }) => configuration)) {
      expect(`${key}: ${source['zh-CN']}`).toContain('示例城市的设定');
      expect(`${key}: ${source.en}`).toContain('set for the example city');
    }
  });

  test('an area’s path runs from the province to itself', () => {
    const paths = new Map(areas.map((area) => [area.code, area.path]));
    for (const { code, parent, path } of areas) {
      expect(path).toBe(parent === null ? code : `${paths.get(parent)}/${code}`);
    }
  });
});
