import { z } from 'zod';
import type { Next } from '../action.ts';
import { type Faults, withFaults } from './paths.ts';

/** A field of a form as it was typed, also where it is not there. */
export const typed = z.string().default('');

/** Back to the form, with what was typed and why it was not taken. */
export const rejected = (page: string, faults: Faults): Next => ({ rejected: withFaults(page, faults) });

/** The text fields of a form; what begins with `$` is Next's, or a secret that is kept nowhere. */
export const textsOf = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      typeof value === 'string' && !name.startsWith('$') ? [[name, value]] : [],
    ),
  );
