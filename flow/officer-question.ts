import { z } from 'zod';
import { Answer } from '#domain/answer.ts';
import { Question } from '#domain/question.ts';

/** What a question on a department's desk keeps sealed. */
export const OfficerQuestion = Question;

/** Where in the files something stands, as an officer writes it down. */
export const FoundAt = z.string().trim().min(1).max(200);

/** What an officer has found, sealed: the answer as it will be delivered, and where in the files it stands. */
export const OfficerNote = z.object({ answer: Answer, foundAt: z.string() });
export type OfficerNote = z.infer<typeof OfficerNote>;
