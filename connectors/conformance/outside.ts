import { randomBytes } from 'node:crypto';
import type { ConnectorDocument, Source, Way } from '#domain/connector.ts';
import type { Question } from '#domain/question.ts';
import { type Bypass, type CheckResult, runConformance } from '../conformance.ts';
import type { FeedStore } from '../contract.ts';
import { type SigningKey, signingKey } from '../keys.ts';
import { drawKey } from '../kit/key-file.ts';
import type { Tools } from '../open-adapter.ts';
import { openConnector } from '../open-connector.ts';
import type { Outgoing } from '../outgoing.ts';
import { type EvidenceSamples, SAMPLE_KINDS, type Samples } from '../samples.ts';
import type { OutsidePlug, SentMessage } from './plug.ts';
import type { Wire } from './wire.ts';

export interface OutsideSettings {
  document: ConnectorDocument;
  samples: Samples;
  /** By slot: a source's own, or `main`. */
  credentials: ReadonlyMap<string, string>;
  /** In the portal's place: the department has to believe this key. */
  signer: SigningKey;
  issuer: string;
  outgoing: Outgoing;
  /** Where nightly files have been read to. */
  feeds?: FeedStore;
  clock?: () => Date;
}

/** What the suite found about one evidence type. */
export interface Finding {
  evidence: string;
  results: CheckResult[];
}

const NOT_CARRIED = 'There is no message that could carry another call, or be changed on its way here.';
const OF_ROWS: Bypass = {
  excess_fields: 'Facts are made here of rows, and only those that were asked: none can come in unasked.',
  call_conflict: 'The source looks up and forgets: under the same number it may be asked anything.',
};
const OF_A_TABLE: Bypass = {
  ...OF_ROWS,
  wrong_person: 'Rows are matched again when they are read: a row of somebody else is passed over.',
  wrong_call: NOT_CARRIED,
  minimum: 'Nothing is sent over HTTP: a query with bound values, or nothing at all.',
  ground: 'Nothing is sent that had a place for it: a query with the call’s number, or nothing at all.',
};

/** What a way of joining cannot show, and why nothing is lost. */
const OF_THE_WAY: Readonly<Record<Exclude<Way, 'desk'>, Bypass>> = {
  native: {},
  mapped: OF_ROWS,
  view: OF_A_TABLE,
  file: { ...OF_A_TABLE, credential: 'A file is delivered, not fetched: there is no credential here.' },
};

const ONE_AT_A_TIME: Bypass = {
  envelope: 'Its document has it asked one question at a time (batch: 1): it gets no envelopes.',
};

function bypassOf({ reach }: Source): Bypass {
  if (reach.way === 'native') return reach.batch === 1 ? ONE_AT_A_TIME : OF_THE_WAY.native;
  return reach.way === 'desk' ? {} : OF_THE_WAY[reach.way];
}

/**
 * Runs the suite against a department as it stands, with questions whose answers it has given along: for each evidence type
 * of its samples. A department's own side of the wire is tried once, with the first of them.
 * @throws NoSourceError where samples are about evidence that no source of the document can be asked for
 */
export async function runFromOutside(settings: OutsideSettings): Promise<Finding[]> {
  const findings: Finding[] = [];
  const tried = new Set<string>();
  for (const [evidence, samples] of Object.entries(settings.samples)) {
    const sources = settings.document.sources.filter((source) => source.evidence === evidence);
    const source = sources.find(({ reach }) => reach.way !== 'desk');
    if (source === undefined) throw new NoSourceError(evidence);
    const isNew = source.reach.way === 'native' && !tried.has(source.reach.url);
    if (source.reach.way === 'native') tried.add(source.reach.url);
    const plug = openPlug(settings, source, samples, isNew);
    const bypass = { ...bypassOf(source), ...samples.bypass };
    findings.push({ evidence, results: await runConformance(plug, bypass) });
  }
  return findings;
}

function openPlug(
  settings: OutsideSettings,
  source: Source,
  samples: EvidenceSamples,
  withWire: boolean,
): OutsidePlug {
  const { document, credentials, signer, clock = () => new Date() } = settings;
  const sent: SentMessage[] = [];
  const wire = withWire ? openWire(settings, source, clock) : undefined;
  return {
    ...questionsOf(source, samples),
    connect: openBoth(settings, { ...settings, clock, outgoing: recording(settings.outgoing, sent) }),
    secrets: [...credentials.values(), String(signer.privateKey.export({ format: 'jwk' }).d)],
    keys: source.reach.way === 'native' ? source.reach.keys : [],
    clock,
    sent: () => sent,
    callback: `${settings.issuer}/late/${document.id}`,
    ...(wire && { wire }),
  };
}

/** The connector as the broker has it, open once as there, and that of somebody who has made up its keys and credentials. */
function openBoth({ document, credentials, signer }: OutsideSettings, tools: Tools): OutsidePlug['connect'] {
  const madeUp = new Map([...credentials.keys()].map((slot) => [slot, randomBytes(16).toString('hex')]));
  const portal = openConnector(document, credentials, tools);
  const stranger = openConnector(document, madeUp, { ...tools, signer: signingKey(drawKey(signer.kid)) });
  return (as = 'portal') => (as === 'portal' ? portal : stranger);
}

function questionsOf(source: Source, samples: EvidenceSamples): Pick<OutsidePlug, 'samples' | 'expected'> {
  const fields = fieldsOf(source, samples);
  const known = SAMPLE_KINDS.flatMap((kind) => {
    const sample = samples[kind];
    return sample === undefined ? [] : [[kind, sample] as const];
  });
  const questions = known.map(([kind, { subjects, given }]): [string, Question] => [
    kind,
    { evidence: source.evidence, fields, subjects, given },
  ]);
  return {
    samples: Object.fromEntries(questions),
    expected: Object.fromEntries(known.map(([kind, sample]) => [kind, sample.fields])),
  };
}

/** The fields that the confirmed sample has; of a source with a mapping, those that it maps. */
function fieldsOf(source: Source, { confirmed }: EvidenceSamples): string[] {
  const named = Object.keys(confirmed.fields);
  return named.length > 0 ? named : Object.keys(source.rows?.fields ?? {});
}

function openWire(
  { document, credentials, signer, issuer, outgoing }: OutsideSettings,
  source: Source,
  clock: () => Date,
): Wire | undefined {
  const { reach } = source;
  if (reach.way !== 'native') return undefined;
  const credential = credentials.get(source.id) ?? credentials.get('main') ?? '';
  return {
    settings: { connector: document.id, reach, credential, signer, issuer, outgoing, clock },
    evidence: document.sources.flatMap((each) => (each.reach.way === 'native' ? [each.evidence] : [])),
    strangerKey: signingKey(drawKey('nobody-has-published-this')),
  };
}

/** Keeps what leaves, so that it can be looked through. */
function recording(outgoing: Outgoing, sent: SentMessage[]): Outgoing {
  return {
    ...outgoing,
    request(url, request) {
      const { pathname, search } = new URL(url);
      const headers = Object.entries(request.headers).map((entry) => entry.join(': '));
      sent.push({ path: pathname + search, headers: headers.join('\n'), body: request.body ?? '' });
      return outgoing.request(url, request);
    },
  };
}

/** There is nothing to run: no source of the document answers for this evidence by itself. */
export class NoSourceError extends Error {
  constructor(evidence: string) {
    super(`the samples ask for ${evidence}, and no source of the document answers for it by itself`);
    this.name = 'NoSourceError';
  }
}
