import type { AuthOptions } from 'next-auth';
import { portalEnvironment } from '#flow/environment.ts';
import { log } from '#flow/log.ts';
import { IdentityClaims, saveAccount } from '#flow/sign-in.ts';
import { portal } from '../portal.ts';
import { sessionAdapter } from './adapter.ts';
import { cookieOptions, csrfCookieName, sessionCookieName } from './cookies.ts';

/** The province's unified identity platform (统一身份认证), the only way in. */
export const PROVIDER = 'province';
/** The longest that a session can live; unused it ends much sooner (flow/sign-in.ts). */
const SESSION_SECONDS = 12 * 60 * 60;

/** Settings of next-auth: OpenID Connect with PKCE, state and nonce; sessions in the database. */
export function authOptions(): AuthOptions {
  const environment = portalEnvironment();
  const issuer = environment.OIDC_ISSUER;
  const options = cookieOptions();
  return {
    secret: environment.SESSION_SECRET,
    adapter: sessionAdapter(issuer),
    session: { strategy: 'database', maxAge: SESSION_SECONDS },
    cookies: {
      sessionToken: { name: sessionCookieName(), options },
      csrfToken: { name: csrfCookieName(), options },
    },
    pages: { signIn: '/sign-in', error: '/sign-in/failed' },
    // Codes only: what comes with them may hold tokens or claims.
    logger: {
      error: (code) => log.error({ code }, 'sign-in'),
      warn: () => undefined,
      debug: () => undefined,
    },
    providers: [
      {
        id: PROVIDER,
        name: PROVIDER,
        type: 'oauth',
        wellKnown: `${issuer}/.well-known/openid-configuration`,
        clientId: environment.OIDC_CLIENT_ID,
        clientSecret: environment.OIDC_CLIENT_SECRET,
        authorization: { params: { scope: 'openid profile identity' } },
        checks: ['pkce', 'state', 'nonce'],
        idToken: true,
        profile: (claims: unknown) => {
          const identity = IdentityClaims.parse(claims);
          return { ...identity, id: identity.sub };
        },
      },
    ],
    callbacks: {
      // Renews what the identity platform is the authority for, at every sign-in.
      async signIn({ profile }) {
        const { pool, clock } = portal();
        const claims = IdentityClaims.safeParse(profile);
        if (!claims.success) return false;
        await saveAccount(pool, clock(), issuer, claims.data);
        return true;
      },
      redirect: ({ url, baseUrl }) => (url.startsWith(`${baseUrl}/`) || url === baseUrl ? url : baseUrl),
    },
  };
}
