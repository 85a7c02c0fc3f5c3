import { describe, expect, test } from 'vitest';
import { evidenceTypes, services } from '#catalogue/index.ts';
import { ParameterRow } from '#domain/parameters.ts';
import { DEPARTMENTS } from '../departments.ts';
import areas from './areas.json' with { type: 'json' };
import connectors from './connectors.json' with { type: 'json' };
import grants from './grants.json' with { type: 'json' };
import parameters from './parameters.json' with { type: 'json' };

describe('reference data', () => {
  test.each(evidenceTypes.map((type) => [type.code, type] as const))(
    'departments answer %s as the catalogue describes it',
    (code, type) => {
      const offers = DEPARTMENTS.filter((department) => type.connectors.some((id) => id === department.id));
      expect(offers).toHaveLength(type.connectors.length);
      for (const { evidence } of offers) {
        expect(evidence[code]?.subjects).toBe(type.subjects);
        expect(evidence[code]?.fields).toEqual(type.fields.map((field) => field.name));
      }
    },
  );

  test('connectors are the departments, with what each answers', () => {
    const offered = DEPARTMENTS.map(({ id, evidence }) => ({ id, evidence: Object.keys(evidence) }));
    expect(connectors.map(({ id, evidence }) => ({ id, evidence }))).toEqual(offered);
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
