import { describe, expect, test } from 'vitest';
import { pagesOf } from '#domain/bundle.ts';
import { compileService } from '#domain/rules.ts';
import type { ServiceDefinition, ServiceDocument } from '#domain/service.ts';
import { runExample } from '#domain/worked-example.ts';
import { afterADeath } from './after-a-death/bundle.ts';
import { funeralService } from './funeral-service/definition.ts';
import { bundles, evidenceTypes, getBundle, getService, services } from './index.ts';
import { pensionRepayment } from './pension-repayment/definition.ts';
import { personalAccount } from './personal-account/definition.ts';
import { residentPension } from './resident-pension/definition.ts';
import { survivorBenefit } from './survivor-benefit/definition.ts';

const documents: ServiceDocument[] = [
  survivorBenefit,
  personalAccount,
  residentPension,
  funeralService,
  pensionRepayment,
];

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
    expect(['commitment', 'data_share']).toEqual(expect.arrayContaining([...means]));
  });

  test('offers no commitment on anything but the applicant’s own relation', () => {
    const committed = definition.requirements.filter(({ ladder }) =>
      ladder.some(({ means }) => means === 'commitment'),
    );
    expect(['kin']).toEqual(expect.arrayContaining(committed.map(({ id }) => id)));
  });

  test('asks for every field that its rules read, and for none that they do not', () => {
    const unread = unreadFields(definition);
    expect(unread).toEqual(
      definition.id === 'survivor-benefit' ? ['paid.fund', 'contributions.flexible'] : [],
    );
  });

  test('drafts only services that the catalogue has', () => {
    const known = services.map(({ id }) => id);
    for (const { service: drafted } of definition.drafts) expect(known).toContain(drafted);
  });
});

/** Fields that a plain rung asks for and no expression names. */
function unreadFields({ requirements, values, criteria, amounts, parameters }: ServiceDefinition): string[] {
  const expressions = [
    ...values.map(({ expression }) => expression),
    ...criteria.map(({ expression }) => expression),
    ...amounts.map(({ expression }) => expression),
    ...parameters.map(({ on }) => on),
  ].join(' ');
  return requirements
    .flatMap(({ id, ladder }) =>
      ladder.flatMap((rung) =>
        rung.means === 'data_share' && rung.reading === 'plain'
          ? rung.fields.map((name) => `${id}.${name}`)
          : [],
      ),
    )
    .filter((path) => !new RegExp(`\\b${path}\\b`).test(expressions))
    .toSorted((left, right) => right.localeCompare(left));
}

describe.each(bundles)('the bundle $id', ({ services: ids }) => {
  const compiled = ids.map((id) => compileService(getService(id), evidenceTypes));

  test('asks each question once, on pages that its services share', () => {
    expect(pagesOf(compiled).map(({ id }) => id)).toEqual(['whom', 'relation', 'funeral-fund', 'account']);
  });

  test('holds nothing that takes money back: nobody applies for that', () => {
    expect(compiled.map(({ definition }) => definition.direction)).toEqual(ids.map(() => 'pay'));
  });

  test('has benefits that are told apart', () => {
    expect(new Set(compiled.map(({ definition }) => definition.benefit)).size).toBe(ids.length);
  });

  test('offers the same commitment for every service, so that one is enough', () => {
    const commitments = compiled.flatMap(({ definition }) =>
      definition.requirements.flatMap(({ ladder }) => ladder.filter(({ means }) => means === 'commitment')),
    );
    expect(new Set(commitments.map((rung) => JSON.stringify(rung))).size).toBe(1);
  });
});

test('mails of a bundle hold no figure', () => {
  const { notice } = getBundle('after-a-death');
  expect(JSON.stringify(notice)).not.toMatch(/\d/);
});

test('a bundle document survives JSON unchanged', () => {
  expect(JSON.parse(JSON.stringify(afterADeath))).toEqual(afterADeath);
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
  expect(complete.toSorted()).toEqual(['E-INJ', 'E-PEN-PAY', 'E-PEN-SUR', 'E-WEL']);
});
