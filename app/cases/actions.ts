'use server';

import { z } from 'zod';
import { CaseId } from '#domain/ids.ts';
import { Name } from '#domain/service.ts';
import { declineCommitment, makeCommitment, requestReview, withdrawCase } from '#flow/case-actions.ts';
import { correctAccount } from '#flow/correct-account.ts';
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

/** 申请人工复核: a person looks at what the system alone has decided. */
export const requestPerson = action({
  permission: 'request_review:case:own',
  schema: z.object({ case: CaseId }),
  page: (input) => `/cases/${input.case}`,
  verb: async (tx, actor, now, { case: id }) => {
    await requestReview(tx, actor, now, id);
    return `/cases/${id}`;
  },
});

/** 更正收款账户: the same payment once more, to another account of the payee's own; back with what was typed if it is none. */
export const correctPayee = action({
  permission: 'correct_account:case:own',
  schema: z.object({ case: CaseId, account: z.string().max(100) }),
  page: (input) => `/cases/${input.case}/account`,
  verb: async (tx, actor, now, { case: id, account }) => {
    const isTaken = await correctAccount(tx, actor, now, id, account);
    return isTaken ? `/cases/${id}` : { rejected: `/cases/${id}/account` };
  },
});
