import type { CallContext, Question } from '#domain/question.ts';
import type { Check } from '../conformance.ts';
import { ask, contextOf, demand, getSample, isInside, type OutsidePlug, type SentMessage } from './plug.ts';

/** Runs of digits as long as an identity or account number. */
const LONG_NUMBER = /\d{14,}[\dX]/g;
/** With what a department's own log can say why it was asked. */
const GROUND = ['purpose', 'legalBasis', 'caseNumber'] as const;

function personalValues({ subjects, given }: Question): string[] {
  return [...subjects.flatMap(({ name, idNumber }) => [name, idNumber]), ...Object.values(given)];
}

function demandMinimum(message: SentMessage, question: Question): void {
  const outside = personalValues(question).filter((value) =>
    `${decodeURIComponent(message.path)}\n${message.headers}`.includes(value),
  );
  demand(outside.length === 0, 'personal values stand in the address or the headers');
  const allowed = personalValues(question);
  const numbers = message.body.match(LONG_NUMBER) ?? [];
  demand(
    numbers.every((number) => allowed.includes(number)),
    'the question carries a long number that belongs to nobody who is asked about',
  );
}

const BASE64 = /[A-Za-z0-9+/]{24,}={0,2}/g;

/** What a message says outside its address, also in a form's percent signs and in Base64 within. */
function wordsOf({ headers, body }: SentMessage): string {
  const form = [...new URLSearchParams(body).values()];
  const within = (body.match(BASE64) ?? []).map((text) => Buffer.from(text, 'base64').toString('utf8'));
  return [headers, body, ...form, ...within].join('\n');
}

/** What was seen to leave for the department while a question was asked. */
async function messagesOf(
  plug: OutsidePlug,
  question: Question,
  context: CallContext,
): Promise<SentMessage[]> {
  const before = plug.sent().length;
  await ask(plug.connect(), question, context);
  const messages = plug.sent().slice(before);
  demand(messages.length > 0, 'nothing was seen to leave for the department');
  return messages;
}

/** What leaves for the department: the ground on which it is asked, and nothing of persons that it need not have. */
export const sentChecks: readonly Check[] = [
  {
    capability: 'minimum',
    from: 'outside',
    guarantee: 'sends of persons only what is asked about, and that in bodies alone',
    run: async (plug) => {
      const question = getSample(plug, 'confirmed');
      const messages = await messagesOf(plug, question, contextOf(plug));
      for (const message of messages) demandMinimum(message, question);
    },
  },
  {
    capability: 'ground',
    from: 'outside',
    guarantee: 'sends purpose, legal basis and case number along',
    run: async (plug) => {
      const context = contextOf(plug);
      const messages = await messagesOf(plug, getSample(plug, 'confirmed'), context);
      const told = messages.map(wordsOf).join('\n');
      const missing = GROUND.filter((name) => !told.includes(context[name]));
      demand(missing.length === 0, `what is sent says nothing of: ${missing.join(', ')}`);
      if (!isInside(plug)) return;
      const { call, caseNumber, requirement, purpose, legalBasis } = context;
      const expected = JSON.stringify({ call, caseNumber, requirement, purpose, legalBasis });
      const entry = plug.written().find((candidate) => candidate.call === call);
      demand(entry !== undefined, 'the department has not written the question down');
      const found = {
        call: entry.call,
        caseNumber: entry.caseNumber,
        requirement: entry.requirement,
        purpose: entry.purpose,
        legalBasis: entry.legalBasis,
      };
      demand(JSON.stringify(found) === expected, 'the department wrote down another case, purpose or basis');
    },
  },
];
