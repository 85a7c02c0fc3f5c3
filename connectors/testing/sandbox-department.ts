import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Question } from '#domain/question.ts';
import type { Person } from '#sandbox/city/person.ts';
import type { Clock } from '#sandbox/clock.ts';
import type { Behaviour } from '#sandbox/departments/behaviour.ts';
import type { Department } from '#sandbox/departments/department.ts';
import { behaviour, city, runDepartment } from '#sandbox/departments/testing.ts';
import type { Plug, Trouble } from '../conformance/plug.ts';
import { type Bypass, CHECKS, runCheck, WIRE_CHECKS } from '../conformance.ts';
import { openConnector } from '../open-connector.ts';
import { openOutgoing } from '../outgoing.ts';
import { openEar } from './ear.ts';
import { DEPARTMENT_KEYS, drawKey, PORTAL_KEY } from './keys.ts';
import { nativeDocument } from './native-document.ts';
import { openRecorder } from './recorder.ts';

/** An officer's look into a paper file takes no time here. */
const BEHAVIOURS = {
  none: {},
  slow: { mode: 'slow', delayMs: 1_500 },
  down: { mode: 'broken' },
  unreachable: { mode: 'refused' },
  malformed: { mode: 'wrong' },
  wrong_person: { mode: 'lying' },
  late: { mode: 'late', lateSeconds: 0 },
} as const satisfies Record<Trouble, Partial<Behaviour>>;

const outgoing = openOutgoing({ allow: ['127.0.0.1'] });
const realClock = (): Clock => ({ now: () => new Date(), offsetMs: () => 0, move: () => {} });

/** A department of the make-believe city with a wire that records and an ear for late answers. */
export async function openSandboxPlug(
  department: Department,
  samples: Plug['samples'],
): Promise<{ plug: Plug; close: () => Promise<void> }> {
  const running = await runDepartment(department, realClock());
  const [recorder, ear] = [await openRecorder(running.url), await openEar()];
  const codes = Object.keys(department.evidence);
  const document = nativeDocument(department.id, recorder.url, codes);
  const [reach] = document.sources.flatMap((source) => (source.reach.way === 'native' ? [source.reach] : []));
  const plug: Plug = {
    connect: (as = 'portal') =>
      openConnector(document, new Map(), {
        clock: plug.clock,
        outgoing,
        issuer: 'https://portal.example',
        signer: as === 'portal' ? PORTAL_KEY : drawKey(PORTAL_KEY.kid),
      }),
    secrets: [String(PORTAL_KEY.privateKey.export({ format: 'jwk' }).d)],
    keys: DEPARTMENT_KEYS,
    clock: () => new Date(),
    samples,
    behave: (trouble) => running.behave(behaviour({ byHandMs: 0, ...BEHAVIOURS[trouble] })),
    sent: () => recorder.sent,
    written: () => running.ledger.list(50),
    callback: ear.url,
    nextLate: () => ear.next(),
    lateCount: () => ear.received.length,
    owed: () => running.ledger.listOwed().length,
    ...(reach && {
      wire: {
        settings: {
          connector: document.id,
          reach,
          credential: '',
          signer: PORTAL_KEY,
          outgoing,
          issuer: 'https://portal.example',
          clock: () => new Date(),
        },
        evidence: codes,
        strangerKey: drawKey('stranger'),
      },
    }),
  };
  const close = async () => {
    await Promise.all([running.close(), recorder.close(), ear.close()]);
  };
  return { plug, close };
}

/** How long the kit waits for a body is shown once, by its own test. */
const isQuick = ({ capability }: { capability: string }) => capability !== 'slow_body';

/**
 * Runs the whole suite against a department as Vitest tests, about the evidence that its first sample asks for; what is left
 * out shows with its reason.
 */
export function testSandboxDepartment(
  department: Department,
  samples: Plug['samples'],
  bypass: Bypass,
): void {
  describe(`the connector ${department.id}, asked for ${samples.confirmed?.evidence}`, () => {
    let opened: Awaited<ReturnType<typeof openSandboxPlug>>;
    beforeAll(async () => {
      opened = await openSandboxPlug(department, samples);
    });
    afterAll(() => opened.close());

    for (const check of [...CHECKS, ...WIRE_CHECKS].filter(isQuick)) {
      test(check.guarantee, async ({ skip }) => {
        const { result, why } = await runCheck(opened.plug, check, bypass);
        if (result === 'bypassed') skip(why ?? undefined);
        expect({ result, why }).toEqual({ result: 'kept', why: null });
      });
    }
  });
}

/** A question about persons of the city, as the portal asks it. */
export function about(
  evidence: string,
  fields: string[],
  people: readonly Pick<Person, 'name' | 'idNumber'>[],
  given: Record<string, string> = {},
): Question {
  return { evidence, fields, subjects: people.map(({ name, idNumber }) => ({ name, idNumber })), given };
}

/** The first person of the city of whom this is true. */
export function getPerson(isOne: (person: Person) => boolean): Person {
  const person = city.people.find(isOne);
  if (person === undefined) throw new Error('nobody in the city is like that');
  return person;
}
