import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { interactionPolicy, Provider } from 'oidc-provider';
import type { Accounts } from './accounts.ts';
import { memory } from './memory.ts';
import { failedPage } from './pages.ts';

export type ProviderOptions = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  portalUrl: string;
  accounts: Accounts;
};

/** What each scope tells the portal. */
const CLAIMS = {
  openid: ['sub', 'kind', 'amr'],
  profile: ['name', 'locale'],
  identity: ['area', 'id_number', 'birth_date', 'email', 'staff_number', 'roles', 'department'],
};
const SCOPES = Object.keys(CLAIMS);

/**
 * 省统一身份认证, make-believe: OpenID Connect with authorization code and PKCE. Keys and sessions live in this process
 * only and die with it. Nobody stays signed in here, so that the next visitor can be somebody else.
 */
export function identityProvider(options: ProviderOptions): Provider {
  const { issuer, clientId, clientSecret, portalUrl, accounts } = options;
  return new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${portalUrl}/api/auth/callback/province`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [signingKey()] },
    cookies: { keys: [randomBytes(32).toString('hex')], names: { interaction: 'sandbox_sign_in' } },
    scopes: SCOPES,
    claims: CLAIMS,
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    adapter: memory(),
    renderError(context, out) {
      context.type = 'html';
      context.body = failedPage(out.error_description ?? out.error);
    },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      IdToken: 600,
      Interaction: 1_800,
      Session: 1_800,
      Grant: 1_800,
    },
    interactions: {
      url: (_context, interaction) => `/sign-in/${interaction.uid}`,
      policy: alwaysAsk(),
    },
    findAccount: (_context, sub) => {
      const known = accounts.findClaims(sub);
      return known && { accountId: sub, claims: () => ({ ...known }) };
    },
    // The portal is the platform's own client: what it may know is settled by law, not by a page of consent.
    async loadExistingGrant(context) {
      const { client, session } = context.oidc;
      if (!client || !session?.accountId) return undefined;
      const grant = new context.oidc.provider.Grant({
        clientId: client.clientId,
        accountId: session.accountId,
      });
      grant.addOIDCScope(SCOPES.join(' '));
      await grant.save();
      return grant;
    },
  });
}

/** Asks for a sign-in each time, whatever the browser still holds. */
function alwaysAsk() {
  const policy = interactionPolicy.base();
  const { Check } = interactionPolicy;
  policy
    .get('login')
    ?.checks.add(
      new Check('sign_in_each_time', 'everybody signs in anew', (context) =>
        context.oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
      ),
    );
  policy.remove('consent');
  return policy;
}

function signingKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'sandbox' };
}
