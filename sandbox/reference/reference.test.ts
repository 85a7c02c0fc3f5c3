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

  test('figures are valid rows, and every key that a service looks up is there', () => {
    const keys = parameters.map((row) => ParameterRow.parse(row).key);
    for (const { key } of services.flatMap((service) => service.parameters)) expect(keys).toContain(key);
  });

  test('an area’s path runs from the province to itself', () => {
    const paths = new Map(areas.map((area) => [area.code, area.path]));
    for (const { code, parent, path } of areas) {
      expect(path).toBe(parent === null ? code : `${paths.get(parent)}/${code}`);
    }
  });
});
