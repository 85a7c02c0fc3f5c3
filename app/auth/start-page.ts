import { type Actor, holds, type Permission } from '#domain/permission.ts';

/** The pages on which work begins, with the permission that leads there; the first that an actor holds is the own one. */
export const START_PAGES = [
  { name: 'desk', href: '/desk', permission: 'read:case:area' },
  { name: 'departments', href: '/departments', permission: 'read:connector:department' },
  { name: 'city', href: '/city/grants', permission: 'request:grant:city' },
] as const satisfies readonly { name: string; href: string; permission: Permission }[];

/** Whether a path is one of those where only staff work: whoever has to sign in there does so with the staff's own form. */
export function isStaffPath(path: string): boolean {
  const [, part] = path.split(/[/?#]/);
  return START_PAGES.some(({ href }) => href.split('/')[1] === part);
}

/** Where somebody who has just signed in begins; for residents that is the home page. */
export function startPageOf(actor: Actor): string {
  return START_PAGES.find(({ permission }) => holds(actor, permission))?.href ?? '/';
}
