import { portalEnvironment } from '#flow/environment.ts';

/** Over TLS cookies carry the __Host- prefix, which binds them to this very host. */
export function isSecure(): boolean {
  return portalEnvironment().PORTAL_URL.startsWith('https:');
}

/** Name of the session cookie. */
export function sessionCookieName(): string {
  return isSecure() ? '__Host-mz-session' : 'mz-session';
}

/** Name of next-auth's CSRF cookie. */
export function csrfCookieName(): string {
  return isSecure() ? '__Host-mz-csrf' : 'mz-csrf';
}

/** Attributes of every cookie that signing in sets. */
export function cookieOptions() {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() } as const;
}
