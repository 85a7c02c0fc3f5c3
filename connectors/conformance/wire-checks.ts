import { randomUUID } from 'node:crypto';
import { askDiscovery, askHealth } from '../native-http.ts';
import { answersTheEnvelope } from './envelope.ts';
import type { OutsidePlug } from './plug.ts';
import { demand, getSample } from './plug.ts';
import { drip } from './slow-body.ts';
import { NOBODYS_FIELD, TAMPERINGS } from './tamperings.ts';
import { demandRefusal, getWire, parseJson, send, writeGet, writeTampered } from './wire.ts';

const TIMEOUT_MS = 5_000;
async function refusesReplay(plug: OutsidePlug): Promise<void> {
  const message = writeTampered(plug, {});
  const first = await send(plug, message);
  demand(first.status < 300, `a sound question was answered ${first.status}`);
  await demandRefusal(plug, message, ['replayed']);
}

async function offersWhatTheDocumentSays(plug: OutsidePlug): Promise<void> {
  const { settings, evidence } = getWire(plug);
  const told = await askDiscovery(settings, TIMEOUT_MS);
  demand(told.ok, told.ok ? '' : `discovery could not be read: ${told.why}`);
  const { connector, offers, limits } = told.value;
  demand(connector === settings.connector, 'discovery names another connector');
  const missing = evidence.filter((code) => offers.every((offer) => offer.evidence !== code));
  demand(missing.length === 0, `the document has evidence that discovery does not: ${missing.join(', ')}`);
  const sample = getSample(plug, 'confirmed');
  const offered = offers.find((offer) => offer.evidence === sample.evidence)?.fields.map(({ name }) => name);
  const absent = sample.fields.filter((name) => !offered?.includes(name));
  demand(absent.length === 0, `fields of the sample that discovery does not offer: ${absent.join(', ')}`);
  demand(
    limits.batch >= settings.reach.batch,
    'the document sends more in one envelope than discovery allows',
  );
}

export interface WireCheck {
  capability: string;
  /** Completes the sentence "the department …". */
  guarantee: string;
  from: 'outside';
  run(plug: OutsidePlug): Promise<void>;
}

/** What a department that speaks the wire protocol has to show of its own side of it. */
export const wireChecks: readonly WireCheck[] = [
  ...TAMPERINGS.map(({ capability, guarantee, tamper, codes }) => ({
    capability,
    guarantee,
    from: 'outside' as const,
    run: async (plug: OutsidePlug) => {
      const problem = await demandRefusal(plug, writeTampered(plug, tamper(plug)), codes);
      const isNamed = capability !== 'unknown_field' || JSON.stringify(problem).includes(NOBODYS_FIELD);
      demand(isNamed, 'the problem does not name the field');
    },
  })),
  {
    capability: 'replayed',
    guarantee: 'refuses a message that it has had before',
    from: 'outside',
    run: refusesReplay,
  },
  {
    capability: 'slow_body',
    guarantee: 'does not wait for a body that never ends',
    from: 'outside',
    run: async (plug) => {
      const { settings } = getWire(plug);
      const outcome = await drip(settings.outgoing, `${settings.reach.url}/verify`);
      demand(outcome !== 'still_waiting', 'it still waited after a quarter of a minute');
    },
  },
  {
    capability: 'same_answer',
    guarantee: 'gives the same call the same answer under a new token, nonce and signature',
    from: 'outside',
    run: async (plug) => {
      const call = randomUUID();
      const [first, second] = [
        await send(plug, writeTampered(plug, { call })),
        await send(plug, writeTampered(plug, { call })),
      ];
      const said = ({ status, body }: typeof first) =>
        JSON.stringify([status, { ...Object(parseJson(body)), nonce: null }]);
      demand(first.status < 300 && said(first) === said(second), 'the second answer differs');
    },
  },
  {
    capability: 'discovery',
    guarantee: 'offers in discovery what its document says',
    from: 'outside',
    run: offersWhatTheDocumentSays,
  },
  {
    capability: 'health',
    guarantee: 'says whether it is up, down, or does not know',
    from: 'outside',
    run: async (plug) => {
      const told = await askHealth(getWire(plug).settings, TIMEOUT_MS);
      demand(told.ok, told.ok ? '' : `health could not be read: ${told.why}`);
    },
  },
  {
    capability: 'introductions',
    guarantee: 'tells nobody but the portal what it offers and how it is',
    from: 'outside',
    run: async (plug) => {
      const { strangerKey } = getWire(plug);
      for (const path of ['/discovery', '/health'])
        await demandRefusal(plug, writeGet(plug, path, strangerKey), ['bad_signature']);
    },
  },
  {
    capability: 'envelope',
    guarantee: 'answers an envelope message by message, each signed for its own',
    from: 'outside',
    run: answersTheEnvelope,
  },
];
