import { withTx } from '#db/with-tx.ts';
import { CaseId } from '#domain/ids.ts';
import { VerbError } from '#flow/problems.ts';
import { readCaseVersion } from '#flow/read-case.ts';
import { authUnattended } from '../../../auth/auth.ts';
import { portal } from '../../../portal.ts';
import { unforeseen } from '../../../unforeseen.ts';

const HEADERS = { 'Cache-Control': 'private, no-store' };

/** What a waiting page polls: `{ seq, status }` of an own case; 401 without a session, 404 for anything else. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ case: string }> },
): Promise<Response> {
  const id = CaseId.safeParse((await params).case);
  const actor = await authUnattended();
  if (actor === undefined) return new Response(null, { status: 401, headers: HEADERS });
  if (!id.success) return new Response(null, { status: 404, headers: HEADERS });
  try {
    const { seq, status } = await withTx(portal().pool, actor, (tx) => readCaseVersion(tx, actor, id.data));
    return Response.json({ seq, status }, { headers: HEADERS });
  } catch (error) {
    if (!(error instanceof VerbError)) throw unforeseen(error);
    return new Response(null, { status: 404, headers: HEADERS });
  }
}
