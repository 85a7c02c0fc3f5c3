import 'server-only';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import type { Actor } from '#domain/permission.ts';
import { findActor } from '#flow/sign-in.ts';
import { portal } from '../portal.ts';
import { sessionCookieName } from './cookies.ts';

/** Who makes the current request, or undefined. Read from the database once per request. */
export const auth = cache(() => findSignedIn(true));

/** The same for a page that polls by itself: it does not keep the session alive. */
export const authUnattended = cache(() => findSignedIn(false));

async function findSignedIn(isUse: boolean): Promise<Actor | undefined> {
  const token = (await cookies()).get(sessionCookieName())?.value;
  if (token === undefined) return undefined;
  const { pool, clock } = portal();
  return (await findActor(pool, token, clock(), isUse))?.actor;
}

/** The signed-in actor of a page; others are sent to sign in and come back to `path`. */
export async function authOrSignIn(path: string): Promise<Actor> {
  const actor = await auth();
  if (actor === undefined) redirect(`/sign-in?${new URLSearchParams({ to: path })}`);
  return actor;
}
