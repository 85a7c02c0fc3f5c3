import 'server-only';
import { cookies } from 'next/headers';
import { portalEnvironment } from '#flow/environment.ts';
import { findParkedForm, parkForm } from '#flow/parked-form.ts';
import { cookieOptions } from './auth/cookies.ts';

/** A reason of a thousand characters, sealed, is more than one cookie may hold. */
export const PARKED_COOKIES = ['mz-parked', 'mz-parked-2'] as const;
const PIECE_LENGTH = 3500;
const HALF_AN_HOUR_SECONDS = 1800;

/** What somebody typed into one form, by field name. */
export type Typed = Readonly<Record<string, string>>;

/** Keeps a form that was not taken (its session had ended, it was rejected or overtaken) until it is shown again. */
export async function keepForm(path: string, form: FormData): Promise<void> {
  const fields = Object.fromEntries(
    [...form].filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && !entry[0].startsWith('$'),
    ),
  );
  const value = parkForm(portalEnvironment().SESSION_SECRET, { path, fields });
  const jar = await cookies();
  PARKED_COOKIES.forEach((name, index) => {
    const piece = value.slice(index * PIECE_LENGTH, (index + 1) * PIECE_LENGTH);
    if (piece === '') jar.delete(name);
    else jar.set(name, piece, { ...cookieOptions(), maxAge: HALF_AN_HOUR_SECONDS });
  });
}

/** What was typed into the form of this page that was not taken. */
export async function findKeptForm(path: string): Promise<Typed | undefined> {
  const jar = await cookies();
  const value = PARKED_COOKIES.map((name) => jar.get(name)?.value ?? '').join('');
  const parked = value === '' ? undefined : findParkedForm(portalEnvironment().SESSION_SECRET, value);
  return parked?.path === path ? parked.fields : undefined;
}

/** Forgets a kept form once a form has been taken. Only in actions: pages cannot set cookies. */
export async function dropKeptForm(): Promise<void> {
  const jar = await cookies();
  for (const name of PARKED_COOKIES) jar.delete(name);
}
