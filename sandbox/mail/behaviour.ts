import { z } from 'zod';

/**
 * How the mail server behaves: normal · slow: answers each recipient after `delayMs` · refused: nobody listens on its
 * port · broken: 451 to every recipient.
 */
export const MAIL_MODES = ['normal', 'slow', 'refused', 'broken'] as const;

export const MailBehaviour = z.object({
  mode: z.enum(MAIL_MODES).default('normal'),
  /** Milliseconds before a recipient is accepted in mode slow. */
  delayMs: z.coerce.number().int().min(0).max(600_000).default(5_000),
});
export type MailBehaviour = z.infer<typeof MailBehaviour>;
