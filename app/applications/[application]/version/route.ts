import { withTx } from '#db/with-tx.ts';
import { ApplicationId } from '#domain/ids.ts';
import { VerbError } from '#flow/problems.ts';
import { readApplicationVersion } from '#flow/read-application.ts';
import { authUnattended } from '../../../auth/auth.ts';
import { portal } from '../../../portal.ts';
import { unforeseen } from '../../../unforeseen.ts';

const HEADERS = { 'Cache-Control': 'private, no-store' };

/**
 * What a waiting page polls: `{ seq }`, which changes with every event of every case of an own application; 401 without
 * a session, 404 for anything else.
 */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ application: string }> },
): Promise<Response> {
  const id = ApplicationId.safeParse((await params).application);
  const actor = await authUnattended();
  if (actor === undefined) return new Response(null, { status: 401, headers: HEADERS });
  if (!id.success) return new Response(null, { status: 404, headers: HEADERS });
  try {
    const { version } = await withTx(portal().pool, actor, (tx) =>
      readApplicationVersion(tx, actor, id.data),
    );
    return Response.json({ seq: version }, { headers: HEADERS });
  } catch (error) {
    if (!(error instanceof VerbError)) throw unforeseen(error);
    return new Response(null, { status: 404, headers: HEADERS });
  }
}
