import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { evidenceTypes, services } from '#catalogue/index.ts';
import { compileService } from '#domain/rules.ts';
import { wantedKeys, wantedOf } from './wanted.ts';

const REQUIREMENT = { kind: 'requirement', id: 'kin', reason: 'no_record' } as const;
const CRITERION = { kind: 'criterion', id: 'near-relative' } as const;
const FIGURE = { kind: 'parameter', name: 'income', key: 'income', on: '2026-12-31' } as const;

test('what a person can settle comes before what is only waited for', () => {
  expect(wantedOf([FIGURE, REQUIREMENT, CRITERION])).toEqual({ need: CRITERION, more: 2 });
});

test('a case without needs wants nothing', () => {
  expect(wantedOf([])).toEqual({ need: null, more: 0 });
});

test('a requirement and a criterion have words of their own, other needs those of their kind', () => {
  expect(wantedKeys(REQUIREMENT)).toEqual({ own: 'requirement.kin', kind: 'requirement' });
  expect(wantedKeys(FIGURE)).toEqual({ own: null, kind: 'parameter' });
});

type Words = {
  wanted: { requirement: Record<string, string>; criterion: Record<string, string>; kind: object };
};
const { wanted }: Words = JSON.parse(readFileSync('messages/zh-CN/desk.json', 'utf8'));

test('every requirement and every criterion that the system cannot settle has words for the queue', () => {
  const compiled = services.map((service) => compileService(service, evidenceTypes).definition);
  const requirements = compiled.flatMap((service) => service.requirements.map(({ id }) => id));
  const criteria = compiled.flatMap((service) => service.criteria.map(({ id }) => id));
  expect(requirements.filter((id) => wanted.requirement[id] === undefined)).toEqual([]);
  expect(criteria.filter((id) => wanted.criterion[id] === undefined)).toEqual([]);
});

test('the words of the queue have at most ten characters', () => {
  const words = [wanted.requirement, wanted.criterion, wanted.kind].flatMap((group) => Object.values(group));
  expect(words.filter((word) => word.length > 10)).toEqual([]);
});
