import { Answer } from '#domain/answer.ts';
import type { Capability } from '../conformance.ts';
import type { Connector } from '../contract.ts';

/** A fault as a wrapper of a sound connector, and the guarantee that it breaks. */
export interface Fault {
  /** Completes the sentence "a connector that …". */
  title: string;
  breaks: Capability;
  wrap(sound: Connector): Partial<Connector>;
}

/** Believes whatever stands in the body. */
function credulous(sound: Connector): Partial<Connector> {
  return {
    read(raw, question, context) {
      const reply = raw.replies[0]?.reply;
      const said = reply?.kind === 'reply' && /"answer":(\{.*\})\}$/.exec(reply.body)?.[1];
      return said ? Answer.parse(JSON.parse(said)) : sound.read(raw, question, context);
    },
  };
}

const YES: Answer = {
  kind: 'confirmed',
  fields: { belongs: true },
  source: 'test',
  asOf: '2026-04-21T00:00:00+08:00',
  keyUsed: null,
  validUntil: null,
  flags: [],
};

/** Reads as the sound connector does, and then makes something else of the answer. */
const twisting = (twist: (answer: Answer) => Answer) => (sound: Connector) => ({
  read: (...given: Parameters<Connector['read']>) => twist(sound.read(...given)),
});

/** One for every guarantee that a connector alone can break. */
export const FAULTS: readonly Fault[] = [
  { title: 'believes an answer about another person', breaks: 'wrong_person', wrap: credulous },
  { title: 'believes an answer to another call', breaks: 'wrong_call', wrap: credulous },
  { title: 'lets in fields that nobody asked for', breaks: 'excess_fields', wrap: credulous },
  {
    title: 'takes every 200 for a yes',
    breaks: 'malformed',
    wrap: (sound) => ({
      read: (raw, ...rest) => {
        const reply = raw.replies[0]?.reply;
        return reply?.kind === 'reply' && reply.status === 200 ? YES : sound.read(raw, ...rest);
      },
    }),
  },
  {
    title: 'throws when nobody listens',
    breaks: 'unreachable',
    wrap: (sound) => ({
      async request(...given) {
        const raw = await sound.request(...given);
        for (const { reply } of raw.replies) if (reply.kind === 'failure') throw new Error(reply.cause);
        return raw;
      },
    }),
  },
  {
    title: 'waits as long as the department likes',
    breaks: 'deadline',
    wrap: (sound) => ({ request: (question, context) => sound.request(question, context, 60_000) }),
  },
  {
    title: 'takes a refused credential for a failure like any other',
    breaks: 'credential',
    wrap: twisting((answer) =>
      answer.kind === 'not_permitted' ? { kind: 'unavailable', cause: 'down', retryAt: null } : answer,
    ),
  },
  {
    title: 'quotes the question in a failure',
    breaks: 'silent_failures',
    wrap: () => ({
      read: (_raw, { subjects }) => ({ kind: 'not_permitted', rule: `not about ${subjects[0]?.idNumber}` }),
    }),
  },
  {
    title: 'says more of a person than was asked about',
    breaks: 'minimum',
    wrap: (sound) => ({
      request: ({ given, ...question }, ...rest) =>
        sound.request({ ...question, given: { ...given, mother: '990102195503150029' } }, ...rest),
    }),
  },
  {
    title: 'does not say for which case it asks',
    breaks: 'ground',
    wrap: (sound) => ({
      request: (question, context, timeoutMs) =>
        sound.request(question, { ...context, caseNumber: '-' }, timeoutMs),
    }),
  },
  {
    title: 'asks under a new call id each time',
    breaks: 'same_call',
    wrap: (sound) => ({
      request: (question, context, timeoutMs) =>
        sound.request(question, { ...context, call: crypto.randomUUID() }, timeoutMs),
    }),
  },
  {
    title: 'reads by the clock',
    breaks: 'deterministic',
    wrap: twisting((answer) =>
      answer.kind === 'confirmed' ? { ...answer, source: `at ${performance.now()}` } : answer,
    ),
  },
];
