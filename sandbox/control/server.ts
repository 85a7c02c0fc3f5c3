import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { yesterday } from '../deaths.ts';
import { BodyTooLarge, listen, readBody, seeOther, sendHtml, sendJson, shut } from '../http.ts';
import { STYLE } from '../style.ts';
import { act, refused } from './actions.ts';
import { statementPage } from './bank-pages.ts';
import { inboxPage, mailPage } from './mail-pages.ts';
import { logPage, overviewPage } from './pages.ts';
import { type ControlOptions, LOG_LENGTH, personasOf, stateOf } from './state.ts';

/**
 * Starts the control page. Everything on it also answers as JSON below /control: GET departments, departments/<id>,
 * departments/<id>/log, mail (?to=<address>), mail/<id>, bank, personas, clock; POST departments/<id> (Behaviour), mail
 * (MailBehaviour), bank (BankBehaviour), bank/accounts (AccountChange), deaths (DeathNotice), files (none: the funeral homes
 * deliver now), clock ({ days } or { offsetMs }). A form gets a redirect to the page, JSON gets JSON.
 */
export async function startControl(
  options: ControlOptions,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    handle(options, request, response).catch((cause: unknown) => {
      console.error('the control page failed', cause);
      if (!response.headersSent) sendJson(response, 500, { problem: 'internal' });
    });
  });
  const port = await listen(server, options.port, options.host);
  return { url: `http://127.0.0.1:${port}`, close: () => shut(server) };
}

async function handle(
  options: ControlOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://sandbox.invalid');
  const path = pathname.split('/').filter(Boolean);
  if (request.method === 'POST') await post(options, path, request, response);
  else if (pathname === '/style.css') sendStyle(response);
  else if (path[0] === 'control') sendState(response, stateOf(options, path.slice(1), searchParams));
  else if (path[0] === 'departments') getLogPage(options, path[1], response);
  else if (path[0] === 'mail') getMailPage(options, path[1], searchParams.get('to') ?? '', response);
  else if (pathname === '/bank') sendHtml(response, 200, statementPage(options.bank.ledger().list()));
  else if (path.length === 0)
    sendHtml(response, 200, overview(options, searchParams.get('said') ?? undefined));
  else sendHtml(response, 404, overview(options, '没有这一页'));
}

function sendStyle(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'max-age=300' });
  response.end(STYLE);
}

function overview(
  { city, departments, mail, bank, clock, portalUrl }: ControlOptions,
  message: string | undefined,
): string {
  const now = clock.now();
  return overviewPage({
    departments,
    mail,
    bank,
    personas: personasOf(city),
    now: new Date(now.getTime() + 8 * 3_600_000).toISOString().replace(/\.\d+Z$/, '+08:00'),
    offsetMs: clock.offsetMs(),
    portalUrl,
    suggestedDate: yesterday(now),
    message,
  });
}

function sendState(response: ServerResponse, state: unknown): void {
  sendJson(response, state === undefined ? 404 : 200, state ?? { problem: 'not_found' });
}

function getLogPage({ departments }: ControlOptions, id: string | undefined, response: ServerResponse): void {
  const found = departments.find((running) => running.department.id === id);
  if (found) sendHtml(response, 200, logPage(found.department.name, found.ledger.list(LOG_LENGTH)));
  else seeOther(response, '/');
}

function getMailPage(
  { mail }: ControlOptions,
  id: string | undefined,
  to: string,
  response: ServerResponse,
): void {
  const found = mail.store.find(Number(id));
  if (id === undefined) sendHtml(response, 200, inboxPage(mail.store.list(to.trim() || undefined), to));
  else if (found) sendHtml(response, 200, mailPage(found));
  else seeOther(response, '/mail');
}

async function post(
  options: ControlOptions,
  path: string[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const isJson = request.headers['content-type']?.startsWith('application/json') ?? false;
  const input = await readInput(request, isJson);
  const trusted = isJson || !isForeign(request);
  const done = input === undefined || !trusted ? refused('请求无法读取') : await act(options, path, input);
  if (isJson) sendJson(response, done.status, done.body);
  else seeOther(response, `/?said=${encodeURIComponent(done.said)}`);
}

async function readInput(request: IncomingMessage, isJson: boolean): Promise<unknown> {
  try {
    const body = await readBody(request);
    return isJson ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof BodyTooLarge) return undefined;
    throw cause;
  }
}

/** A form on another site must not move this city. */
function isForeign(request: IncomingMessage): boolean {
  const site = request.headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}
