'use server';

import { z } from 'zod';
import { ConnectorId, SwitchId } from '#domain/ids.ts';
import { liftSwitch, SwitchReason, setSwitch } from '#flow/control/switch-verbs.ts';
import { action } from '../../../../action.ts';
import { confirmPath, PartForm, partOf } from '../../../control/switch-part.ts';

const typed = z.string().default('');
const pathOf = (connector: string) => `/departments/connectors/${connector}/switches`;
const faultOf = (reason: string) => (reason.trim() === '' ? 'missing' : 'too_long');

/** 停用, with the reason that callers and residents read. */
export const stop = action({
  permission: 'switch:connector:department',
  schema: PartForm.extend({ connector: ConnectorId, reason: typed }),
  page: ({ connector, reason: _, ...part }) => confirmPath(connector, part),
  verb: async (tx, actor, now, { connector, reason, ...form }) => {
    const part = partOf(form);
    if (part === undefined) return `${pathOf(connector)}?faults=kind`;
    const said = SwitchReason.safeParse(reason);
    if (!said.success) return { rejected: confirmPath(connector, form, `reason.${faultOf(reason)}`) };
    await setSwitch(tx, actor, now, connector, part, said.data);
    return pathOf(connector);
  },
});

/** 恢复, with a reason. */
export const lift = action({
  permission: 'switch:connector:department',
  schema: z.object({ connector: ConnectorId, switch: SwitchId, reason: typed }),
  page: ({ connector }) => pathOf(connector),
  verb: async (tx, actor, now, { connector, switch: id, reason }) => {
    const said = SwitchReason.safeParse(reason);
    if (!said.success) return `${pathOf(connector)}?${new URLSearchParams({ faults: id })}`;
    await liftSwitch(tx, actor, now, connector, id, said.data);
    return pathOf(connector);
  },
});
