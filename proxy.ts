import { type NextRequest, NextResponse } from 'next/server';
import { portalEnvironment } from '#flow/environment.ts';
import { contentSecurityPolicy } from './app/content-security-policy.ts';

/**
 * Puts every page under one nonce policy and tells browsers and caches in between to keep nothing.
 * It guards no page: whoever may see what is decided where the data is read.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = crypto.randomUUID().replaceAll('-', '');
  const policy = contentSecurityPolicy({
    nonce,
    development: process.env.NODE_ENV === 'development',
    identityProvider: portalEnvironment().OIDC_ISSUER,
  });
  const headers = new Headers(request.headers);
  // Next reads the nonce for its own scripts from the policy in the request's headers.
  headers.set('Content-Security-Policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  response.headers.set('Cache-Control', 'private, no-store');
  return response;
}

export const config = {
  matcher: ['/((?!_next/static|icon.svg).*)'],
};
