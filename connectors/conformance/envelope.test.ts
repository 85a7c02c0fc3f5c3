import { afterEach, describe, expect, test } from 'vitest';
import { answering, Refusal } from '../kit/answering.ts';
import type { DepartmentSettings } from '../kit/open-department.ts';
import { deaths, type Open, openExample, PERSON } from '../kit/testing/example.ts';
import { openOutgoing } from '../outgoing.ts';
import { DEPARTMENT_KEYS, drawKey, PORTAL_KEY } from '../testing/keys.ts';
import { answersTheEnvelope } from './envelope.ts';
import type { OutsidePlug } from './plug.ts';

const outgoing = openOutgoing({ allow: ['127.0.0.1'] });
const open: Open[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ department }) => department.close()));
});

/** A line to a department that was started so; its connector is never asked. */
async function plugTo(known: Partial<DepartmentSettings>): Promise<OutsidePlug> {
  const one = await openExample(known);
  open.push(one);
  const [source] = one.document.sources;
  if (source?.reach.way !== 'native') throw new Error('the example is native');
  const clock = () => new Date();
  const { reach } = source;
  const issuer = 'http://portal.example';
  const settings = { connector: one.document.id, reach, credential: '', signer: PORTAL_KEY };
  return {
    connect: () => {
      throw new Error('an envelope is sent by hand');
    },
    secrets: [],
    keys: DEPARTMENT_KEYS,
    clock,
    samples: {
      confirmed: { evidence: 'E-DTH-MED', fields: ['deathDate'], subjects: [PERSON], given: {} },
    },
    sent: () => [],
    callback: 'http://127.0.0.1:9/late',
    wire: {
      settings: { ...settings, issuer, outgoing, clock },
      evidence: ['E-DTH-MED'],
      strangerKey: drawKey('stranger'),
    },
  };
}

describe('an envelope', () => {
  test('that is answered message by message is in order', async () => {
    await expect(answersTheEnvelope(await plugTo({}))).resolves.toBeUndefined();
  });

  test('whose messages were refused is said to be refused, and how, not to be out of order', async () => {
    const down = answering(deaths.offer, () => {
      throw new Refusal('down', '系统维护中');
    });
    await expect(answersTheEnvelope(await plugTo({ answers: [down] }))).rejects.toThrow(
      'a sound question in an envelope was answered 503 (down)',
    );
  });

  test('that the department does not know is said with its status', async () => {
    await expect(answersTheEnvelope(await plugTo({ limits: { batch: 1 } }))).rejects.toThrow(
      /^an envelope was answered 4\d\d/,
    );
  });

  test('whose replies are turned round is out of order', async () => {
    const turned: string[] = [];
    const around: DepartmentSettings['around'] = (receive) => async (message) => {
      const [asked] = JSON.parse(message.body).fields;
      turned.push(asked);
      const reply = await receive(message);
      return { ...reply, status: asked === 'deathDate' ? 422 : 200 };
    };
    await expect(answersTheEnvelope(await plugTo({ around }))).rejects.toThrow(
      'replies do not stand in their messages’ order',
    );
    expect(turned).toHaveLength(2);
  });
});
