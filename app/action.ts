import 'server-only';
import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import type { z } from 'zod';
import { type Pool, type Tx, withTx } from '#db/with-tx.ts';
import { type Actor, holds, type Permission } from '#domain/permission.ts';
import { hintSteps } from '#flow/hint.ts';
import { VerbError } from '#flow/problems.ts';
import { auth } from './auth/auth.ts';
import { dropKeptForm, keepForm } from './parked.ts';
import { portal } from './portal.ts';
import { isSameOrigin } from './preferences/same-origin.ts';
import { unforeseen } from './unforeseen.ts';

/** What makes a server action. */
export interface ActionSpec<S extends z.ZodType> {
  /** Which permission the actor's role must carry; whose thing it is stands in the verb's queries. */
  permission: Permission;
  /** The form's fields. What does not parse was not sent by a form of ours. */
  schema: S;
  /** The page that the form stands on: where somebody whose session has ended comes back to. */
  page: (input: z.infer<S>) => string;
  /** The flow verb, in one transaction; returns the path to go to next. */
  verb: (tx: Tx, actor: Actor, now: Date, input: z.infer<S>, form: FormData) => Promise<Next>;
}

/** Where to go next; after a rejected form back to its page, which shows again what was typed. */
export type Next = string | { rejected: string };

/**
 * The only way to make a server action. Checks where the request comes from (Next accepts an absent Origin), who sends
 * it and whether the role may; parses; runs the verb in one transaction; and always ends in a redirect, so that a
 * reload repeats nothing. A form whose session has ended is kept and shown again after signing in.
 */
export function action<S extends z.ZodType>(spec: ActionSpec<S>): (form: FormData) => Promise<never> {
  return async (form) => {
    if (!isSameOrigin(await headers())) notFound();
    const input = spec.schema.safeParse(Object.fromEntries(form));
    if (!input.success) notFound();
    const page = spec.page(input.data);
    const actor = await auth();
    if (actor === undefined) {
      await keepForm(page, form);
      redirect(`/session-ended?${new URLSearchParams({ to: page })}`);
    }
    if (!holds(actor, spec.permission)) notFound();
    const { pool, clock } = portal();
    const next = await runVerb(pool, actor, (tx) => spec.verb(tx, actor, clock(), input.data, form), page);
    if (typeof next !== 'string') {
      await keepForm(page, form);
      redirect(next.rejected);
    }
    await dropKeptForm();
    hintSteps(pool);
    redirect(next);
  };
}

/** A refused verb has written nothing: the actor sees the page as it is now, or that there is no such page. */
async function runVerb(
  pool: Pool,
  actor: Actor,
  verb: (tx: Tx) => Promise<Next>,
  page: string,
): Promise<Next> {
  try {
    return await withTx(pool, actor, verb);
  } catch (error) {
    if (!(error instanceof VerbError)) throw unforeseen(error);
    if (error.problem === 'stale' || error.problem === 'not_allowed')
      return { rejected: `${page}${page.includes('?') ? '&' : '?'}changed=1` };
    notFound();
  }
}
