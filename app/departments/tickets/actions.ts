'use server';

import { z } from 'zod';
import { TicketId } from '#domain/ids.ts';
import { settleTicket, TicketWords } from '#flow/control/ticket-verbs.ts';
import { action } from '../../action.ts';

const pathOf = (id: string) => `/departments/tickets/${id}`;

/** 已更正 or 维持原记录, and why. */
export const settle = action({
  permission: 'settle:ticket:department',
  schema: z.object({
    ticket: TicketId,
    state: z.enum(['corrected', 'upheld']).optional(),
    answer: z.string().default(''),
  }),
  page: ({ ticket }) => pathOf(ticket),
  verb: async (tx, actor, now, { ticket, state, answer }) => {
    const said = TicketWords.safeParse(answer);
    if (state === undefined) return { rejected: `${pathOf(ticket)}?faults=state` };
    if (!said.success) return { rejected: `${pathOf(ticket)}?faults=answer` };
    await settleTicket(tx, actor, now, ticket, state, said.data);
    return pathOf(ticket);
  },
});
