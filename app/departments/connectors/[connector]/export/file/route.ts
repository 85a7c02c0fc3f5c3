import { z } from 'zod';
import { CivilDate, civilDateAt } from '#domain/dates.ts';
import { ConnectorId } from '#domain/ids.ts';
import { beginExport } from '#flow/control/export.ts';
import { csvLines, jsonLines } from '#flow/control/export-lines.ts';
import { VerbError } from '#flow/problems.ts';
import { auth } from '../../../../../auth/auth.ts';
import { portal } from '../../../../../portal.ts';
import { isSameOrigin } from '../../../../../preferences/same-origin.ts';
import { unforeseen } from '../../../../../unforeseen.ts';

const FORMATS = {
  csv: { write: csvLines, type: 'text/csv; charset=utf-8', ending: 'csv' },
  jsonl: { write: jsonLines, type: 'application/jsonl; charset=utf-8', ending: 'jsonl' },
} as const;

const Day = z.union([CivilDate, z.literal('').transform(() => null)]);
const Wanted = z.object({
  from: Day.default(null),
  to: Day.default(null),
  format: z.enum(['csv', 'jsonl']),
});

/**
 * Everything that was asked of a connector, as a file that grows while it is read. A POST from our own page only: it leaves a
 * leaf in the ledger, which is committed before the first byte. 404 for whoever may not, as for a connector that is not there.
 */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ connector: string }> },
): Promise<Response> {
  const id = ConnectorId.safeParse((await params).connector);
  const actor = await auth();
  if (actor === undefined || !id.success || !isSameOrigin(request.headers)) return none(404);
  const wanted = Wanted.safeParse(Object.fromEntries(await request.formData()));
  if (!wanted.success) return back(id.data);
  const { format, ...range } = wanted.data;
  const { pool, clock } = portal();
  try {
    const now = clock();
    const rows = await beginExport(pool, actor, now, id.data, range);
    const { write, type, ending } = FORMATS[format];
    const name = `${id.data}-${civilDateAt(now)}.${ending}`;
    return new Response(streamOf(write(rows)), {
      headers: {
        'Content-Type': type,
        'Content-Disposition': `attachment; filename="${name}"`,
        'Cache-Control': 'private, no-store',
        'X-Content-Type-Options': 'nosniff',
      },
    });
  } catch (error) {
    if (!(error instanceof VerbError)) throw unforeseen(error);
    return none(404);
  }
}

/** A day that was typed as none: the page says how one is typed. */
function back(connector: ConnectorId): Response {
  const headers = { Location: `/departments/connectors/${connector}/export?faults=day` };
  return new Response(null, { status: 303, headers });
}

function none(status: number): Response {
  return new Response(null, { status, headers: { 'Cache-Control': 'private, no-store' } });
}

/** Lines are read only as fast as they are taken; who goes away ends the reading. */
function streamOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
}
