import { listPublishedKeys } from '#flow/publish-keys.ts';
import { SYSTEM } from '#flow/system.ts';
import { read } from '../../read.ts';

/**
 * JSON Web Key Set (RFC 7517) of the keys that calls and call tokens are signed with. `heads` are those of the ledger; readers
 * that look for `keys` alone pass over it.
 */
export async function GET(): Promise<Response> {
  const { calls, heads } = await read(SYSTEM.portal, listPublishedKeys);
  return Response.json(
    { keys: calls.map((key) => ({ ...key, use: 'sig' })), heads },
    { headers: { 'content-type': 'application/jwk-set+json' } },
  );
}
