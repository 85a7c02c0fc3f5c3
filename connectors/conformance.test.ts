import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publicSecurity } from '#sandbox/departments/public-security.ts';
import { city } from '#sandbox/departments/testing.ts';
import type { Plug } from './conformance/plug.ts';
import { type Capability, CHECKS, runCheck, runConformance } from './conformance.ts';
import { FAULTS, type Fault } from './testing/faulty-connectors.ts';
import { about, openSandboxPlug } from './testing/sandbox-department.ts';

const person = city.get('daughter-deceased');
let opened: Awaited<ReturnType<typeof openSandboxPlug>>;

beforeAll(async () => {
  const confirmed = about('E-HUK-CXL', ['cancelledForDeath'], [person]);
  opened = await openSandboxPlug(publicSecurity, { confirmed });
});
afterAll(() => opened.close());

/** The same department behind a connector with a fault. */
function faulty(fault: Fault): Plug {
  const connect: Plug['connect'] = (as) => {
    const sound = opened.plug.connect(as);
    return { ...sound, ...fault.wrap(sound) };
  };
  return { ...opened.plug, connect };
}

/** How long a body is waited for is shown once, by the kit's own test. */
const QUICK = { slow_body: 'The test of the kit waits for a body that never ends.' };

async function resultOf(plug: Plug, capability: Capability): Promise<string | undefined> {
  const check = CHECKS.find((candidate) => candidate.capability === capability);
  return check && (await runCheck(plug, check, {})).result;
}

describe('the suite catches a connector that', () => {
  test.each(FAULTS.map((fault) => [fault.title, fault] as const))('%s', async (_title, fault) => {
    expect(await resultOf(opened.plug, fault.breaks)).toBe('kept');
    expect(await resultOf(faulty(fault), fault.breaks)).toBe('broken');
  });
});

describe('what is left out', () => {
  test('needs a reason that is a sentence', async () => {
    const bypass = {
      ...QUICK,
      contradicted: 'no',
      ambiguous: 'This register has one entry for every number, or none at all.',
    };
    const results = await runConformance(opened.plug, bypass);
    const of = (capability: Capability) => results.find((entry) => entry.capability === capability)?.result;
    expect(of('contradicted')).toBe('broken');
    expect(of('ambiguous')).toBe('bypassed');
  });

  test('is broken where it has neither a sample question nor a reason', async () => {
    expect(await resultOf(opened.plug, 'no_record')).toBe('broken');
  });
});

test('what the suite reports carries no personal value, even of a connector that quotes the question', async () => {
  const quoting = FAULTS.find(({ breaks }) => breaks === 'silent_failures');
  const text = JSON.stringify(await runConformance(quoting ? faulty(quoting) : opened.plug, QUICK));
  expect(text).toContain('broken');
  for (const value of [person.name, person.idNumber]) expect(text).not.toContain(value);
});
