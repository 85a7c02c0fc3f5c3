import { withTx } from '#db/with-tx.ts';
import { ConnectorId } from '#domain/ids.ts';
import { readVersion } from '#flow/connectors/read-version.ts';
import { VerbError } from '#flow/problems.ts';
import { authUnattended } from '../../../../../../auth/auth.ts';
import { portal } from '../../../../../../portal.ts';
import { unforeseen } from '../../../../../../unforeseen.ts';
import { progressOf } from '../../../../../task-progress.ts';

const HEADERS = { 'Cache-Control': 'private, no-store' };

/** What a page that waits for a test polls: `{ seq }`, how far the tasks have come; 401 without a session, else 404. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ connector: string; version: string }> },
): Promise<Response> {
  const { connector, version } = await params;
  const id = ConnectorId.safeParse(connector);
  const actor = await authUnattended();
  if (actor === undefined) return new Response(null, { status: 401, headers: HEADERS });
  if (!id.success) return new Response(null, { status: 404, headers: HEADERS });
  const { pool, clock } = portal();
  try {
    const view = await withTx(pool, actor, (tx) => readVersion(tx, actor, clock(), id.data, Number(version)));
    return Response.json({ seq: progressOf(view) }, { headers: HEADERS });
  } catch (error) {
    if (!(error instanceof VerbError)) throw unforeseen(error);
    return new Response(null, { status: 404, headers: HEADERS });
  }
}
