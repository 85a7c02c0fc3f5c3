import { cookies } from 'next/headers';
import { type NextRequest, NextResponse } from 'next/server';
import { endSession } from '#flow/sign-in.ts';
import { sessionCookieName } from '../auth/cookies.ts';
import { portal } from '../portal.ts';
import { isSameOrigin } from '../preferences/same-origin.ts';

/** 退出并清除: ends the session at once and tells the browser to forget this site's data; for shared computers. */
export async function POST(request: NextRequest): Promise<Response> {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: 403 });
  const token = (await cookies()).get(sessionCookieName())?.value;
  if (token !== undefined) await endSession(portal().pool, token);
  return new NextResponse(null, {
    status: 303,
    headers: { Location: '/', 'Clear-Site-Data': '"cookies", "storage"' },
  });
}
