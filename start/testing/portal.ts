import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { ApplicationId } from '#domain/ids.ts';
import { beginSession } from '#flow/sign-in.ts';
import type { Resident, TestCity } from '#flow/testing/city.ts';
import { type Child, startChild } from '../child.ts';
import { findFreePort } from '../ports.ts';
import { signal } from '../process-table.ts';
import { waitUntil } from '../waiting.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const NEXT = `${PROJECT}/node_modules/next/dist/bin/next`;
const A_DAY_MS = 86_400_000;

/** A portal as in production, on a test city's database, that a test may kill and start again. */
export interface TestPortal {
  readonly url: string;
  start(): Promise<void>;
  kill(): Promise<void>;
}

/** Describes a portal; it needs a build that was made with the same action key. */
export async function describePortal(city: TestCity, actionKey: string): Promise<TestPortal> {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'production',
    PORTAL_URL: url,
    NEXTAUTH_URL: url,
    DATABASE_URL: city.database.url('mz_portal'),
    SESSION_SECRET: 'only-for-portals-of-tests-that-kill-them',
    OIDC_ISSUER: 'http://127.0.0.1:9',
    OIDC_CLIENT_ID: 'mianzheng-portal',
    OIDC_CLIENT_SECRET: 'only-for-portals-of-tests',
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionKey,
  };
  let running: Child | undefined;
  const isServing = () =>
    fetch(`${url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
  return {
    url,
    async start() {
      running = await startChild(
        {
          name: 'portal',
          command: process.execPath,
          args: [NEXT, 'start', '--port', String(port), '--hostname', '127.0.0.1'],
          folder: PROJECT,
          env,
        },
        () => undefined,
      );
      await waitUntil(isServing, 60);
    },
    async kill() {
      if (running === undefined) return;
      signal(-running.pid, 'SIGKILL');
      await running.ended;
      running = undefined;
    },
  };
}

/** A browser without scripts, signed in as a resident: it has a cookie and sends forms as they stand on a page. */
export interface PlainBrowser {
  get(path: string): Promise<string>;
  /** Sends the one form of a page that holds this field; returns the path to which it leads. */
  send(path: string, field: string): Promise<string>;
}

/** Signs a resident in by writing a session. */
export async function openPlainBrowser(
  city: TestCity,
  portal: TestPortal,
  actor: Resident,
): Promise<PlainBrowser> {
  const token = randomBytes(32).toString('base64url');
  const now = new Date();
  await beginSession(city.portal, token, actor.id, new Date(now.getTime() + A_DAY_MS), now);
  const headers = { cookie: `mz-session=${token}`, origin: portal.url };
  const get = async (path: string) => {
    const response = await fetch(`${portal.url}${path}`, { headers });
    if (!response.ok) throw new Error(`the page answers ${response.status}`);
    return response.text();
  };
  return {
    get,
    async send(path, field) {
      const form = formWith(await get(path), field);
      const sent = await fetch(`${portal.url}${path}`, {
        method: 'POST',
        headers,
        body: form,
        redirect: 'manual',
      });
      const to = sent.headers.get('location');
      if (sent.status !== 303 || to === null) throw new Error(`the form is answered ${sent.status}`);
      return new URL(to, portal.url).pathname;
    },
  };
}

/** The hidden fields of the form that holds `field`, as the server has written them. */
function formWith(html: string, field: string): FormData {
  const markup = html.match(/<form[\s\S]*?<\/form>/g)?.find((each) => each.includes(`name="${field}"`));
  if (markup === undefined) throw new Error(`no form with ${field}`);
  const form = new FormData();
  for (const input of markup.match(/<input[^>]*>/g) ?? []) {
    const name = /name="([^"]*)"/.exec(input)?.[1];
    if (name !== undefined) form.append(name, /value="([^"]*)"/.exec(input)?.[1] ?? '');
  }
  return form;
}

/** Where the last page of a draft is. */
export const checkPath = (id: ApplicationId): string => `/apply/${id}/check`;

/** Ends one back end of the database, rather one in the middle of something, as a crash would. Returns whether there was one. */
export async function killBackEnd(city: TestCity): Promise<boolean> {
  const { rowCount } = await city.superuser.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and usename in ('mz_portal', 'mz_broker')
     order by state = 'active' desc, random() limit 1`,
  );
  return rowCount === 1;
}
