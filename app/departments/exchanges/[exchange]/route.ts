import { withTx } from '#db/with-tx.ts';
import { ExchangeId } from '#domain/ids.ts';
import { VerbError } from '#flow/problems.ts';
import { exportExchange } from '#flow/proof/export-exchange.ts';
import { auth } from '../../../auth/auth.ts';
import { portal } from '../../../portal.ts';
import { isSameOrigin } from '../../../preferences/same-origin.ts';
import { unforeseen } from '../../../unforeseen.ts';

const HEADERS = { 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' };

/**
 * One exchange as a file that anybody can verify without us (docs/ledger). A POST from our own page only: it leaves a leaf in
 * the ledger. 404 for whoever may not, as for an exchange that is not there; 503 for the moment until it is sealed.
 */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ exchange: string }> },
): Promise<Response> {
  const id = ExchangeId.safeParse((await params).exchange);
  const actor = await auth();
  if (actor === undefined || !id.success || !isSameOrigin(request.headers)) return none(404);
  const { pool, clock } = portal();
  try {
    const file = await withTx(pool, actor, (tx) => exportExchange(tx, actor, clock(), id.data));
    if (file === 'not_sealed') return none(503, { 'Retry-After': '2' });
    return new Response(JSON.stringify(file, null, 2), {
      headers: {
        ...HEADERS,
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Disposition': `attachment; filename="${id.data}.json"`,
      },
    });
  } catch (error) {
    if (!(error instanceof VerbError)) throw unforeseen(error);
    return none(404);
  }
}

function none(status: number, more: Record<string, string> = {}): Response {
  return new Response(null, { status, headers: { ...HEADERS, ...more } });
}
