import 'server-only';
import { cookies } from 'next/headers';

/** Whether single keys act on the desk's pages; a preference of this browser. */
export const SHORTCUTS_COOKIE = 'desk-keys';

/** On unless they were switched off. */
export async function shortcutsAreOn(): Promise<boolean> {
  return (await cookies()).get(SHORTCUTS_COOKIE)?.value !== 'off';
}
