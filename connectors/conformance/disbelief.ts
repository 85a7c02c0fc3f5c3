import { askHealth, type NativeHttpSettings } from '../native-http.ts';
import type { OutgoingReply } from '../outgoing.ts';
import { Problem } from '../problem.ts';
import { type HttpMessage, listSignatures } from '../signature-base.ts';
import { type Disbelief, verifyReply } from '../signatures.ts';
import { parseJson } from './wire.ts';

const TIMEOUT_MS = 4_000;
/** By which the clocks may differ before one side or the other believes nothing more. */
const MAX_APART_SECONDS = 60;

/** What keeps a department and whoever asks it apart, as a sentence; `lasts` where waiting changes nothing. */
export interface Trouble {
  why: string;
  lasts: boolean;
}

type Exchange = { asked: HttpMessage; reply: OutgoingReply };

/** Asks a department how it is: undefined where it answers and is believed. */
export async function findTrouble(settings: NativeHttpSettings): Promise<Trouble | undefined> {
  const seen: Exchange[] = [];
  const told = await askHealth({ ...settings, outgoing: overheard(settings, seen) }, TIMEOUT_MS);
  if (told.ok) return undefined;
  const { url, keys } = settings.reach;
  const last = seen.at(-1);
  if (last === undefined)
    return { why: `nobody answers at ${url} (${told.why}): is the department started?`, lasts: false };
  const { asked, reply } = last;
  const verified = verifyReply(reply, asked, keys, settings.clock());
  if (!verified.ok) {
    const why = DISBELIEF[verified.why](settings, reply);
    return { why, lasts: verified.why !== 'missing' };
  }
  return { why: refusalOf(settings, reply), lasts: false };
}

function overheard({ outgoing }: NativeHttpSettings, seen: Exchange[]): NativeHttpSettings['outgoing'] {
  return {
    ...outgoing,
    async request(url, request) {
      const reply = await outgoing.request(url, request);
      const { method, headers, body } = request;
      seen.push({ asked: { method, url, headers: { ...headers }, body: body ?? '' }, reply });
      return reply;
    },
  };
}

const namesOf = ({ reach }: NativeHttpSettings) => reach.keys.map(({ kid }) => kid).join(', ');

/** Why the department's answer is not taken for its own. */
const DISBELIEF = {
  missing: ({ reach }, { status }) =>
    `what answers at ${reach.url} (HTTP ${status}) does not sign: it is another program, or stands in front of the department`,
  unknown_key: (settings, reply) =>
    `the department signs under the key id ${paramOf(reply, 'keyid')}; the document names ${namesOf(settings)}`,
  signature: (settings) =>
    `the department’s signature does not fit: the key in the document (${namesOf(settings)}) is not the one that signs, or the department knows itself under another address than ${settings.reach.url}`,
  digest: () => 'the department’s answer was changed after it was signed: its digest does not fit',
  expired: ({ clock }, reply) =>
    `the clocks differ: the department’s answer is signed ${agoOf(reply, clock())}`,
  not_covered: () =>
    'the department’s signature does not cover the status, the digest and the question that is answered (RFC 9421, ;req)',
  algorithm: () => 'the department’s signature names another algorithm than its key has',
} as const satisfies Record<Disbelief, (settings: NativeHttpSettings, reply: OutgoingReply) => string>;

/** Why a department that is believed does not answer. */
function refusalOf({ issuer, clock }: NativeHttpSettings, reply: OutgoingReply): string {
  const { data: told } = Problem.safeParse(parseJson(reply.body));
  if (told === undefined) return 'what the department says at /health does not keep to the protocol';
  const apart = secondsAhead(reply, clock());
  if (told.code === 'bad_signature' && Math.abs(apart) > MAX_APART_SECONDS)
    return `the clocks differ: the department’s answer is signed ${agoOf(reply, clock())}`;
  return `the department does not believe the suite (${told.code}: ${told.title}): is it started with ${issuer} as the portal’s address?`;
}

function paramOf({ headers }: OutgoingReply, name: string): string {
  return String(listSignatures(headers)[0]?.params.get(name) ?? 'none');
}

function secondsAhead(reply: OutgoingReply, now: Date): number {
  return Math.round(Number(paramOf(reply, 'created')) - now.getTime() / 1000);
}

function agoOf(reply: OutgoingReply, now: Date): string {
  const ahead = secondsAhead(reply, now);
  if (Number.isNaN(ahead)) return 'without a time';
  return ahead > 0 ? `${ahead} seconds in the future` : `${-ahead} seconds ago`;
}
