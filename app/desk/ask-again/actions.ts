'use server';

import { z } from 'zod';
import { CaseId } from '#domain/ids.ts';
import { Name } from '#domain/service.ts';
import { askAgain } from '#flow/ask-again.ts';
import { action } from '../../action.ts';
import { casePath, FormName } from '../paths.ts';

const Seen = z.object({
  case: CaseId,
  seq: z.coerce.number().int().positive(),
  form: FormName,
  requirement: Name,
});

/** 重新核验. */
export const askOnceMore = action({
  permission: 'ask:case:area',
  schema: Seen,
  page: ({ case: id }) => `${casePath(id)}/asked`,
  verb: async (tx, actor, now, { case: id, seq, requirement }) => {
    await askAgain(tx, actor, now, { id, seq }, requirement);
    return casePath(id);
  },
});
