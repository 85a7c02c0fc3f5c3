import { z } from 'zod';

/**
 * How the city pays through the bank. All bodies are JSON in UTF-8, at most 1 MB; every request carries
 * `Authorization: Bearer <secret>`.
 *
 * PUT /batches/<id>  Batch → 201 Statement, and 200 Statement for the same batch again
 * GET /batches/<id>  → 200 Statement
 *
 * Everything else is problem details (RFC 9457) with a `code`.
 */
export const Batch = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        /** The payer's own number of the payment; the bank pays it once, in whichever batch it comes first. */
        order: z.string().regex(/^[\w-]{1,64}$/),
        account: z.string().min(1).max(40),
        name: z.string().min(1).max(100),
        amountFen: z.number().int().min(1).max(10_000_000_000),
        memo: z.string().max(100),
      }),
    )
    .min(1)
    .max(1_000),
});
export type Batch = z.infer<typeof Batch>;
export type BatchLine = Batch['lines'][number];

export const BatchId = z.string().regex(/^[\w-]{1,64}$/);

export const BOUNCE_REASONS = [
  'no_such_account',
  'name_mismatch',
  'account_closed',
  'duplicate_order',
] as const;
export type BounceReason = (typeof BOUNCE_REASONS)[number];

/** What became of a line; `reference` and `at` (an instant by the sandbox's clock) once it is settled. */
export type LineResult = {
  order: string;
  result: 'pending' | 'paid' | 'bounced';
  reason: BounceReason | null;
  reference: string | null;
  at: string | null;
};

/** A batch is settled once none of its lines is pending. */
export type Statement = { id: string; status: 'accepted' | 'settled'; lines: LineResult[] };

const PROBLEMS = {
  bad_id: [400, '批次编号不符合规范'],
  bad_json: [400, '请求不是JSON'],
  unauthorised: [401, '接口凭证不正确'],
  not_found: [404, '没有这个批次或接口'],
  method_not_allowed: [405, '这个接口不支持这种方法'],
  batch_conflict: [409, '同一批次编号的内容不同'],
  too_large: [413, '请求超过1MB'],
  invalid: [422, '批次内容不符合规范'],
  order_repeated: [422, '同一批次里有重复的付款编号'],
  internal: [500, '系统内部错误'],
  down: [503, '系统维护中'],
} as const satisfies Record<string, readonly [number, string]>;
export type ProblemCode = keyof typeof PROBLEMS;

export type Problem = {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  /** For `invalid`: what is wrong where, by JSON pointer; never the value itself. */
  errors?: { pointer: string; detail: string }[];
};

export function problem(code: ProblemCode, issues: readonly z.core.$ZodIssue[] = []): Problem {
  const [status, title] = PROBLEMS[code];
  const errors = issues.map(({ path, message }) => ({
    pointer: `#/${path.map(String).join('/')}`,
    detail: message,
  }));
  const known = { type: `urn:anlan-bank:problem:${code}`, title, status, code };
  return errors.length === 0 ? known : { ...known, errors };
}
