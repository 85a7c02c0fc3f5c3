'use server';

import { z } from 'zod';
import { AnomalyId } from '#domain/ids.ts';
import { AnomalyNote, settleAnomaly } from '#flow/control/anomaly-verbs.ts';
import { action } from '../../action.ts';

const pathOf = (id: string) => `/departments/anomalies/${id}`;

/** 确认异常 or 不是异常, and what was found out. */
export const settle = action({
  permission: 'switch:connector:department',
  schema: z.object({
    anomaly: AnomalyId,
    state: z.enum(['confirmed', 'dismissed']).optional(),
    note: z.string().default(''),
  }),
  page: ({ anomaly }) => pathOf(anomaly),
  verb: async (tx, actor, now, { anomaly, state, note }) => {
    const said = AnomalyNote.safeParse(note);
    if (state === undefined) return { rejected: `${pathOf(anomaly)}?faults=state` };
    if (!said.success) return { rejected: `${pathOf(anomaly)}?faults=note` };
    await settleAnomaly(tx, actor, now, anomaly, state, said.data);
    return pathOf(anomaly);
  },
});
