import type { Tx } from '#db/with-tx.ts';
import type { Due } from '#domain/case-event.ts';
import { dueAfter } from '../calendar.ts';

/**
 * Working days in which a department answers a request (政务数据共享条例第二十二条): what is shared without conditions, and
 * what is shared on conditions. Places set their own where they promise less.
 */
export const ANSWER_WITHIN = { unconditional: 1, conditional: 10 } as const;

/** By when a request is to be answered. What a grant gives is bound to a purpose: shared on conditions. */
export function answerDue(tx: Tx, requestedAt: Date): Promise<Due> {
  return dueAfter(tx, requestedAt, ANSWER_WITHIN.conditional);
}
