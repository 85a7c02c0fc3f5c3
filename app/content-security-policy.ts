type PolicyInput = {
  nonce: string;
  /** Development only: React needs eval, and the tools of Next put in styles and open a socket. */
  development: boolean;
  /** The identity provider's issuer address; sign-in redirects a form of ours there. */
  identityProvider: string;
};

/** The Content-Security-Policy of every page (CSP Level 3). Throws a TypeError when the issuer is not an absolute URL. */
export function contentSecurityPolicy({ nonce, development, identityProvider }: PolicyInput): string {
  const directives: Record<string, string[]> = {
    'default-src': ["'self'"],
    'script-src': [
      "'self'",
      `'nonce-${nonce}'`,
      "'strict-dynamic'",
      ...(development ? ["'unsafe-eval'"] : []),
    ],
    'style-src': ["'self'", ...(development ? ["'unsafe-inline'"] : [])],
    'connect-src': ["'self'", ...(development ? ['ws:'] : [])],
    'img-src': ["'self'", 'data:'],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
    'form-action': ["'self'", new URL(identityProvider).origin],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}
