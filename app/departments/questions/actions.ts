'use server';

import { z } from 'zod';
import { DeskQuestionId } from '#domain/ids.ts';
import { OFFICER_KINDS } from '#domain/officer-answer.ts';
import { FoundAt } from '#flow/officer-question.ts';
import { answerQuestion, confirmAnswer } from '#flow/officer-questions.ts';
import { action } from '../../action.ts';
import { withFaults } from '../paths.ts';
import { QUESTIONS, questionPath } from './paths.ts';

const Named = z.object({ question: DeskQuestionId });
const Kind = z.enum(OFFICER_KINDS);

/** What stands in a form under `value-…`, by field. */
function typedValues(form: FormData): Record<string, string> {
  const values = [...form].flatMap(([name, value]) =>
    typeof value === 'string' && name.startsWith('value-') ? [[name.slice('value-'.length), value]] : [],
  );
  return Object.fromEntries(values);
}

/** 答复: what the files say, and where in them it stands. */
export const answer = action({
  permission: 'answer:question:department',
  schema: Named.extend({
    kind: z.string().default(''),
    candidates: z.string().default(''),
    foundAt: z.string().default(''),
  }),
  page: ({ question }) => questionPath(question),
  verb: async (tx, actor, now, input, form) => {
    const page = questionPath(input.question);
    const [kind, foundAt] = [Kind.safeParse(input.kind), FoundAt.safeParse(input.foundAt)];
    const said = {
      ...(kind.success ? {} : { kind: 'choice' }),
      ...(foundAt.success ? {} : { foundAt: input.foundAt.trim() === '' ? 'missing' : 'too_long' }),
    };
    if (!kind.success || !foundAt.success) return { rejected: withFaults(page, said) };
    const values = { ...typedValues(form), candidates: input.candidates };
    const finding = { kind: kind.data, values, foundAt: foundAt.data };
    const answered = await answerQuestion(tx, actor, now, input.question, finding);
    if (answered.kind === 'rejected') return { rejected: withFaults(page, answered.faults) };
    return `${QUESTIONS}?done=${answered.waitsForSecond ? 'answered' : 'final'}`;
  },
});

/** 复核一致, or 退回重查. */
export const confirm = action({
  permission: 'answer:question:department',
  schema: Named.extend({ agrees: z.enum(['yes', 'no']) }),
  page: ({ question }) => questionPath(question),
  verb: async (tx, actor, now, { question, agrees }) => {
    await confirmAnswer(tx, actor, now, question, agrees === 'yes');
    return `${QUESTIONS}?done=${agrees === 'yes' ? 'final' : 'given_back'}`;
  },
});
