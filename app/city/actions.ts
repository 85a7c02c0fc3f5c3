'use server';

import { z } from 'zod';
import { ConnectorId } from '#domain/ids.ts';
import { GrantRequest, requestGrant } from '#flow/grants/request-grant.ts';
import { action } from '../action.ts';
import { textsOf, typed } from '../departments/form-texts.ts';
import { cityGrantPath, newGrantPath, withQueryFaults } from './paths.ts';

const Asked = z.object({
  service: z.string(),
  requirement: z.string(),
  evidence: z.string(),
  connector: typed,
  perDay: typed,
  share: typed,
  priority: typed,
  reuse: typed,
  reuseHours: typed,
  validFrom: typed,
  validTo: typed,
  riskNote: typed,
});

/** 申请授权. Fields, purpose and legal basis are the definition's; only what is open is typed. */
export const request = action({
  permission: 'request:grant:city',
  schema: Asked,
  page: newGrantPath,
  verb: async (tx, actor, now, input, form) => {
    const page = newGrantPath(input);
    const asked = GrantRequest.safeParse({ ...input, connector: input.connector });
    if (!asked.success) {
      const texts = textsOf(form);
      const faults = asked.error.issues.map(({ path }) => {
        const name = String(path[0]);
        return [name, (texts[name] ?? '').trim() === '' ? 'missing' : 'range'];
      });
      const isConnector = ConnectorId.safeParse(input.connector).success;
      return {
        rejected: withQueryFaults(page, {
          ...Object.fromEntries(faults),
          ...(isConnector ? {} : { connector: 'choice' }),
        }),
      };
    }
    const outcome = await requestGrant(tx, actor, now, asked.data);
    if ('faults' in outcome) return { rejected: withQueryFaults(page, outcome.faults) };
    return cityGrantPath(outcome.grant);
  },
});
