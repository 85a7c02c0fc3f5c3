import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { city } from '../departments/testing.ts';
import { accountsOf } from './accounts.ts';
import { type RunningIdentity, startIdentity } from './server.ts';

const PORTAL = 'http://portal.invalid:4300';
const CLIENT = { clientId: 'portal', clientSecret: 'a-client-secret-of-the-test' };
const CALLBACK = `${PORTAL}/api/auth/callback/province`;

let identity: RunningIdentity;
beforeAll(async () => {
  const accounts = accountsOf(
    city,
    (person) => person.death === null,
    () => '2026-11-22',
  );
  identity = await startIdentity({
    issuer: null,
    ...CLIENT,
    portalUrl: PORTAL,
    host: '127.0.0.1',
    port: 0,
    city,
    accounts,
  });
});
afterAll(() => identity.close());

/** A browser without JavaScript: keeps cookies, follows no redirect by itself. */
function browser() {
  const jar = new Map<string, string>();
  const visit = async (address: string, form?: Record<string, string>) => {
    const response = await fetch(new URL(address, identity.issuer), {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return { response, text: await response.text(), location: response.headers.get('location') ?? '' };
  };
  return { visit };
}

const verifier = randomBytes(32).toString('base64url');
const challenge = createHash('sha256').update(verifier).digest('base64url');

function authorisation(extra: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    client_id: CLIENT.clientId,
    redirect_uri: CALLBACK,
    response_type: 'code',
    scope: 'openid profile identity',
    state: 'the-state',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...extra,
  });
  return `/auth?${query}`;
}

/** Carries out the sign-in with both factors and gives the address to which the browser is sent in the end. */
async function signedIn(step: 'resident' | 'staff', form: Record<string, string>): Promise<string> {
  const { visit } = browser();
  const { location: page } = await visit(authorisation());
  const { location: codePage } = await visit(`${page}/${step}`, form);
  const { text } = await visit(codePage);
  const code = /<code class="n">(\d{6})<\/code>/.exec(text)?.[1] ?? '';
  const { location: resume } = await visit(codePage, { code });
  return (await visit(resume)).location;
}

async function claimsAfter(callback: string) {
  const { token_endpoint, userinfo_endpoint } = z
    .object({ token_endpoint: z.string(), userinfo_endpoint: z.string() })
    .parse(await (await fetch(`${identity.issuer}/.well-known/openid-configuration`)).json());
  const response = await fetch(token_endpoint, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${CLIENT.clientId}:${CLIENT.clientSecret}`).toString('base64')}`,
    },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: new URL(callback).searchParams.get('code') ?? '',
      redirect_uri: CALLBACK,
      code_verifier: verifier,
    }),
  });
  const tokens = z.object({ access_token: z.string(), id_token: z.string() }).parse(await response.json());
  const info = await fetch(userinfo_endpoint, {
    headers: { authorization: `Bearer ${tokens.access_token}` },
  });
  const idToken: unknown = JSON.parse(
    Buffer.from(tokens.id_token.split('.')[1] ?? '', 'base64url').toString(),
  );
  return { info: await info.json(), idToken };
}

describe('a resident', () => {
  test('signs in with number and code, and the portal learns name, number, birth, area and e-mail address', async () => {
    const callback = await signedIn('resident', { idNumber: city.get('daughter').idNumber });
    expect(callback).toMatch(new RegExp(`^${CALLBACK}\\?code=.*state=the-state`));
    const { info, idToken } = await claimsAfter(callback);
    const expected = {
      name: '周静',
      kind: 'resident',
      id_number: city.get('daughter').idNumber,
      birth_date: '1985-04-12',
      area: '990102',
      email: 'daughter@anlan.example',
      amr: ['sms'],
    };
    expect(info).toMatchObject(expected);
    expect(idToken).toMatchObject(expected);
  });

  test('is sent back to the form with a message where the number is unknown or the person has died', async () => {
    for (const idNumber of ['990102195803150012', city.get('daughter-deceased').idNumber]) {
      const { visit } = browser();
      const { location } = await visit(authorisation());
      const { response, text } = await visit(`${location}/resident`, { idNumber });
      expect(response.status).toBe(422);
      expect(text).toContain('没有可以用这个号码登录的人');
    }
  });

  test('has five tries for the code', async () => {
    const { visit } = browser();
    const { location } = await visit(authorisation());
    await visit(`${location}/resident`, { idNumber: city.get('daughter').idNumber });
    const statuses = [];
    for (let attempt = 0; attempt < 5; attempt++)
      statuses.push((await visit(`${location}/code`, { code: 'wrong' })).response.status);
    expect(statuses).toEqual([422, 422, 422, 422, 400]);
  });

  test('finds people by name and is asked anew each time', async () => {
    const { visit } = browser();
    const { location } = await visit(authorisation());
    expect((await visit(`${location}?q=${encodeURIComponent('许鑫')}`)).text).toContain('以此人登录');
    expect((await visit(`${location}?q=nobody`)).text).toContain('没有找到');
    await visit(`${location}/resident`, { idNumber: city.get('daughter').idNumber });
    const { text } = await visit(`${location}/code`);
    const { location: resume } = await visit(`${location}/code`, {
      code: /(\d{6})<\/code>/.exec(text)?.[1] ?? '',
    });
    await visit(resume);
    expect((await visit(authorisation())).location).toMatch(/^\/sign-in\//);
  });

  test('may leave without signing in', async () => {
    const { visit } = browser();
    const { location } = await visit(authorisation());
    const { location: resume } = await visit(`${location}/cancel`, {});
    expect((await visit(resume)).location).toContain('error=access_denied');
  });
});

describe('a member of staff', () => {
  test('signs in with password and one-time password, and the portal learns number, roles and factors', async () => {
    const callback = await signedIn('staff', { number: '102027', password: 'anlan-102027' });
    const { info } = await claimsAfter(callback);
    expect(info).toMatchObject({ kind: 'staff', staff_number: '102027', roles: ['clerk'], area: '990102' });
    expect(info).toMatchObject({ amr: ['pwd', 'otp', 'mfa'] });
    expect(info).not.toHaveProperty('id_number');
  });

  test('does not get to the second factor with a wrong password', async () => {
    const { visit } = browser();
    const { location } = await visit(authorisation());
    expect((await visit(`${location}/staff`, { number: '102027', password: 'no' })).response.status).toBe(
      422,
    );
  });

  test('is shown the staff form where the portal hints at it', async () => {
    const { visit } = browser();
    const { location } = await visit(authorisation({ login_hint: 'staff' }));
    expect((await visit(location)).text).toContain('工作人员登录</h1>');
  });
});

describe('the platform', () => {
  test('refuses a client without PKCE and a callback outside the portal', async () => {
    const { visit } = browser();
    expect(
      (await visit(authorisation({ redirect_uri: 'http://elsewhere.invalid/api/auth/callback/x' }))).response
        .status,
    ).toBe(400);
    const without = authorisation().replace(/&code_challenge[^&]*/g, '');
    expect((await visit(without)).location).toContain('error=invalid_request');
  });

  test('lets its forms lead to the portal and to nothing else', async () => {
    const { visit } = browser();
    const { location } = await visit(authorisation());
    const policy = (await visit(location)).response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`form-action 'self' ${PORTAL}`);
    expect(policy).toContain("default-src 'none'");
  });

  test('knows nothing of a sign-in that another browser began', async () => {
    const { location } = await browser().visit(authorisation());
    expect((await browser().visit(location)).response.status).toBe(400);
  });
});
