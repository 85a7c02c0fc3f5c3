import { z } from 'zod';
import { Answer } from '#domain/answer.ts';
import { Question } from '#domain/question.ts';

/** What a question on a department's desk keeps sealed. */
export const OfficerQuestion = Question;

/** What a second officer has found instead, told to the first one. */
export const GivenBack = z.string().trim().min(1).max(1000);

/**
 * What an officer has found, sealed: the answer as it will be delivered, where in the files it stands, and what the second
 * officer said who gave it back.
 */
export const OfficerNote = z.object({
  answer: Answer,
  foundAt: z.string(),
  givenBack: z.string().nullable().default(null),
});
export type OfficerNote = z.infer<typeof OfficerNote>;
