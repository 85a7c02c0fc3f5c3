'use server';

import { z } from 'zod';
import { beginApplication } from '#flow/begin-application.ts';
import { action } from '../action.ts';

/** 开始申请: to the first question, or to where an earlier draft of the same bundle stopped. */
export const begin = action({
  permission: 'save:application:own',
  schema: z.object({ bundle: z.string().regex(/^[a-z][a-z0-9-]*$/) }),
  page: ({ bundle }) => `/services/${bundle}`,
  verb: async (tx, actor, now, { bundle }) => `/apply/${await beginApplication(tx, actor, now, bundle)}`,
});
