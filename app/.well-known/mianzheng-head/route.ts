import { z } from 'zod';
import { withTx } from '#db/with-tx.ts';
import { readHead } from '#flow/proof/read-head.ts';
import { SYSTEM } from '#flow/system.ts';
import { portal } from '../../portal.ts';

const Since = z.coerce.number().int().positive().nullable();
const HEADERS = { 'Cache-Control': 'no-store' };

/**
 * The newest signed head of the ledger; with `?since=<size>` also the proof that the head of that size is its beginning.
 * Public: departments and residents keep heads, so that nothing sealed can be taken back unnoticed.
 */
export async function GET(request: Request): Promise<Response> {
  const since = Since.safeParse(new URL(request.url).searchParams.get('since'));
  if (!since.success) return new Response(null, { status: 400, headers: HEADERS });
  const found = await withTx(portal().pool, SYSTEM.portal, (tx) => readHead(tx, since.data));
  if (found === undefined) return new Response(null, { status: 404, headers: HEADERS });
  return Response.json(found, { headers: HEADERS });
}
