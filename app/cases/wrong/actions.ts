'use server';

import { z } from 'zod';
import { CaseId, StepId } from '#domain/ids.ts';
import { openTicket, TicketWords } from '#flow/control/ticket-verbs.ts';
import { type ActionSpec, action } from '../../action.ts';

const Objection = z.object({
  case: CaseId,
  step: StepId,
  field: z.string().max(60).default(''),
  statement: z.string().default(''),
});

/** The form is the same for a party and for a clerk; where it stands and where it leads back to is not. */
function objecting(where: 'cases' | 'desk/cases', after: string): ActionSpec<typeof Objection>['verb'] {
  return async (tx, actor, now, { case: id, step, field, statement }) => {
    const said = TicketWords.safeParse(statement);
    if (!said.success) {
      const fault = statement.trim() === '' ? 'missing' : 'too_long';
      return { rejected: `/${where}/${id}/wrong/${step}?faults=statement.${fault}` };
    }
    await openTicket(tx, actor, now, id, { step, field: field || null, statement: said.data });
    return `/${where}/${id}${after}`;
  };
}

/** 这一项有误, by a party of the case. */
export const objectAsParty = action({
  permission: 'open:ticket:own',
  schema: Objection,
  page: ({ case: id, step }) => `/cases/${id}/wrong/${step}`,
  verb: objecting('cases', '/asked'),
});

/** The same by a clerk of the area. */
export const objectAsClerk = action({
  permission: 'open:ticket:area',
  schema: Objection,
  page: ({ case: id, step }) => `/desk/cases/${id}/wrong/${step}`,
  verb: objecting('desk/cases', '/asked'),
});
