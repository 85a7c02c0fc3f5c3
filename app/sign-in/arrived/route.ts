import { redirect } from 'next/navigation';
import { auth } from '../../auth/auth.ts';
import { startPageOf } from '../../auth/start-page.ts';

/** Where a sign-in leads that began on no page in particular: to the page that the person's work begins on. */
export async function GET(): Promise<never> {
  const actor = await auth();
  redirect(actor === undefined ? '/' : startPageOf(actor));
}
