import { NextRequest } from 'next/server';
import { describe, expect, test } from 'vitest';
import * as route from './route.ts';

function submit(fields: Record<string, string>, headers: Record<string, string> = {}) {
  const body = new URLSearchParams(fields).toString();
  return route.POST(
    new NextRequest('http://portal.example/preferences', {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': String(Buffer.byteLength(body)),
        'sec-fetch-site': 'same-origin',
        ...headers,
      },
    }),
  );
}

describe('POST /preferences', () => {
  test('keeps the choice in a cookie that scripts cannot read and goes back by 303', async () => {
    const response = await submit({ mode: 'elder', back: '/case/1' });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/case/1');
    const cookie = response.headers.get('set-cookie');
    expect(cookie).toMatch(/^mode=elder; Path=\/; /);
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=lax/i);
    expect(cookie).not.toMatch(/Secure/i);
  });

  test('marks the cookie Secure behind a proxy that speaks TLS', async () => {
    const response = await submit({ locale: 'en' }, { 'x-forwarded-proto': 'https' });
    expect(response.headers.get('set-cookie')).toMatch(/Secure/i);
  });

  test("refuses another site's form and changes nothing", async () => {
    const response = await submit({ mode: 'elder' }, { 'sec-fetch-site': 'cross-site' });
    expect(response.status).toBe(403);
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  test('refuses a value that is not offered', async () => {
    const response = await submit({ locale: 'fr', mode: 'elder' });
    expect(response.status).toBe(400);
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  test('refuses a body that is longer than any form of ours', async () => {
    expect((await submit({ mode: 'elder', back: `/${'a'.repeat(5000)}` })).status).toBe(413);
  });

  test('offers no GET, so that a link cannot change anything', () => {
    expect(Object.keys(route)).toEqual(['POST']);
  });
});
