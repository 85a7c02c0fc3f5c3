'use server';

import { z } from 'zod';
import { DeskQuestionId } from '#domain/ids.ts';
import { GivenBack } from '#flow/officer-question.ts';
import { answerQuestion, confirmAnswer } from '#flow/officer-questions.ts';
import { action } from '../../action.ts';
import { rejected, typed } from '../form-texts.ts';
import { QUESTIONS, questionPath } from './paths.ts';

const Named = z.object({ question: DeskQuestionId });

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
    kind: typed,
    candidates: typed,
    foundAt: typed,
  }),
  page: ({ question }) => questionPath(question),
  verb: async (tx, actor, now, input, form) => {
    const { question, kind, candidates, foundAt } = input;
    const values = { ...typedValues(form), candidates };
    const answered = await answerQuestion(tx, actor, now, question, { kind, values, foundAt });
    if (answered.kind === 'rejected') return rejected(questionPath(question), answered.faults);
    return `${QUESTIONS}?done=${answered.waitsForSecond ? 'answered' : 'final'}`;
  },
});

/** 复核一致, or 退回重查 with what was found instead. */
export const confirm = action({
  permission: 'answer:question:department',
  schema: Named.extend({ agrees: z.enum(['yes', 'no']), givenBack: typed }),
  page: ({ question }) => questionPath(question),
  verb: async (tx, actor, now, { question, agrees, givenBack }) => {
    if (agrees === 'yes') {
      await confirmAnswer(tx, actor, now, question, null);
      return `${QUESTIONS}?done=final`;
    }
    const words = GivenBack.safeParse(givenBack);
    if (!words.success) {
      const fault = givenBack.trim() === '' ? 'missing' : 'too_long';
      return rejected(questionPath(question), { givenBack: fault });
    }
    await confirmAnswer(tx, actor, now, question, words.data);
    return `${QUESTIONS}?done=given_back`;
  },
});
