import { z } from 'zod';

/** Who has to do something about it: the one who asked, this portal, or the department. */
export const ProblemOrigin = z.enum(['caller', 'portal', 'department']);
export type ProblemOrigin = z.infer<typeof ProblemOrigin>;

/**
 * Every problem that either side may answer with: its HTTP status, whose it is when a department says it, and whether the
 * same question may be sent again.
 */
export const PROBLEMS = {
  /** Not JSON, or not as the schema has it. */
  malformed: { status: 400, origin: 'caller', retryable: false },
  /** Not UTF-8. */
  bad_charset: { status: 400, origin: 'caller', retryable: false },
  too_large: { status: 413, origin: 'caller', retryable: false },
  /** The body did not arrive in time. */
  too_slow: { status: 408, origin: 'caller', retryable: true },
  /** No signature, one of an unknown key, or one that is not of this message. */
  bad_signature: { status: 401, origin: 'caller', retryable: false },
  /** No call token, or none that this message may carry. */
  unauthorised: { status: 401, origin: 'caller', retryable: false },
  expired_token: { status: 401, origin: 'caller', retryable: true },
  /** The token, or the event, has been used before. */
  replayed: { status: 409, origin: 'caller', retryable: true },
  /** The same call asked something else before. */
  conflict: { status: 409, origin: 'caller', retryable: false },
  /** Another number of persons than this evidence is about, or another person than the call's. */
  wrong_subject: { status: 422, origin: 'caller', retryable: false },
  unknown_field: { status: 422, origin: 'caller', retryable: false },
  /** A value that has to be given along is missing. */
  missing_value: { status: 422, origin: 'caller', retryable: false },
  not_permitted: { status: 403, origin: 'caller', retryable: false },
  not_found: { status: 404, origin: 'caller', retryable: false },
  quota: { status: 429, origin: 'department', retryable: true },
  suspended: { status: 503, origin: 'department', retryable: true },
  down: { status: 503, origin: 'department', retryable: true },
} as const satisfies Record<string, { status: number; origin: ProblemOrigin; retryable: boolean }>;

export type ProblemCode = keyof typeof PROBLEMS;

/** Problem details (RFC 9457), with who is at fault and whether and when to ask again. No personal value stands in them. */
export const Problem = z.object({
  /** `urn:mianzheng:problem:<code>`; the meaning of every code stands in the documentation. */
  type: z.string().max(200),
  title: z.string().max(200),
  status: z.int(),
  detail: z.string().max(500).optional(),
  code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
  origin: ProblemOrigin,
  retryable: z.boolean(),
  /** Seconds after which the same question may be sent again. */
  retryAfterSeconds: z.int().nonnegative().optional(),
  /** The call, or the trace id of `traceparent`: both sides find the message in their logs by it. */
  correlation: z.string().max(120).optional(),
});
export type Problem = z.infer<typeof Problem>;

/** Problem details of a code; `more` overrides what the code alone does not settle. */
export function problem(
  code: ProblemCode,
  title: string,
  more: Partial<Omit<Problem, 'code'>> = {},
): Problem {
  return { type: `urn:mianzheng:problem:${code}`, title, code, ...PROBLEMS[code], ...more };
}
