import { CONSOLE } from '../paths.ts';

/** Where the questions for officers stand. */
export const QUESTIONS = `${CONSOLE}/questions`;

export const questionPath = (id: string): string => `${QUESTIONS}/${id}`;
