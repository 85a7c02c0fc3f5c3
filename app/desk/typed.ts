import 'server-only';
import { cookies } from 'next/headers';
import { portalEnvironment } from '#flow/environment.ts';
import { findParkedForm, parkForm } from '#flow/parked-form.ts';
import { cookieOptions } from '../auth/cookies.ts';
import { findKeptForm } from '../parked.ts';

const HALF_AN_HOUR_SECONDS = 1800;
/** A reason of a thousand characters, sealed, is more than one cookie may hold. */
const PIECES = ['mz-desk-typed', 'mz-desk-typed-2'] as const;
const PIECE_LENGTH = 3500;

/** What somebody typed into one form, by field name. */
export type Typed = Readonly<Record<string, string>>;

/** Keeps what was typed until the form has been taken: a rejected or overtaken form is shown again as it was. */
export async function keepTyped(page: string, form: FormData): Promise<void> {
  const fields = Object.fromEntries(
    [...form].filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && !entry[0].startsWith('$'),
    ),
  );
  const value = parkForm(portalEnvironment().SESSION_SECRET, { path: page, fields });
  const jar = await cookies();
  PIECES.forEach((name, index) => {
    const piece = value.slice(index * PIECE_LENGTH, (index + 1) * PIECE_LENGTH);
    if (piece === '') jar.delete(name);
    else jar.set(name, piece, { ...cookieOptions(), maxAge: HALF_AN_HOUR_SECONDS });
  });
}

/** What was typed into the form that led back to this page; also one whose session had ended. */
export async function findTyped(page: string): Promise<Typed | undefined> {
  const jar = await cookies();
  const value = PIECES.map((name) => jar.get(name)?.value ?? '').join('');
  const kept = value === '' ? undefined : findParkedForm(portalEnvironment().SESSION_SECRET, value);
  return kept?.path === page ? kept.fields : findKeptForm(page);
}

/** Forgets it once a form has been taken. */
export async function dropTyped(): Promise<void> {
  const jar = await cookies();
  for (const name of PIECES) jar.delete(name);
}
