import { describe, expect, test } from 'vitest';
import { bundles, getEvidenceType, getService, services } from '#catalogue/index.ts';
import { pagesOf, personsOf } from './bundle.ts';
import { DefinitionError } from './definition-error.ts';
import { type CompiledService, compileService } from './rules.ts';
import type { FormPage } from './service.ts';
import { smallService } from './testing/small-service.ts';

const requirement = {
  rungs: [{ held: null }],
  commitment: false,
  readsNullOn: [],
  expression: 'r.yes',
  whenFails: 'person',
} as const;
const all = (criteria: string[]) => ({ all: criteria.map((criterion) => ({ criterion })) });
const { service: first } = smallService([requirement], all);

/** The same service with other pages. */
const withPages = (id: string, pages: FormPage[]): CompiledService => ({
  ...first,
  definition: { ...first.definition, id, pages },
});
const [account] = first.definition.pages;
if (account === undefined) throw new Error('the small service has a page');
const whom: FormPage = { ...account, id: 'whom' };

describe('the pages of an application', () => {
  test('are those of its services, each once, in the order in which they are met', () => {
    const pages = pagesOf([withPages('one', [whom, account]), withPages('two', [account, whom])]);
    expect(pages.map(({ id }) => id)).toEqual(['whom', 'account']);
  });

  test('are refused where two services ask different things under one address', () => {
    const other: FormPage = { ...whom, title: { 'zh-CN': '别的', 'zh-TW': '別的', en: 'else' } };
    const conflicting = () => pagesOf([withPages('one', [whom]), withPages('two', [other])]);
    expect(conflicting).toThrow(DefinitionError);
    expect(conflicting).toThrow(/pages\.whom.*two/);
  });

  test('come without a conflict in every bundle of the catalogue, and ask each question under one page only', () => {
    const types = services.flatMap(({ requirements }) =>
      requirements.flatMap(({ ladder }) =>
        ladder.flatMap((rung) => (rung.means === 'data_share' ? [getEvidenceType(rung.evidence)] : [])),
      ),
    );
    for (const bundle of bundles) {
      const pages = pagesOf(bundle.services.map((id) => compileService(getService(id), types)));
      const asked = pages.flatMap(({ fields }) => fields.map(({ id }) => id));
      expect(new Set(asked).size).toBe(asked.length);
    }
  });
});

test('a person whom several services name is one party of the application', () => {
  const persons = [{ role: 'deceased' as const, nameFrom: 'name', idNumberFrom: 'number' }];
  const named = { ...first, definition: { ...first.definition, persons } };
  expect(personsOf([named, named, first])).toEqual(persons);
});
