import { type NextRequest, NextResponse } from 'next/server';
import { backPath } from './back-path.ts';
import { PreferenceChange } from './preferences.ts';
import { isSameOrigin } from './same-origin.ts';

const ONE_YEAR_SECONDS = 365 * 24 * 60 * 60;
const BODY_LIMIT_BYTES = 4096;

/**
 * Keeps a change of language, mode or text size in a cookie and sends the browser back to where it was (303).
 * Form fields: any of `locale`, `mode`, `size`; `back` when the page to return to is not the one that sent the form.
 * 403 for another site's form, 413 for a long body, 400 for a value that is not offered. GET changes nothing.
 */
export async function POST(request: NextRequest): Promise<Response> {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: 403 });
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (!(length <= BODY_LIMIT_BYTES)) return new Response(null, { status: 413 });
  const form = await request.formData();
  const { back, ...fields } = Object.fromEntries(form);
  const change = PreferenceChange.safeParse(fields);
  if (!change.success) return new Response(null, { status: 400 });

  const location = backPath(typeof back === 'string' ? back : null, request.headers.get('referer'));
  const response = new NextResponse(null, { status: 303, headers: { Location: location } });
  for (const [name, value] of Object.entries(change.data)) {
    response.cookies.set(name, value, {
      httpOnly: true,
      sameSite: 'lax',
      secure: isSecure(request),
      path: '/',
      maxAge: ONE_YEAR_SECONDS,
    });
  }
  return response;
}

function isSecure(request: NextRequest): boolean {
  return (request.headers.get('x-forwarded-proto') ?? request.nextUrl.protocol).startsWith('https');
}
