import 'server-only';
import { cookies } from 'next/headers';
import { portalEnvironment } from '#flow/environment.ts';
import { findParkedForm, parkForm } from '#flow/parked-form.ts';
import { cookieOptions } from './auth/cookies.ts';

export const PARKED_COOKIE = 'mz-parked';
const HALF_AN_HOUR_SECONDS = 1800;

/** Keeps a form whose session had ended until its owner has signed in again. */
export async function keepForm(path: string, form: FormData): Promise<void> {
  const fields = Object.fromEntries(
    [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  const value = parkForm(portalEnvironment().SESSION_SECRET, { path, fields });
  (await cookies()).set(PARKED_COOKIE, value, { ...cookieOptions(), maxAge: HALF_AN_HOUR_SECONDS });
}

/** What was typed on this page before its session ended, if that is why the browser is back. */
export async function findKeptForm(path: string): Promise<Readonly<Record<string, string>> | undefined> {
  const cookie = (await cookies()).get(PARKED_COOKIE)?.value;
  const parked =
    cookie === undefined ? undefined : findParkedForm(portalEnvironment().SESSION_SECRET, cookie);
  return parked?.path === path ? parked.fields : undefined;
}

/** Forgets a kept form once a form has been taken. Only in actions: pages cannot set cookies. */
export async function dropKeptForm(): Promise<void> {
  (await cookies()).delete(PARKED_COOKIE);
}
