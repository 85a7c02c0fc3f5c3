import { createHash, randomBytes } from 'node:crypto';
import { cookies } from 'next/headers';
import { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { portalEnvironment } from '#flow/environment.ts';
import { cookieOptions, csrfCookieName } from '../auth/cookies.ts';
import { authOptions, PROVIDER } from '../auth/options.ts';
import { isStaffPath } from '../auth/start-page.ts';
import { backPath } from '../preferences/back-path.ts';

/** Where a sign-in leads that says nothing else. */
const ARRIVED = '/sign-in/arrived';

/**
 * Begins a sign-in from a plain link, so that it needs no script: sets next-auth's CSRF cookie (token|sha256(token ‖
 * secret)) and posts its sign-in form on the browser's behalf. Answers with the redirect to the identity platform;
 * `to` is a path of this portal to come back to.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const { PORTAL_URL, SESSION_SECRET } = portalEnvironment();
  // next-auth comes back here with what went wrong; beginning anew by itself would go round in a ring.
  if (request.nextUrl.searchParams.has('error')) {
    return Response.redirect(new URL('/sign-in/failed', PORTAL_URL), 303);
  }
  const to = backPath(request.nextUrl.searchParams.get('to') ?? ARRIVED, null);
  const csrfToken = randomBytes(32).toString('hex');
  const proof = createHash('sha256').update(`${csrfToken}${SESSION_SECRET}`).digest('hex');
  (await cookies()).set(csrfCookieName(), `${csrfToken}|${proof}`, cookieOptions());

  const form = new URLSearchParams({ csrfToken, callbackUrl: new URL(to, PORTAL_URL).href });
  const signIn = new URL(`/api/auth/signin/${PROVIDER}`, PORTAL_URL);
  // Goes on to the identity platform, which shows the form of staff first.
  if (isStaffPath(to)) signIn.searchParams.set('login_hint', 'staff');
  const post = new NextRequest(signIn, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  });
  return NextAuth(post, { params: Promise.resolve({ nextauth: ['signin', PROVIDER] }) }, authOptions());
}
