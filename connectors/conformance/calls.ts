import type { Answer } from '#domain/answer.ts';
import type { Check } from '../conformance.ts';
import { LateReply } from '../protocol.ts';
import { readVerified } from '../read-reply.ts';
import { verifyRequest } from '../signatures.ts';
import {
  ask,
  contextOf,
  demand,
  getSample,
  isInside,
  kindOf,
  type OutsidePlug,
  type Plug,
  read,
} from './plug.ts';

const PATIENCE_MS = 3_000;

async function callsBack(plug: Plug): Promise<void> {
  await plug.behave('late');
  const [question, context] = [getSample(plug, 'confirmed'), contextOf(plug)];
  const [before, owed] = [plug.lateCount(), plug.owed()];
  const first = await ask(plug.connect(), question, context);
  demand(first.answer.kind === 'pending', `an answer that comes later was answered ${kindOf(first.answer)}`);
  const again = await ask(plug.connect(), question, context);
  demand(JSON.stringify(again.answer) === JSON.stringify(first.answer), 'a second asking got another ticket');

  const { message, body } = await plug.nextLate();
  const verified = verifyRequest(message, plug.keys, plug.clock());
  demand(verified.ok, 'the late answer came without the department’s signature');
  const late = LateReply.safeParse(body);
  demand(late.success, 'the late answer does not keep to the protocol');
  demand(late.data.ticket === first.answer.ticket, 'the late answer came under another ticket');
  const { ticket: _ticket, ...reply } = late.data;
  const answer = readVerified(reply, question, context.call);
  demand(answer.kind === 'confirmed', `a late confirmation was taken as ${kindOf(answer)}`);
  await until(() => plug.owed() <= owed);
  demand(plug.lateCount() === before + 1, 'one question was answered late more than once');
}

async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!holds()) {
    demand(performance.now() < end, 'the department still means to deliver what was taken');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** An answer as it is compared; that of rows without a time of their own is of the moment at which they were read. */
function sayingOf({ keys }: OutsidePlug, answer: Answer): string {
  return JSON.stringify(keys.length > 0 || !('asOf' in answer) ? answer : { ...answer, asOf: null });
}

/** One call and what it leaves behind, on both sides. */
export const callChecks: readonly Check[] = [
  {
    capability: 'same_call',
    from: 'outside',
    guarantee: 'gets the same reply for the same call twice',
    run: async (plug) => {
      const [question, context] = [getSample(plug, 'confirmed'), contextOf(plug)];
      const first = await ask(plug.connect(), question, context);
      const second = await ask(plug.connect(), question, context);
      demand(first.answer.kind === 'confirmed', `the first reply was ${kindOf(first.answer)}`);
      demand(sayingOf(plug, first.answer) === sayingOf(plug, second.answer), 'the second reply differs');
    },
  },
  {
    capability: 'call_conflict',
    from: 'outside',
    guarantee: 'gets nothing for another question under a call id that was used',
    run: async (plug) => {
      const [question, context] = [getSample(plug, 'confirmed'), contextOf(plug)];
      await ask(plug.connect(), question, context);
      const { answer } = await ask(plug.connect(), question, { ...context, purpose: '另一用途' });
      demand(answer.kind === 'unavailable', `another question was answered ${kindOf(answer)}`);
    },
  },
  {
    capability: 'deterministic',
    from: 'outside',
    guarantee: 'reads a stored reply the same each time, without asking anybody',
    run: async (plug) => {
      const [question, context] = [getSample(plug, 'confirmed'), contextOf(plug)];
      const { raw, answer } = await ask(plug.connect(), question, context);
      if (isInside(plug)) await plug.behave('unreachable');
      const sent = plug.sent().length;
      const copy = () => structuredClone({ raw, question, context });
      const stored = copy();
      const readings = [1, 2].map(() => read(plug.connect(), stored.raw, stored.question, stored.context));
      const expected = JSON.stringify(answer);
      demand(
        readings.every((reading) => JSON.stringify(reading) === expected),
        'readings differ',
      );
      demand(JSON.stringify(stored) === JSON.stringify(copy()), 'reading changed what was read');
      demand(plug.sent().length === sent, 'reading asked the department again');
    },
  },
  {
    capability: 'pending',
    guarantee: 'announces a late answer by one ticket, and is called back once',
    run: callsBack,
  },
];
