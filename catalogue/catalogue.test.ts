import { describe, expect, test } from 'vitest';
import { compileService } from '#domain/rules.ts';
import type { ServiceDocument } from '#domain/service.ts';
import { runExample } from '#domain/worked-example.ts';
import { evidenceTypes, services } from './index.ts';
import { survivorBenefit } from './survivor-benefit/definition.ts';

const documents: ServiceDocument[] = [survivorBenefit];

describe.each(services)('the service $id', (definition) => {
  const service = compileService(definition, evidenceTypes);

  test.each(definition.examples)('comes to what its worked example says: $title', (example) => {
    expect(runExample(service, example)).toEqual(example.expect);
  });

  test('names only connectors of evidence types that the catalogue has', () => {
    const asked = definition.requirements.flatMap(({ ladder }) =>
      ladder.flatMap((rung) => (rung.means === 'data_share' ? [rung.evidence] : [])),
    );
    expect(evidenceTypes.map(({ code }) => code)).toEqual(expect.arrayContaining(asked));
  });

  test('asks the resident for no paper', () => {
    const means = new Set(definition.requirements.flatMap(({ ladder }) => ladder.map((rung) => rung.means)));
    expect([...means].toSorted()).toEqual(['commitment', 'data_share']);
  });

  test('offers no commitment on the death itself', () => {
    const death = definition.requirements.filter(({ id }) => id === 'certificate' || id === 'register');
    expect(death.flatMap(({ ladder }) => ladder.map((rung) => rung.means))).toEqual([
      'data_share',
      'data_share',
    ]);
  });
});

test('every service document survives JSON unchanged', () => {
  expect(JSON.parse(JSON.stringify(documents))).toEqual(documents);
});

test('every evidence type survives JSON unchanged', () => {
  expect(JSON.parse(JSON.stringify(evidenceTypes))).toEqual(evidenceTypes);
});

test('what a complete register’s silence stands for has every field that the type has', () => {
  for (const { complete, fields } of evidenceTypes) {
    if (complete === null) continue;
    expect(Object.keys(complete.reading).toSorted()).toEqual(fields.map(({ name }) => name).toSorted());
  }
});

test('no evidence type knows a cause of death', () => {
  const names = evidenceTypes.flatMap(({ fields }) => fields.map(({ name }) => name));
  expect(names.filter((name) => /cause/i.test(name))).toEqual(['causeClass']);
});

test('marriage, kinship and death are never complete: no record of them is never a no', () => {
  const complete = evidenceTypes.filter((type) => type.complete !== null).map(({ code }) => code);
  expect(complete.toSorted()).toEqual(['E-INJ', 'E-PEN-PAY', 'E-PEN-SUR']);
});
