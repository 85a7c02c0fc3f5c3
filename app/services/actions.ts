'use server';

import { z } from 'zod';
import { beginApplication } from '#flow/begin-application.ts';
import { action } from '../action.ts';

/** 开始申请: to the first question, or to where an earlier draft of the same service stopped. */
export const begin = action({
  permission: 'save:application:own',
  schema: z.object({ service: z.string().regex(/^[a-z][a-z0-9-]*$/) }),
  page: ({ service }) => `/services/${service}`,
  verb: async (tx, actor, now, { service }) => `/apply/${await beginApplication(tx, actor, now, service)}`,
});
