import { z } from 'zod';
import { EXAMPLES, type SchemaName } from './openapi-examples.ts';
import { OPERATIONS, type Operation } from './openapi-operations.ts';
import { PROBLEMS, Problem, type ProblemCode } from './problem.ts';
import {
  BatchReply,
  BatchRequest,
  CallStatusReply,
  CallStatusRequest,
  DepartmentEvent,
  DiscoveryReply,
  HealthReply,
  LateReply,
  PendingReply,
  VerifyReply,
  VerifyRequest,
} from './protocol.ts';

/** Every body of the protocol, by its name in the document. */
export const SCHEMAS = {
  VerifyRequest,
  VerifyReply,
  PendingReply,
  BatchRequest,
  BatchReply,
  DiscoveryReply,
  HealthReply,
  LateReply,
  DepartmentEvent,
  CallStatusRequest,
  CallStatusReply,
  Problem,
} as const satisfies Record<SchemaName, z.ZodType>;

/** What the document says in words; of fields by `Schema_field`, or by `field` alone where it is the same everywhere. */
export interface ProtocolWords {
  protocol: { title: string; summary: string };
  operation: Readonly<Record<Operation['id'], { title: string; lead: string }>>;
  header: Readonly<Record<HeaderName, string>>;
  field: Readonly<Record<string, string>>;
  problem: Readonly<Record<ProblemCode, string>>;
}

const SIGNED = ['signature-input', 'signature', 'content-digest'] as const;
const SENT = [...SIGNED, 'traceparent'] as const;
const PARAMETERS = [...SENT, 'idempotency-key', 'client-assertion'] as const;
type HeaderName = (typeof PARAMETERS)[number] | 'authorization';

type Json = Record<string, unknown>;

/** The protocol as an OpenAPI 3.1 document, its bodies as JSON Schema 2020-12 made of the schemas that the code parses with. */
export function describeProtocol(words: ProtocolWords): Json {
  return {
    openapi: '3.1.1',
    info: {
      title: words.protocol.title,
      summary: words.protocol.summary,
      version: '1',
    },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    servers: [{ url: 'https://department.example' }],
    tags: [{ name: 'department' }, { name: 'portal' }],
    security: [{ signature: [] }],
    // For readers that make tables of it: the closed list, as data.
    'x-problems': PROBLEMS,
    paths: pathsOf(words),
    components: {
      securitySchemes: {
        callToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: words.header.authorization,
        },
        signature: { type: 'apiKey', in: 'header', name: 'signature', description: words.header.signature },
      },
      parameters: Object.fromEntries(PARAMETERS.map((name) => [name, parameterOf(words, name)])),
      headers: Object.fromEntries(SIGNED.map((name) => [name, headerOf(words, name)])),
      responses: { Problem: problemReply(words) },
      schemas: Object.fromEntries(
        Object.keys(SCHEMAS).map((name) => [name, schemaOf(name as SchemaName, words)]),
      ),
    },
  };
}

function pathsOf(words: ProtocolWords): Json {
  return Object.fromEntries(
    OPERATIONS.map((operation) => [
      operation.path,
      {
        ...(operation.at === 'portal' && { servers: [{ url: 'https://portal.example' }] }),
        ...(operation.path.includes('{connector}') && {
          parameters: [{ name: 'connector', in: 'path', required: true, schema: { type: 'string' } }],
        }),
        [operation.method]: operationOf(operation, words),
      },
    ]),
  );
}

function operationOf({ id, at, request, replies, token }: Operation, words: ProtocolWords): Json {
  const { title, lead } = words.operation[id];
  const isOpen = id === 'keys';
  const parameters = token ? PARAMETERS : SENT;
  const security = token ? [{ signature: [], callToken: [] }] : [{ signature: [] }];
  return {
    operationId: id,
    tags: [at],
    summary: title,
    description: lead,
    // The envelope of a batch proves nothing; the messages in it do.
    ...(isOpen || id === 'batch' ? { security: [] } : { security }),
    ...(!isOpen && id !== 'batch' && { parameters: parameters.map(refToParameter) }),
    ...(request && { requestBody: { required: true, content: contentOf(request) } }),
    responses: {
      ...Object.fromEntries(Object.entries(replies).map(([status, body]) => [status, replyOf(body, isOpen)])),
      ...(!isOpen && { default: { $ref: '#/components/responses/Problem' } }),
    },
    ...(id === 'verify' && {
      callbacks: { late: { '{$request.body#/callback}': { post: callbackOf(words) } } },
    }),
  };
}

function callbackOf(words: ProtocolWords): Json {
  const { title, lead } = words.operation.late;
  const parameters = SENT.map(refToParameter);
  const responses = { 204: replyOf(null, false), default: { $ref: '#/components/responses/Problem' } };
  return {
    summary: title,
    description: lead,
    parameters,
    requestBody: { content: contentOf('LateReply') },
    responses,
  };
}

function replyOf(body: SchemaName | 'keys' | null, isOpen: boolean): Json {
  const headers = isOpen
    ? {}
    : { headers: Object.fromEntries(SIGNED.map((name) => [name, refToHeader(name)])) };
  if (body === null) return { description: '204', ...headers };
  if (body === 'keys')
    return {
      description: 'RFC 7517',
      content: { 'application/jwk-set+json': { schema: { type: 'object' } } },
    };
  return { description: body, ...headers, content: contentOf(body) };
}

function problemReply(words: ProtocolWords): Json {
  const meaning = Object.entries(PROBLEMS).map(
    ([code, { status }]) => `- \`${code}\` (${status}): ${words.problem[code as ProblemCode]}`,
  );
  const headers = Object.fromEntries(SIGNED.map((name) => [name, refToHeader(name)]));
  const { schema, example } = mediaOf('Problem');
  return {
    description: meaning.join('\n'),
    headers,
    content: { 'application/problem+json': { schema, example } },
  };
}

const refToParameter = (name: string) => ({ $ref: `#/components/parameters/${name}` });
const refToHeader = (name: string) => ({ $ref: `#/components/headers/${name}` });
const mediaOf = (name: SchemaName) => ({
  schema: { $ref: `#/components/schemas/${name}` },
  example: EXAMPLES[name],
});
const contentOf = (name: SchemaName) => ({ 'application/json': mediaOf(name) });

const headerOf = ({ header }: ProtocolWords, name: HeaderName) => ({
  description: header[name],
  required: true,
  schema: { type: 'string' },
});

function parameterOf({ header }: ProtocolWords, name: HeaderName): Json {
  const required = name !== 'client-assertion';
  return { name, in: 'header', required, description: header[name], schema: { type: 'string' } };
}

/** One body as JSON Schema 2020-12, as it is sent: what has a default may be left out. */
export function schemaOf(name: SchemaName, words?: ProtocolWords): Json {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(SCHEMAS[name], {
    io: 'input',
    target: 'draft-2020-12',
    // A format says it better than the expression that checks it.
    override({ jsonSchema }) {
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
    },
  });
  return words ? withWords(schema, name, words.field) : schema;
}

/** Puts the words of every field beside it. */
function withWords(node: Json, schema: SchemaName, words: ProtocolWords['field']): Json {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return value;
    return withWords({ ...value }, schema, words);
  };
  const entries = Object.entries(node).map(([key, value]) => {
    if (key !== 'properties' || typeof value !== 'object' || value === null) return [key, visit(value)];
    const described = Object.entries(value).map(([field, inner]) => {
      const description = words[`${schema}_${field}`] ?? words[field];
      return [field, { ...Object(visit(inner)), ...(description !== undefined && { description }) }];
    });
    return [key, Object.fromEntries(described)];
  });
  return Object.fromEntries(entries);
}
