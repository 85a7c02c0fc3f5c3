import { createServer } from 'node:http';
import type { City } from '../city/city.ts';
import { listen, shut } from '../http.ts';
import { STYLE } from '../style.ts';
import type { Accounts } from './accounts.ts';
import { identityProvider } from './provider.ts';
import { signIn } from './sign-in.ts';

export type IdentityOptions = {
  /** Address under which browsers and the portal reach it; `null` is http://127.0.0.1 and the port taken. */
  issuer: string | null;
  clientId: string;
  clientSecret: string;
  portalUrl: string;
  host: string;
  port: number;
  city: City;
  accounts: Accounts;
};

export type RunningIdentity = { issuer: string; close(): Promise<void> };

/** Starts the identity platform: the protocol's endpoints, the sign-in pages, one style sheet. */
export async function startIdentity(options: IdentityOptions): Promise<RunningIdentity> {
  const server = createServer();
  const port = await listen(server, options.port, options.host);
  const issuer = options.issuer ?? `http://127.0.0.1:${port}`;
  const { city, accounts, portalUrl } = options;
  const provider = identityProvider({ ...options, issuer });
  const pages = signIn({ provider, city, accounts, portalUrl });
  const protocol = provider.callback();
  server.on('request', (request, response) => {
    if (request.url === '/style.css') {
      response.writeHead(200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'max-age=300' });
      response.end(STYLE);
    } else if (request.url?.startsWith('/sign-in/')) {
      pages.handle(request, response).catch((cause: unknown) => {
        console.error('sign-in failed', cause);
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
    } else {
      protocol(request, response);
    }
  });
  return { issuer, close: () => shut(server) };
}
