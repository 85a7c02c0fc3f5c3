import { z } from 'zod';
import { FactValue, KeyUsed } from './answer.ts';
import { EvidenceCode, FieldKind, Texts } from './evidence.ts';
import { ConnectorId, DepartmentId } from './ids.ts';

/** The five ways in which a department can join (接入方式). */
export const Way = z.enum(['native', 'mapped', 'view', 'file', 'desk']);
export type Way = z.infer<typeof Way>;

const FieldName = z.string().regex(/^[a-z][A-Za-z0-9]*$/);
const Column = z.string().min(1).max(120);

/** A public key as JSON Web Key (RFC 7517): Ed25519 (RFC 8037) or P-256. `kid` names it in signatures. */
export const PublicKey = z.looseObject({
  kid: z.string().min(1).max(120),
  kty: z.enum(['OKP', 'EC']),
  crv: z.enum(['Ed25519', 'P-256']),
  x: z.string(),
  y: z.string().optional(),
});
export type PublicKey = z.infer<typeof PublicKey>;

/** What only a private or a secret key has (RFC 7518 §6, RFC 8037 §2). */
export const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'] as const;

/** What is wrong with a value in a way that needs a sentence of its own; a document's reader finds it with `specialFaultOf`. */
export type SpecialFault = 'private_key' | 'endpoint';
const SPECIAL: readonly SpecialFault[] = ['private_key', 'endpoint'];
const special = (fault: SpecialFault) => ({ code: 'custom' as const, params: { fault } });

/** Which special fault an issue of a document is, if it is one. */
export function specialFaultOf(issue: z.core.$ZodIssue): SpecialFault | undefined {
  return issue.code === 'custom' ? SPECIAL.find((fault) => fault === issue.params?.fault) : undefined;
}

/** A public key in a document, which never changes and which many read: a private one is refused, what else stands there dropped. */
const DocumentKey = z
  .looseObject({})
  .superRefine((jwk, context) => {
    for (const member of PRIVATE_MEMBERS)
      if (member in jwk) context.addIssue({ ...special('private_key'), path: [member] });
  })
  .pipe(z.object(PublicKey.shape));

/** The endpoints that the portal appends to a department's address. */
const ENDPOINT = /\/(verify|verify\/batch|discovery|health)\/*$/i;

/** A department that speaks the wire protocol itself. `proves`: what the portal shows besides its signature. */
export const NativeReach = z.strictObject({
  way: z.literal('native'),
  /** Without the endpoint: the portal appends /verify, /verify/batch, /discovery and /health. */
  url: z.url({ protocol: /^https?$/ }).superRefine((url, context) => {
    if (ENDPOINT.test(url)) context.addIssue(special('endpoint'));
  }),
  /** With which the department signs its answers; several while it changes keys. */
  keys: z.array(DocumentKey).min(1).max(8),
  proves: z.enum(['signature', 'client_assertion', 'mtls']).default('signature'),
  /** Questions in one message at most; 1 where the department takes them one by one. */
  batch: z.int().min(1).max(200).default(1),
});

/** How an existing service wants to be called. Secrets are not here: they are the connector's sealed credential. */
export const MappedAuth = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('header'), name: z.string().min(1) }),
  z.strictObject({ kind: z.literal('basic'), user: z.string().min(1) }),
  z.strictObject({
    kind: z.literal('oauth'),
    tokenUrl: z.url({ protocol: /^https?$/ }),
    clientId: z.string().min(1),
    scope: z.string().nullable().default(null),
  }),
  /** HMAC-SHA256 over a text that an expression makes of the request; base64 or hexadecimal in a header. */
  z.strictObject({
    kind: z.literal('hmac'),
    header: z.string().min(1),
    text: z.string().min(1),
    encoding: z.enum(['base64', 'hex']),
  }),
  /** 国家政务服务平台 数据直达 v0.55: `<prefix>_sid`, `_rid`, `_rtime`, `_sign` = base64(HMAC-SHA256(sid+rid+rtime)). */
  z.strictObject({
    kind: z.literal('national'),
    prefix: z.enum(['gjzwfwpt', 'gjgxjhpt']),
    requesterId: z.string().min(1),
    serviceId: z.string().min(1),
  }),
]);
export type MappedAuth = z.infer<typeof MappedAuth>;

/** An existing REST/JSON or XML service; JSONata expressions turn the question into its request and its reply into rows. */
export const MappedReach = z.strictObject({
  way: z.literal('mapped'),
  url: z.url({ protocol: /^https?$/ }),
  method: z.enum(['POST', 'PUT']).default('POST'),
  sends: z.enum(['json', 'xml', 'form']),
  receives: z.enum(['json', 'xml']),
  auth: MappedAuth,
  headers: z.record(z.string(), z.string()).default({}),
  /** JSONata over { question, context, now }: the request's body as an object. */
  request: z.string().min(1),
  /** JSONata over the reply's body: true where the service says that it has worked ("1", "0", "2000", 200 …). */
  succeeded: z.string().min(1),
  /** JSONata over the reply's body: the list of rows that it holds, or an empty one for "nothing found". */
  rows: z.string().min(1),
  /** JSONata over the reply's body where it has not worked: one of quota, not_permitted, suspended, down, malformed. */
  failure: z.string().nullable().default(null),
});

/** A read-only view in the department's PostgreSQL. Names are quoted as identifiers, values bound. */
export const ViewReach = z.strictObject({
  way: z.literal('view'),
  host: z.string().min(1),
  port: z.int().min(1).max(65_535).default(5432),
  database: z.string().min(1),
  user: z.string().min(1),
  tls: z.boolean().default(true),
  /** Schema-qualified name of the view. */
  view: z.string().regex(/^[A-Za-z_][\w$]*(\.[A-Za-z_][\w$]*)?$/),
  statementTimeoutMs: z.int().min(50).max(30_000).default(2_000),
  maxRows: z.int().min(1).max(1_000).default(20),
});

/** A file that comes every night into the connector's own folder. */
export const FileReach = z.strictObject({
  way: z.literal('file'),
  format: z.enum(['csv', 'xlsx']),
  encoding: z.enum(['utf-8', 'gb18030']).default('utf-8'),
  delimiter: z.string().length(1).default(','),
  /** File name as it is delivered; `*` stands for the date. */
  name: z.string().regex(/^[\w.*-]{1,80}$/),
  /** A new file with more broken rows than this share is not taken: the old one goes on serving. */
  maxBadShare: z.number().min(0).max(1).default(0.05),
  /** Hours after which the serving file counts as stale. */
  staleAfterHours: z.int().min(1).default(48),
});

/** No system at all: an officer looks it up and answers at a web page. */
export const DeskReach = z.strictObject({
  way: z.literal('desk'),
  dueHours: z.int().min(1).max(240),
  /** Sensitive facts are answered by one officer and confirmed by another. */
  twoPersons: z.boolean(),
});

export const Reach = z.discriminatedUnion('way', [NativeReach, MappedReach, ViewReach, FileReach, DeskReach]);
export type Reach = z.infer<typeof Reach>;

/** Values of a source's own list with ours; valid by the source's date, because lists change (domain facts §7.2 no. 26). */
export const CodeTable = z.strictObject({
  from: z.iso.date().nullable().default(null),
  to: z.iso.date().nullable().default(null),
  values: z.record(z.string(), FactValue),
});
export type CodeTable = z.infer<typeof CodeTable>;

/** Where in a source's rows a field of ours stands, and how it is written there. */
export const FieldMapping = z.strictObject({
  column: Column,
  kind: FieldKind,
  /** Explicit units (§7.2 no. 30): yuan and wan_yuan become fen, years become months. */
  unit: z.enum(['fen', 'yuan', 'wan_yuan', 'months', 'years', 'days', 'none']).default('none'),
  codes: z.array(CodeTable).default([]),
  /** For yes_no: the answer is whether this claim of the question (`given`) equals the column. */
  compareWith: z.string().nullable().default(null),
  /** The column that says of which day this value is, where the source keeps it by field. */
  asOfColumn: Column.nullable().default(null),
  /** No longer refreshed since this day: the value's own as-of, whatever the row says. */
  refreshedUntil: z.iso.date().nullable().default(null),
});
export type FieldMapping = z.infer<typeof FieldMapping>;

/** How a source's rows are matched to the persons of a question; tried in this order. */
export const PersonKeys = z.strictObject({
  idColumn: Column.nullable(),
  nameColumn: Column.nullable(),
  birthColumn: Column.nullable().default(null),
  keys: z.array(KeyUsed.exclude(['account'])).min(1),
});
export type PersonKeys = z.infer<typeof PersonKeys>;

/**
 * One source of one evidence type: an era, an office or a format of the department, with what it covers. Where several
 * cover a question all are asked; a higher precedence wins only where the others say nothing against it.
 */
export const Source = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
    title: Texts,
    evidence: EvidenceCode,
    reach: Reach,
    coverage: z.strictObject({
      /** Area codes (GB/T 2260) whose records it holds; empty for all. */
      areas: z.array(z.string().regex(/^\d{6,12}$/)).default([]),
      /** Events of these civil days; null is open. */
      from: z.iso.date().nullable().default(null),
      to: z.iso.date().nullable().default(null),
      /** Whether the absence of a row is itself an answer in this area and period. */
      complete: z.boolean().default(false),
    }),
    precedence: z.int().min(0).max(100).default(50),
    /** Hours by which the source runs behind. */
    lagHours: z.int().min(0).default(0),
    /** How rows become facts; null where the source itself answers in facts (native, desk). */
    rows: z
      .object({
        persons: z.array(PersonKeys).min(1).max(2),
        fields: z.record(FieldName, FieldMapping),
        asOfColumn: Column.nullable().default(null),
        /** Rows of re-loaded batches: the newest by this column of the source counts (§7.2 no. 28). */
        versionColumn: Column.nullable().default(null),
      })
      .nullable()
      .default(null),
  })
  .refine(({ reach, rows }) => rows !== null || reach.way === 'native' || reach.way === 'desk', {
    message: 'rows say how records become facts',
    path: ['rows'],
  });
export type Source = z.infer<typeof Source>;

/** 核验接口 as a document: what a department offers, of which sources, how it is reached. Versions of it are immutable. */
export const ConnectorDocument = z
  .object({
    id: ConnectorId,
    department: DepartmentId,
    title: Texts,
    sources: z.array(Source).min(1).max(40),
  })
  .refine(({ sources }) => new Set(sources.map(({ id }) => id)).size === sources.length, {
    message: 'two sources have the same id',
    path: ['sources'],
  });
export type ConnectorDocument = z.infer<typeof ConnectorDocument>;

/** A connector's life: nothing is live before a test call, a green conformance report and a second signature. */
export const VersionState = z.enum(['draft', 'tested', 'conforming', 'live', 'deprecated', 'retired']);
export type VersionState = z.infer<typeof VersionState>;
