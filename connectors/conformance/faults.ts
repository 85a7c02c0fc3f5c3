import type { Check } from '../conformance.ts';
import type { SourceReply } from '../contract.ts';
import {
  ask,
  askSample,
  contextOf,
  demand,
  getSample,
  isInside,
  kindOf,
  type OutsidePlug,
  type Plug,
  type Trouble,
} from './plug.ts';

const SHORT_TIMEOUT_MS = 250;
/** What a connector may take beyond its timeout to say so. */
const SLACK_MS = 750;

async function isUnavailable(plug: Plug, trouble: Trouble, cause: string): Promise<void> {
  await plug.behave(trouble);
  const { answer } = await askSample(plug, 'confirmed');
  demand(kindOf(answer) === `unavailable (${cause})`, `${trouble} was answered ${kindOf(answer)}`);
}

/** A failure without the two bodies: they are the record of the exchange, which is kept sealed. */
function sayingOf({ traffic, ...reply }: SourceReply): unknown {
  const { requestBody: _sent, responseBody: _received, ...proof } = traffic ?? {};
  return { ...reply, proof };
}

/** Everything that a failure says, in one text. */
async function everyFailure(plug: OutsidePlug): Promise<string> {
  const question = getSample(plug, 'confirmed');
  const told: unknown[] = [];
  if (isInside(plug)) {
    for (const trouble of ['down', 'unreachable', 'malformed', 'wrong_person'] as const) {
      await plug.behave(trouble);
      const { raw, answer } = await ask(plug.connect(), question, contextOf(plug));
      told.push(
        answer,
        ...raw.replies.map(({ reply }) => (reply.kind === 'failure' ? sayingOf(reply) : null)),
      );
    }
    await plug.behave('none');
  }
  const { answer } = await ask(plug.connect('stranger'), question, contextOf(plug));
  // Where there is no credential a stranger is nobody: that answer is none of a failure.
  if (answer.kind === 'unavailable' || answer.kind === 'not_permitted') told.push(answer);
  return JSON.stringify(told);
}

/** A department in trouble: the case goes on, on time, and nothing leaks. */
export const faultChecks: readonly Check[] = [
  {
    capability: 'deadline',
    guarantee: 'answers unavailable (timeout) within its deadline when the department is slow',
    run: async (plug) => {
      await plug.behave('slow');
      const begun = performance.now();
      const question = getSample(plug, 'confirmed');
      const { answer } = await ask(plug.connect(), question, contextOf(plug), SHORT_TIMEOUT_MS);
      const spent = performance.now() - begun;
      demand(kindOf(answer) === 'unavailable (timeout)', `slow was answered ${kindOf(answer)}`);
      demand(spent < SHORT_TIMEOUT_MS + SLACK_MS, `a deadline of ${SHORT_TIMEOUT_MS} ms took ${spent} ms`);
    },
  },
  {
    capability: 'down',
    guarantee: 'answers unavailable (down) when the department says that it is',
    run: (plug) => isUnavailable(plug, 'down', 'down'),
  },
  {
    capability: 'unreachable',
    guarantee: 'answers unavailable (down) when nobody listens',
    run: (plug) => isUnavailable(plug, 'unreachable', 'down'),
  },
  {
    capability: 'credential',
    from: 'outside',
    guarantee:
      'fails visibly under a key or credential that nobody knows: not permitted, not merely unavailable',
    run: async (plug) => {
      const { answer } = await ask(plug.connect('stranger'), getSample(plug, 'confirmed'), contextOf(plug));
      demand(answer.kind === 'not_permitted', `a stranger was answered ${kindOf(answer)}`);
    },
  },
  {
    capability: 'silent_failures',
    from: 'outside',
    guarantee:
      'keeps its keys and credentials, and names and numbers of persons, out of everything that a failure says',
    run: async (plug) => {
      const text = await everyFailure(plug);
      const { subjects, given } = getSample(plug, 'confirmed');
      const persons = subjects.flatMap(({ name, idNumber }) => [name, idNumber]);
      const leaked = [...plug.secrets, ...persons, ...Object.values(given)].filter((secret) =>
        text.includes(secret),
      );
      demand(leaked.length === 0, `${leaked.length} secrets or personal values stand in what failures say`);
    },
  },
];
