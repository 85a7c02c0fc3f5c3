'use server';

import { cookies } from 'next/headers';
import { z } from 'zod';
import { Basis, DecidedOutcome, Grounds } from '#domain/case-event.ts';
import { BatchId, CaseId } from '#domain/ids.ts';
import { Name } from '#domain/service.ts';
import { claimCase, releaseCase } from '#flow/claim-case.ts';
import { determineRequirement, judgeCriterion, Reason } from '#flow/judge-case.ts';
import { dissolveBatch, prepareBatch, releaseBatch } from '#flow/payment-batches.ts';
import { approveDecision, proposeDecision, returnDecision } from '#flow/proposal.ts';
import { action, type Next } from '../action.ts';
import { cookieOptions } from '../auth/cookies.ts';
import { casePath, type Faults, FormName, withFaults } from './paths.ts';
import { SHORTCUTS_COOKIE } from './shortcuts.ts';

const Seen = z.object({ case: CaseId, seq: z.coerce.number().int().positive(), form: FormName });
type Seen = z.infer<typeof Seen>;
const seenOf = ({ case: id, seq }: Seen) => ({ id, seq });
const backOf = ({ case: id, seq, form }: Seen) => casePath(id, { seen: seq, form });

const typed = z.string().default('');
const valueNames = (form: FormData, prefix: string): Record<string, string> =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      typeof value === 'string' && name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
    ),
  );

/** Why a reason is not taken; nothing for one that is. */
function reasonFaults(reason: string): Faults {
  if (Reason.safeParse(reason).success) return {};
  return { reason: reason.trim() === '' ? 'missing' : 'too_long' };
}

/** Back to the form, with what was typed and why it was not taken. */
function rejected(page: string, faults: Faults): Next {
  return { rejected: withFaults(page, faults) };
}

/** 领取. */
export const claim = action({
  permission: 'claim:case:area',
  schema: Seen,
  page: backOf,
  verb: async (tx, actor, now, input) => {
    await claimCase(tx, actor, now, seenOf(input));
    return casePath(input.case);
  },
});

/** 退回待领. */
export const release = action({
  permission: 'release:case:area',
  schema: Seen,
  page: backOf,
  verb: async (tx, actor, now, input) => {
    await releaseCase(tx, actor, now, seenOf(input));
    return casePath(input.case);
  },
});

/** 认定: a value for one requirement, on what it rests and why. */
export const determine = action({
  permission: 'determine:case:area',
  schema: Seen.extend({ requirement: Name, required: typed, basis: typed, reason: typed }),
  page: backOf,
  verb: async (tx, actor, now, input, form) => {
    const page = backOf(input);
    const values = valueNames(form, 'value-');
    const basis = Basis.safeParse(input.basis);
    const said = { ...(basis.success ? {} : { basis: 'choice' }), ...reasonFaults(input.reason) };
    if (!basis.success || Object.keys(said).length > 0) {
      const empty = input.required.split(' ').filter((name) => name !== '' && !values[name]?.trim());
      return rejected(page, { ...Object.fromEntries(empty.map((name) => [name, 'missing'])), ...said });
    }
    const determined = await determineRequirement(tx, actor, now, seenOf(input), {
      requirement: input.requirement,
      basis: basis.data,
      values,
      reason: Reason.parse(input.reason),
    });
    if (determined.kind === 'rejected') return rejected(page, determined.faults);
    return casePath(input.case);
  },
});

/** 成立 or 不成立, and why. */
export const judge = action({
  permission: 'judge:case:area',
  schema: Seen.extend({ criterion: z.string(), holds: typed, reason: typed }),
  page: backOf,
  verb: async (tx, actor, now, input) => {
    const page = backOf(input);
    const { criterion, holds, reason } = input;
    const isSaid = holds === 'yes' || holds === 'no';
    const faults = { ...(isSaid ? {} : { holds: 'choice' }), ...reasonFaults(reason) };
    if (Object.keys(faults).length > 0) return rejected(page, faults);
    const judgement = { criterion, holds: holds === 'yes', reason: Reason.parse(reason) };
    await judgeCriterion(tx, actor, now, seenOf(input), judgement);
    return casePath(input.case);
  },
});

/** 提出准予, 提出不适用, 提出不予. Only a refusal has grounds and must have a reason. */
export const propose = action({
  permission: 'propose:case:area',
  schema: Seen.extend({ outcome: DecidedOutcome, grounds: typed, reason: typed }),
  page: backOf,
  verb: async (tx, actor, now, input) => {
    const page = backOf(input);
    const { outcome } = input;
    const [kind, id] = input.grounds.split(':');
    const grounds = outcome === 'refused' ? Grounds.safeParse({ kind, id }) : null;
    const isReasonWanted = outcome === 'refused' || input.reason.trim() !== '';
    const faults = {
      ...(grounds?.success === false ? { grounds: 'choice' } : {}),
      ...(isReasonWanted ? reasonFaults(input.reason) : {}),
    };
    if (Object.keys(faults).length > 0) return rejected(page, faults);
    const reason = input.reason.trim();
    await proposeDecision(tx, actor, now, seenOf(input), { outcome, grounds: grounds?.data ?? null, reason });
    return casePath(input.case);
  },
});

/** 复核同意. */
export const approve = action({
  permission: 'approve:case:area',
  schema: Seen,
  page: backOf,
  verb: async (tx, actor, now, input) => {
    await approveDecision(tx, actor, now, seenOf(input));
    return casePath(input.case);
  },
});

/** 退回, and why. */
export const sendBack = action({
  permission: 'return:case:area',
  schema: Seen.extend({ reason: typed }),
  page: backOf,
  verb: async (tx, actor, now, input) => {
    const page = backOf(input);
    const faults = reasonFaults(input.reason);
    if (Object.keys(faults).length > 0) return rejected(page, faults);
    await returnDecision(tx, actor, now, seenOf(input), Reason.parse(input.reason));
    return casePath(input.case);
  },
});

/** 编制批次: the orders that are ticked. */
export const prepare = action({
  permission: 'prepare:payment:area',
  schema: z.object({}),
  page: () => '/desk/payments',
  verb: async (tx, actor, now, _input, form) => {
    const orders = z.array(CaseId).safeParse(form.getAll('order'));
    if (!orders.success || orders.data.length === 0) return '/desk/payments?faults=order.missing';
    return `/desk/payments/${await prepareBatch(tx, actor, now, orders.data)}`;
  },
});

const Batch = z.object({ batch: BatchId });
const batchPath = ({ batch }: z.infer<typeof Batch>) => `/desk/payments/${batch}`;

/** 释放给银行. */
export const releaseToBank = action({
  permission: 'release:payment:area',
  schema: Batch,
  page: batchPath,
  verb: async (tx, actor, now, input) => {
    await releaseBatch(tx, actor, now, input.batch);
    return batchPath(input);
  },
});

/** 拆散批次. */
export const dissolve = action({
  permission: 'prepare:payment:area',
  schema: Batch,
  page: batchPath,
  verb: async (tx, actor, now, input) => {
    await dissolveBatch(tx, actor, now, input.batch);
    return '/desk/payments';
  },
});

const ONE_YEAR_SECONDS = 365 * 24 * 3600;

/** Single-key shortcuts on or off, for this browser (WCAG 2.1.4). */
export const chooseShortcuts = action({
  permission: 'read:case:area',
  schema: z.object({ shortcuts: z.enum(['on', 'off']), page: z.string().regex(/^\/desk(\/[\w/-]*)?$/) }),
  page: ({ page }) => page,
  verb: async (_tx, _actor, _now, { shortcuts, page }) => {
    (await cookies()).set(SHORTCUTS_COOKIE, shortcuts, { ...cookieOptions(), maxAge: ONE_YEAR_SECONDS });
    return page;
  },
});
