import { readExampleFile } from '../read-document.ts';

/** The example of the page, for the program of the page. */
export function GET(): Response {
  return new Response(readExampleFile(), { headers: { 'content-type': 'application/json' } });
}
