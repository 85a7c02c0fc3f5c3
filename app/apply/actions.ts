'use server';

import { getLocale } from 'next-intl/server';
import { z } from 'zod';
import { ApplicationId } from '#domain/ids.ts';
import { fileApplication } from '#flow/file-application.ts';
import { savePage } from '#flow/save-page.ts';
import { action } from '../action.ts';
import { CHECK, questionPath, stepPath } from './steps.ts';

const Step = z.string().regex(/^[a-z][a-z-]*$/);
/** Names with a hyphen, which no question's id can have. */
const Draft = z.object({ 'draft-id': ApplicationId });
const Question = Draft.extend({ 'page-id': Step, 'next-id': Step });

function pathOf(input: z.infer<typeof Question>): string {
  return questionPath(input['draft-id'], input['page-id'], input['next-id'] === CHECK);
}

function textsOf(form: FormData): Record<string, string> {
  return Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

/** 保存并继续: on to the next step, or back to the question with what has to be corrected. */
export const saveQuestion = action({
  permission: 'save:application:own',
  schema: Question,
  page: pathOf,
  verb: async (tx, actor, now, input, form) => {
    const saved = await savePage(tx, actor, now, input['draft-id'], input['page-id'], textsOf(form));
    return saved.kind === 'accepted' ? stepPath(input['draft-id'], input['next-id']) : pathOf(input);
  },
});

/** 提交申请: to the application's own page, or to the question that still lacks something. */
export const submitApplication = action({
  permission: 'file:application:own',
  schema: Draft,
  page: (input) => stepPath(input['draft-id'], CHECK),
  verb: async (tx, actor, now, input) => {
    const filing = await fileApplication(tx, actor, now, input['draft-id'], await getLocale());
    return filing.kind === 'filed'
      ? `/applications/${input['draft-id']}?filed=1`
      : questionPath(input['draft-id'], filing.page, true);
  },
});
