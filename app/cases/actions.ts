'use server';

import { z } from 'zod';
import { CaseId } from '#domain/ids.ts';
import { Name } from '#domain/service.ts';
import { declineCommitment, makeCommitment, withdrawCase } from '#flow/case-actions.ts';
import { action } from '../action.ts';

const SeenCommitment = z.object({ case: CaseId, requirement: Name, textVersion: z.string().min(1) });
const commitmentPage = (seen: z.infer<typeof SeenCommitment>) =>
  `/cases/${seen.case}/commitment/${seen.requirement}`;

/** 我承诺: the wording that was shown, for one requirement. */
export const commit = action({
  permission: 'commit:case:own',
  schema: SeenCommitment,
  page: commitmentPage,
  verb: async (tx, actor, now, { case: id, requirement, textVersion }) => {
    await makeCommitment(tx, actor, now, id, { requirement, textVersion });
    return `/cases/${id}`;
  },
});

/** 不承诺，等工作人员核查. */
export const decline = action({
  permission: 'commit:case:own',
  schema: SeenCommitment,
  page: commitmentPage,
  verb: async (tx, actor, now, { case: id, requirement, textVersion }) => {
    await declineCommitment(tx, actor, now, id, { requirement, textVersion });
    return `/cases/${id}`;
  },
});

/** 撤回申请. */
export const withdraw = action({
  permission: 'withdraw:case:own',
  schema: z.object({ case: CaseId }),
  page: (input) => `/cases/${input.case}/withdraw`,
  verb: async (tx, actor, now, { case: id }) => {
    await withdrawCase(tx, actor, now, id);
    return `/cases/${id}`;
  },
});
