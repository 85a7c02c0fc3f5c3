import type { Question } from '#domain/question.ts';
import type { Check } from '../conformance.ts';
import { SAMPLE_KINDS, type SampleKind } from '../samples.ts';
import {
  ask,
  askSample,
  contextOf,
  demand,
  getSample,
  isInside,
  kindOf,
  type OutsidePlug,
  read,
} from './plug.ts';

/** Bodies that a department in trouble may send one after the other: each must be seen through. */
const MALFORMED_TURNS = 4;
const STRANGER = { name: '无此人', idNumber: '990102190001010014' };

const kindChecks: readonly Check[] = SAMPLE_KINDS.map((kind) => ({
  from: 'outside',
  capability: kind,
  guarantee: `tells ${kind} apart from the other answers`,
  run: (plug) => tellsApart(plug, kind),
}));

async function tellsApart(plug: OutsidePlug, kind: SampleKind): Promise<void> {
  const { answer } = await askSample(plug, kind);
  demand(answer.kind === kind, `a question that is ${kind} was answered ${kindOf(answer)}`);
  const wrong = Object.entries(plug.expected?.[kind] ?? {}).filter(
    ([name, value]) => !('fields' in answer) || answer.fields[name] !== value,
  );
  demand(wrong.length === 0, `other values than the sample’s: ${wrong.map(([name]) => name).join(', ')}`);
}

/** What an answer says, and what must never pass for one. */
export const answerChecks: readonly Check[] = [
  ...kindChecks,
  {
    capability: 'asked_fields',
    from: 'outside',
    guarantee: 'brings the asked fields of a confirmed answer and no other',
    run: async (plug) => {
      const sample = getSample(plug, 'confirmed');
      const question: Question = { ...sample, fields: sample.fields.slice(0, 1) };
      const { answer } = await ask(plug.connect(), question, contextOf(plug));
      demand(answer.kind === 'confirmed', `one field of a confirmed answer was answered ${kindOf(answer)}`);
      const brought = Object.keys(answer.fields);
      demand(brought.join() === question.fields.join(), `asked for one field, brought ${brought.length}`);
    },
  },
  {
    capability: 'excess_fields',
    from: 'outside',
    guarantee: 'rejects a field that nobody asked for',
    run: async (plug) => {
      const question = getSample(plug, 'confirmed');
      const context = contextOf(plug);
      const { raw } = await ask(plug.connect(), question, context);
      const answer = read(plug.connect(), raw, { ...question, fields: ['nobodyAskedForThis'] }, context);
      demand(answer.kind === 'unavailable', `excess fields were taken as ${kindOf(answer)}`);
    },
  },
  {
    capability: 'malformed',
    guarantee: 'never takes a malformed answer for one of the department’s',
    run: async (plug) => {
      await plug.behave('malformed');
      for (let turn = 0; turn < MALFORMED_TURNS; turn += 1) {
        const { answer } = await askSample(plug, 'confirmed');
        demand(kindOf(answer) === 'unavailable (malformed)', `nonsense was taken as ${kindOf(answer)}`);
      }
    },
  },
  {
    capability: 'wrong_person',
    from: 'outside',
    guarantee: 'rejects an answer about another person than the one asked about',
    run: async (plug) => {
      const question = getSample(plug, 'confirmed');
      const context = contextOf(plug);
      const { raw } = await ask(plug.connect(), question, context);
      const about = { ...question, subjects: question.subjects.map(() => STRANGER) };
      const told = read(plug.connect(), raw, about, context);
      demand(kindOf(told) === 'unavailable (wrong_subject)', `another person’s was taken as ${kindOf(told)}`);
      if (!isInside(plug)) return;
      await plug.behave('wrong_person');
      const { answer } = await askSample(plug, 'confirmed');
      demand(kindOf(answer) === 'unavailable (wrong_subject)', `a lie was taken as ${kindOf(answer)}`);
    },
  },
  {
    capability: 'wrong_call',
    from: 'outside',
    guarantee: 'rejects an answer to another call',
    run: async (plug) => {
      const question = getSample(plug, 'confirmed');
      const { raw } = await ask(plug.connect(), question, contextOf(plug));
      const answer = read(plug.connect(), raw, question, contextOf(plug));
      demand(answer.kind === 'unavailable', `an answer to another call was taken as ${kindOf(answer)}`);
    },
  },
];
