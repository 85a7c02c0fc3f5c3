import { describe, expect, test } from 'vitest';
import { getEvidenceType, getService } from '#catalogue/index.ts';
import { listSources } from './list-sources.ts';

const service = getService('survivor-benefit');
const titles = (claim: Record<string, string> | undefined) =>
  listSources(service, claim).flatMap(({ sources }) => sources.map(({ title }) => title['zh-CN']));
const birth = getEvidenceType('E-BIR').title['zh-CN'];

describe('whom a service asks', () => {
  test('names every evidence type of the definition before anything is answered', () => {
    const asked = service.requirements.flatMap(({ ladder }) =>
      ladder.flatMap((rung) => (rung.means === 'data_share' ? [rung.evidence] : [])),
    );
    expect(titles(undefined)).toEqual(asked.map((code) => getEvidenceType(code).title['zh-CN']));
  });

  test('leaves out what the answers rule out: a birth certificate is asked for a child only', () => {
    expect(titles({ relation: 'child' })).toContain(birth);
    expect(titles({ relation: 'spouse' })).not.toContain(birth);
  });

  test('names no field that the definition does not ask', () => {
    const death = listSources(service, undefined).find(({ requirement }) => requirement.id === 'certificate');
    expect(death?.sources[0]?.fields.map(({ name }) => name)).toEqual(['deathDate', 'causeClass']);
  });
});
