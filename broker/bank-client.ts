import { z } from 'zod';
import { log } from '#flow/log.ts';
import { type BankSettings, callBank } from './bank-call.ts';

/** One payment of a batch. */
export interface PaymentLine {
  /** The payment order's id; the bank pays each once, whatever batch names it. */
  order: string;
  account: string;
  /** The account's holder. */
  name: string;
  /** Whole fen, more than 0. */
  amountFen: number;
  /** What the holder reads on the bank statement. */
  memo: string;
}

/**
 * What became of a submission. `refused`: nothing of it was taken, and the same again would be refused again; the bank's
 * code says why. `unavailable`: it may have been taken or not; the same batch may be submitted again at any time.
 */
export type Submission = 'accepted' | { refused: string } | 'unavailable';

const LineResult = z.discriminatedUnion('result', [
  z.object({ order: z.string(), result: z.literal('pending'), reason: z.null() }),
  z.object({
    order: z.string(),
    result: z.literal('paid'),
    reason: z.null(),
    reference: z.string().min(1),
    at: z.iso.datetime({ offset: true }),
  }),
  z.object({
    order: z.string(),
    result: z.literal('bounced'),
    reason: z.enum(['no_such_account', 'name_mismatch', 'account_closed', 'duplicate_order']),
    reference: z.string().min(1),
    at: z.iso.datetime({ offset: true }),
  }),
]);
export type LineResult = z.infer<typeof LineResult>;

/** A batch as the bank's book has it: `settled` once no line is pending any more. */
export const BatchStatement = z.object({
  id: z.string(),
  status: z.enum(['accepted', 'settled']),
  lines: z.array(LineResult).min(1),
});
export type BatchStatement = z.infer<typeof BatchStatement>;

/** `unknown`: the bank has no such batch. */
export type Statement = BatchStatement | 'unknown' | 'unavailable';

/** The bank that pays for the city. Neither function throws for what a bank does. */
export interface BankClient {
  /** Orders a batch; repeating the same one has no further effect. */
  submit(batch: { id: string; lines: readonly PaymentLine[] }): Promise<Submission>;
  statement(id: string): Promise<Statement>;
}

const Problem = z.object({ code: z.string().regex(/^[a-z_]{1,40}$/) });
/** Refusals that are about this batch; every other one (credential, path, overload) is not the batch's fault. */
const FINAL = [400, 409, 413, 422];

/** Opens a client; nothing is connected before the first call. Redirects are not followed. */
export function openBankClient(settings: BankSettings): BankClient {
  return {
    async submit({ id, lines }) {
      const answer = await callBank(settings, 'PUT', id, JSON.stringify({ lines }));
      if ('failure' in answer) return unavailable(answer.failure);
      if (answer.status === 200 || answer.status === 201)
        return readStatement(answer.body, id) === undefined ? unavailable('malformed') : 'accepted';
      const problem = Problem.safeParse(parseJson(answer.body));
      if (FINAL.includes(answer.status) && problem.success) return { refused: problem.data.code };
      return unavailable(`status:${answer.status}`);
    },
    async statement(id) {
      const answer = await callBank(settings, 'GET', id);
      if ('failure' in answer) return unavailable(answer.failure);
      if (answer.status === 200) return readStatement(answer.body, id) ?? unavailable('malformed');
      const problem = Problem.safeParse(parseJson(answer.body));
      // A gateway's own 404 says nothing about the batch.
      if (answer.status === 404 && problem.data?.code === 'not_found') return 'unknown';
      return unavailable(`status:${answer.status}`);
    },
  };
}

function unavailable(cause: string): 'unavailable' {
  log.warn({ cause }, 'the bank gave no answer that can be used');
  return 'unavailable';
}

/** A statement of this batch; undefined if it is none, or another's. */
function readStatement(body: string, id: string): BatchStatement | undefined {
  const statement = BatchStatement.safeParse(parseJson(body)).data;
  return statement?.id === id ? statement : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
