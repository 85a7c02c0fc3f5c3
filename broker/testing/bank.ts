import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { PaymentLine } from '../bank-client.ts';

const Submitted = z.object({
  lines: z.array(
    z.object({
      order: z.string(),
      account: z.string(),
      name: z.string(),
      amountFen: z.int().positive(),
      memo: z.string(),
    }),
  ),
});

/** What the test has the bank do. */
export interface BankScript {
  /** So many answers are lost after the bank has done what it was asked. */
  losesAnswers: number;
  /** Every submission is refused with this code; nothing of it is taken. */
  refuses: string | null;
  /** Accounts from which the money comes back. */
  closedAccounts: Set<string>;
  isPending: boolean;
}

/** A bank on a real socket that keeps a book: each order is carried out once, whatever names it again. */
export interface ScriptedBank {
  url: string;
  script: BankScript;
  /** What it was told to pay and has paid or tried to, by order. */
  book: ReadonlyMap<string, PaymentLine>;
  submissions: readonly string[];
  statements: readonly string[];
  close(): Promise<void>;
}

export async function openBank(): Promise<ScriptedBank> {
  const script: BankScript = { losesAnswers: 0, refuses: null, closedAccounts: new Set(), isPending: false };
  const book = new Map<string, PaymentLine>();
  const batches = new Map<string, PaymentLine[]>();
  const submissions: string[] = [];
  const statements: string[] = [];
  const statementOf = (id: string, lines: readonly PaymentLine[]) => ({
    id,
    status: script.isPending ? 'accepted' : 'settled',
    lines: lines.map(({ order, account }) => {
      if (script.isPending) return { order, result: 'pending', reason: null };
      const done = { order, reference: `R-${order}`, at: '2026-04-21T15:00:00+08:00' };
      return script.closedAccounts.has(account)
        ? { ...done, result: 'bounced', reason: 'account_closed' }
        : { ...done, result: 'paid', reason: null };
    }),
  });
  const answer = (method: string, id: string, body: string): [number, unknown] => {
    if (method === 'GET') {
      statements.push(id);
      const lines = batches.get(id);
      return lines === undefined ? [404, { code: 'not_found' }] : [200, statementOf(id, lines)];
    }
    submissions.push(id);
    if (script.refuses !== null) return [422, { code: script.refuses }];
    const { lines } = Submitted.parse(JSON.parse(body));
    batches.set(id, batches.get(id) ?? lines);
    for (const line of lines) if (!book.has(line.order)) book.set(line.order, line);
    return [201, statementOf(id, lines)];
  };
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(Buffer.from(piece));
    const id = decodeURIComponent(request.url?.split('/').at(-1) ?? '');
    const [status, told] = answer(request.method ?? '', id, Buffer.concat(pieces).toString('utf8'));
    if (script.losesAnswers > 0) {
      script.losesAnswers -= 1;
      request.socket.destroy();
      return;
    }
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(told));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    script,
    book,
    submissions,
    statements,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
