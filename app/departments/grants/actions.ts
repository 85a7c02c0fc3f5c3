'use server';

import { z } from 'zod';
import { GrantId } from '#domain/ids.ts';
import {
  approveGrant,
  DecisionNote,
  Narrowing,
  narrowGrant,
  refuseGrant,
} from '#flow/grants/decide-grant.ts';
import { action } from '../../action.ts';
import { rejected, typed } from '../form-texts.ts';
import { type Faults, grantPath } from '../paths.ts';

const OfGrant = z.object({ grant: GrantId, note: typed });
const noteFaults = (note: string, isWanted: boolean): Faults => {
  if (note.trim() === '') return isWanted ? { note: 'missing' } : {};
  return DecisionNote.safeParse(note).success ? {} : { note: 'too_long' };
};

/** 同意授权. */
export const approve = action({
  permission: 'decide:grant:department',
  schema: OfGrant,
  page: ({ grant }) => grantPath(grant),
  verb: async (tx, actor, now, { grant, note }) => {
    const faults = noteFaults(note, false);
    if (Object.keys(faults).length > 0) return rejected(grantPath(grant), faults);
    await approveGrant(tx, actor, now, grant, note);
    return grantPath(grant);
  },
});

/** 不予授权, and why. */
export const refuse = action({
  permission: 'decide:grant:department',
  schema: z.object({ grant: GrantId, reason: typed }),
  page: ({ grant }) => grantPath(grant),
  verb: async (tx, actor, now, { grant, reason }) => {
    const { note: fault } = noteFaults(reason, true);
    if (fault !== undefined) return rejected(grantPath(grant), { reason: fault });
    await refuseGrant(tx, actor, now, grant, reason);
    return grantPath(grant);
  },
});

/** 缩小授权. */
export const narrow = action({
  permission: 'narrow:grant:department',
  schema: OfGrant.extend({ perDay: typed, reuse: typed, reuseHours: typed, validTo: typed }),
  page: ({ grant }) => grantPath(grant),
  verb: async (tx, actor, now, { grant, note, validTo, ...texts }, form) => {
    const page = grantPath(grant);
    const to = Narrowing.safeParse({ ...texts, fields: form.getAll('field'), validTo: validTo || null });
    const said = noteFaults(note, false);
    if (!to.success || Object.keys(said).length > 0) {
      const wrong = to.success ? [] : to.error.issues.map(({ path }) => [String(path[0]), 'range']);
      return rejected(page, { ...Object.fromEntries(wrong), ...said });
    }
    const faults = await narrowGrant(tx, actor, now, grant, to.data, note);
    if (Object.keys(faults).length > 0) return rejected(page, faults);
    return page;
  },
});
