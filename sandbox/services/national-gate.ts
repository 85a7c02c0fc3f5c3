import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Who may ask through the gate, and for which service: what the platform has given to the city. */
export const REQUESTER = 'ALMZB0001';
export const SERVICE = 'MZ-HYDJ-0007';

/**
 * Whether a message carries the signature of the national platform: base64 of HMAC-SHA256 over service, requester and time.
 * This gate takes any time: a signature proves who asks, not when.
 */
export function isSignedByPlatform(
  prefix: 'gjzwfwpt' | 'gjgxjhpt',
  headers: IncomingHttpHeaders,
  secret: string,
): boolean {
  const of = (name: string) => String(headers[`${prefix}_${name}`] ?? '');
  if (of('rid') !== REQUESTER || of('sid') !== SERVICE || !/^\d{13}$/.test(of('rtime'))) return false;
  const expected = createHmac('sha256', secret)
    .update(of('sid') + of('rid') + of('rtime'))
    .digest();
  const given = Buffer.from(of('sign'), 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
