import { portal } from '../portal.ts';

/** 200 when the portal can reach its database, 503 when not; says nothing else. */
export async function GET(): Promise<Response> {
  try {
    await portal().pool.query('select 1');
    return new Response('ok\n');
  } catch {
    return new Response('database unreachable\n', { status: 503 });
  }
}
