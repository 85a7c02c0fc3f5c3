import { createHmac } from 'node:crypto';
import { keyEnvironment } from './environment.ts';

/**
 * Keyed blind index of a normalised value, so that a person is found without the number standing in the clear.
 * `kind` keeps indexes of different things apart.
 */
export function blindIndex(
  kind: 'citizen_id' | 'login' | 'question' | 'feed_number' | 'feed_name',
  value: string,
): string {
  return createHmac('sha256', keyEnvironment().INDEX_KEY).update(`${kind}\0${value}`).digest('base64url');
}
