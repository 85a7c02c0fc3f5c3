import 'server-only';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Schema } from './schema-fields.ts';

const Media = z.object({
  schema: z.object({ $ref: z.string().optional() }),
  example: z.unknown().optional(),
});
const Body = z.object({ content: z.record(z.string(), Media).optional() });

const Operation = z.object({
  operationId: z.string(),
  tags: z.tuple([z.enum(['department', 'portal'])]),
  requestBody: Body.optional(),
  responses: z.record(z.string(), Body),
});

const Problems = z.record(
  z.string(),
  z.object({
    status: z.int(),
    origin: z.enum(['caller', 'portal', 'department']),
    retryable: z.boolean(),
  }),
);

/** What the page needs of the OpenAPI document. */
const Document = z.object({
  paths: z.record(z.string(), z.object({ get: Operation.optional(), post: Operation.optional() })),
  components: z.object({
    schemas: z.record(z.string(), Schema),
    parameters: z.record(z.string(), z.object({ name: z.string() })),
  }),
  'x-problems': Problems,
});

/** One operation as the page shows it. Bodies are names of schemas. */
export interface ShownOperation {
  id: string;
  at: 'department' | 'portal';
  method: 'GET' | 'POST';
  path: string;
  request: ShownBody | null;
  replies: { status: string; body: ShownBody | null }[];
}

export interface ShownBody {
  schema: string;
  example: unknown;
}

export type Problems = z.infer<typeof Problems>;

const FOLDER = join(/* turbopackIgnore: true */ process.cwd(), 'docs', 'connector');
const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8');

/** The OpenAPI document as text, as it stands in the repository. */
export function readOpenApi(): string {
  return read('openapi.json');
}

/** Operations, bodies, headers and problem codes of the protocol. */
export function readProtocol() {
  const { paths, components, 'x-problems': problems } = Document.parse(JSON.parse(readOpenApi()));
  const operations = Object.entries(paths).flatMap(([path, { get, post }]) => {
    const operation = get ?? post;
    return operation ? [shown(path, get ? 'GET' : 'POST', operation)] : [];
  });
  const headers = ['authorization', ...Object.keys(components.parameters)];
  return { operations, schemas: components.schemas, headers, problems };
}

function shown(path: string, method: 'GET' | 'POST', operation: z.infer<typeof Operation>): ShownOperation {
  const replies = Object.entries(operation.responses).filter(([status]) => status !== 'default');
  return {
    id: operation.operationId,
    at: operation.tags[0],
    method,
    path,
    request: bodyOf(operation.requestBody),
    replies: replies.map(([status, reply]) => ({ status, body: bodyOf(reply) })),
  };
}

function bodyOf(body: z.infer<typeof Body> | undefined): ShownBody | null {
  const [media] = Object.values(body?.content ?? {});
  const schema = media?.schema.$ref?.split('/').at(-1);
  return schema === undefined ? null : { schema, example: media?.example };
}

/** One exchange as the program that verifies it reads it. */
export function readExampleFile(): string {
  return read('worked-example.json');
}

const WorkedExample = z.object({
  request: z.object({
    method: z.string(),
    url: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
  }),
  requestBase: z.string(),
});

/** A question as it goes over the wire, its signature base, and the program that verifies it. */
export function readWorkedExample(): { request: string; base: string; program: string } {
  const { request, requestBase } = WorkedExample.parse(JSON.parse(readExampleFile()));
  const { host, pathname } = new URL(request.url);
  const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`);
  const lines = [`${request.method} ${pathname} HTTP/1.1`, `host: ${host}`, ...headers, '', request.body];
  return { request: lines.join('\n'), base: requestBase, program: read('verify-without-the-kit.mjs') };
}
