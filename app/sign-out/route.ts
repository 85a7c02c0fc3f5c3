import { cookies } from 'next/headers';
import { type NextRequest, NextResponse } from 'next/server';
import { endSession } from '#flow/sign-in.ts';
import { cookieOptions, csrfCookieName, sessionCookieName } from '../auth/cookies.ts';
import { PARKED_COOKIES } from '../parked.ts';
import { portal } from '../portal.ts';
import { isSameOrigin } from '../preferences/same-origin.ts';

/**
 * 退出并清除, for shared computers: ends the session at once and has the browser forget what belongs to the person.
 * Language and 长辈版 stay, because the next page should be readable too.
 */
export async function POST(request: NextRequest): Promise<Response> {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: 403 });
  const token = (await cookies()).get(sessionCookieName())?.value;
  if (token !== undefined) await endSession(portal().pool, token);
  const response = new NextResponse(null, {
    status: 303,
    headers: { Location: '/', 'Clear-Site-Data': '"cache", "storage"' },
  });
  for (const name of [sessionCookieName(), csrfCookieName(), ...PARKED_COOKIES]) {
    response.cookies.set(name, '', { ...cookieOptions(), maxAge: 0 });
  }
  return response;
}
