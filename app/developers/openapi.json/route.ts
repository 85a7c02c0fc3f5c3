import { readOpenApi } from '../read-document.ts';

/** The protocol for machines. */
export function GET(): Response {
  return new Response(readOpenApi(), {
    headers: { 'content-type': 'application/vnd.oai.openapi+json;version=3.1' },
  });
}
