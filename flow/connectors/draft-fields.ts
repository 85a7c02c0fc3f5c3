import type { MappedAuth, Way } from '#domain/connector.ts';
import type { EvidenceType } from '#domain/evidence.ts';
import type { DraftStep, Typed } from './draft.ts';

/** How a field is typed, and so what its text stands for. */
export type FieldShape =
  | 'text'
  | 'url'
  | 'whole'
  | 'decimal'
  | 'date'
  | 'choice'
  | 'tick'
  | 'list'
  | 'expression'
  | 'keys'
  | 'codes';

/** One field of the guided way: its name in the form, and where its value stands in a source of the document. */
export interface DraftField {
  name: string;
  /** Of several fields with the same words, the evidence type's field or the person that it is about. */
  about?: string;
  /** The name under which its words are found. */
  words: string;
  at: readonly string[];
  shape: FieldShape;
  choices?: readonly string[];
  /** What stands there before anybody has typed. */
  initial?: string;
  optional?: boolean;
  /** Of a number, from where to where; null where it has no end. What the document's own schema takes. */
  range?: readonly [from: number, to: number | null];
}

const field = (
  name: string,
  at: readonly string[],
  shape: FieldShape,
  more: Partial<DraftField> = {},
): DraftField => ({ name, words: name, at, shape, ...more });
const reach = (
  name: string,
  shape: FieldShape,
  more: Partial<DraftField> & { key?: string } = {},
): DraftField => field(name, ['reach', more.key ?? name], shape, more);

const WHERE: Readonly<Record<Way, readonly DraftField[]>> = {
  native: [
    reach('url', 'url', { words: 'base' }),
    reach('keys', 'keys'),
    reach('proves', 'choice', {
      choices: ['signature', 'client_assertion', 'mtls'],
      initial: 'signature',
    }),
    reach('batch', 'whole', { initial: '1', range: [1, 200] }),
  ],
  mapped: [
    reach('url', 'url'),
    reach('method', 'choice', { choices: ['POST', 'PUT'], initial: 'POST' }),
    reach('sends', 'choice', { choices: ['json', 'xml', 'form'], initial: 'json' }),
    reach('receives', 'choice', { choices: ['json', 'xml'], initial: 'json' }),
    field('auth', ['reach', 'auth', 'kind'], 'choice', {
      choices: ['none', 'header', 'basic', 'oauth', 'hmac', 'national'],
      initial: 'header',
    }),
  ],
  view: [
    reach('host', 'text'),
    reach('port', 'whole', { initial: '5432', range: [1, 65_535] }),
    reach('database', 'text'),
    reach('user', 'text'),
    reach('view', 'text'),
    reach('tls', 'tick', { initial: 'yes' }),
    reach('statementTimeoutMs', 'whole', { initial: '2000', range: [50, 30_000] }),
    reach('maxRows', 'whole', { initial: '20', range: [1, 1_000] }),
  ],
  file: [
    reach('fileName', 'text', { key: 'name' }),
    reach('format', 'choice', { choices: ['csv', 'xlsx'], initial: 'csv' }),
    reach('encoding', 'choice', { choices: ['utf-8', 'gb18030'], initial: 'utf-8' }),
    reach('delimiter', 'text', { initial: ',' }),
    reach('maxBadShare', 'decimal', { initial: '0.05', range: [0, 1] }),
    reach('staleAfterHours', 'whole', { initial: '48', range: [1, null] }),
  ],
  desk: [
    reach('dueHours', 'whole', { initial: '24', range: [1, 240] }),
    reach('twoPersons', 'tick', { initial: 'yes' }),
  ],
};

const auth = (name: string, key: string, shape: FieldShape = 'text', more: Partial<DraftField> = {}) =>
  field(name, ['reach', 'auth', key], shape, more);
const AUTH: Readonly<Record<MappedAuth['kind'], readonly DraftField[]>> = {
  none: [],
  header: [auth('authHeader', 'name')],
  basic: [auth('authUser', 'user')],
  oauth: [
    auth('tokenUrl', 'tokenUrl', 'url'),
    auth('clientId', 'clientId'),
    auth('scope', 'scope', 'text', { optional: true }),
  ],
  hmac: [
    auth('hmacHeader', 'header'),
    auth('hmacText', 'text', 'expression'),
    auth('hmacEncoding', 'encoding', 'choice', { choices: ['base64', 'hex'], initial: 'base64' }),
  ],
  national: [
    auth('prefix', 'prefix', 'choice', { choices: ['gjzwfwpt', 'gjgxjhpt'], initial: 'gjzwfwpt' }),
    auth('requesterId', 'requesterId'),
    auth('serviceId', 'serviceId'),
  ],
};

/** A worked example stands there from the start: a request by name and number, answered with a list. */
const EXCHANGE: readonly DraftField[] = [
  reach('request', 'expression', {
    initial: '{\n  "xm": question.subjects[0].name,\n  "sfzh": question.subjects[0].idNumber\n}',
  }),
  reach('succeeded', 'expression', { initial: 'code = "1"' }),
  reach('found', 'expression', { key: 'rows', initial: 'data.list' }),
  reach('failure', 'expression', {
    optional: true,
    initial: 'code = "429" ? "quota" : code = "403" ? "not_permitted" : "down"',
  }),
];

const COVERAGE: readonly DraftField[] = [
  field('areas', ['coverage', 'areas'], 'list', { optional: true }),
  field('from', ['coverage', 'from'], 'date', { optional: true }),
  field('to', ['coverage', 'to'], 'date', { optional: true }),
  field('complete', ['coverage', 'complete'], 'tick'),
  field('lagHours', ['lagHours'], 'whole', { initial: '24', range: [0, null] }),
  field('precedence', ['precedence'], 'whole', { initial: '50', range: [0, 100] }),
];

const UNITS: Readonly<Partial<Record<EvidenceType['fields'][number]['kind'], readonly string[]>>> = {
  fen: ['fen', 'yuan', 'wan_yuan'],
  integer: ['none', 'months', 'years', 'days'],
};

function personFields(person: number): DraftField[] {
  const at = (key: string) => ['rows', 'persons', `${person}`, key];
  const name = (part: string) => `p${person + 1}-${part}`;
  const about = `${person}`;
  return [
    { ...field(name('id'), at('idColumn'), 'text', { optional: true }), words: 'idColumn', about },
    { ...field(name('name'), at('nameColumn'), 'text', { optional: true }), words: 'nameColumn', about },
    { ...field(name('birth'), at('birthColumn'), 'text', { optional: true }), words: 'birthColumn', about },
  ];
}

function valueFields({ name, kind, optional }: EvidenceType['fields'][number]): DraftField[] {
  const at = (key: string) => ['rows', 'fields', name, key];
  const units = UNITS[kind];
  const more = { optional: true, about: name };
  return [
    { ...field(`f-${name}-column`, at('column'), 'text', { optional, about: name }), words: 'column' },
    ...(units === undefined
      ? []
      : [
          {
            ...field(`f-${name}-unit`, at('unit'), 'choice', {
              choices: units,
              initial: units[0],
              about: name,
            }),
            words: 'unit',
          },
        ]),
    ...(kind === 'code' || kind === 'yes_no'
      ? [{ ...field(`f-${name}-codes`, at('codes'), 'codes', more), words: 'codes' }]
      : []),
    ...(kind === 'yes_no'
      ? [{ ...field(`f-${name}-given`, at('compareWith'), 'text', more), words: 'compareWith' }]
      : []),
  ];
}

/** Where the persons and the values of an evidence type stand in a source's rows. */
function rowFields(evidence: EvidenceType): DraftField[] {
  const persons = Array.from({ length: evidence.subjects }, (_, person) => personFields(person));
  return [
    ...persons.flat(),
    ...evidence.fields.flatMap(valueFields),
    field('asOfColumn', ['rows', 'asOfColumn'], 'text', { optional: true }),
    field('versionColumn', ['rows', 'versionColumn'], 'text', { optional: true }),
  ];
}

/** The fields of one step, for what has been typed so far; none where a step has a form of its own. */
export function fieldsOf(
  step: DraftStep,
  way: Way,
  typed: Typed,
  evidence: EvidenceType | undefined,
): readonly DraftField[] {
  switch (step) {
    case 'where':
      return WHERE[way];
    case 'auth':
      return way === 'mapped' ? AUTH[authOf(typed)] : [];
    case 'exchange':
      return way === 'mapped' ? EXCHANGE : [];
    case 'rows':
      return evidence === undefined || way === 'native' || way === 'desk' ? [] : rowFields(evidence);
    case 'coverage':
      return COVERAGE;
    default:
      return [];
  }
}

function authOf(typed: Typed): MappedAuth['kind'] {
  const kinds = Object.keys(AUTH) as MappedAuth['kind'][];
  return kinds.find((kind) => kind === typed.auth) ?? 'none';
}
