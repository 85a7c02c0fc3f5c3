import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { runFromOutside } from '#connectors/conformance/outside.ts';
import { readFiles } from '#connectors/conformance/read-files.ts';
import { isGreen, writeReport } from '#connectors/conformance/report.ts';
import { listLacks, listRemarks } from '#connectors/conformance/sample-faults.ts';
import { openStandIn, waitUntilBelieved } from '#connectors/conformance/stand-in.ts';
import { PortTakenError } from '#connectors/kit/listener.ts';
import { openOutgoing } from '#connectors/outgoing.ts';
import { Samples } from '#connectors/samples.ts';
import { ConnectorDocument, type Reach } from '#domain/connector.ts';
import { sourcesWithoutCredential } from '#domain/needed-credentials.ts';
import { givenWith } from '#flow/connectors/askable.ts';

// Runs the conformance suite against a department as it stands. Ends with 0 if nothing is broken, 1 if something is, 2 if it could not be run.
const USAGE =
  'usage: npm run conformance -- <document.json> --samples samples.json [--credential-file credentials.json] [--files folder] [--portal-port 4999]\n' +
  '  credentials.json: { "main": "…" }, or one for each source that has its own; keep it readable by yourself alone\n' +
  '  --files: the folder in which the nightly files of the document lie\n' +
  '  --portal-port: where the suite publishes its key in the portal’s place; start the department with this as the portal’s address';

/** @throws Error that names the file where it is not what it should be */
function read<T>(schema: z.ZodType<T>, file: string): T {
  const parsed = schema.safeParse(parseJson(readFileSync(file, 'utf8'), file));
  if (!parsed.success) throw new Error(`${file}:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${file} is not JSON`);
  }
}

/** Samples that no department could answer are not asked; what is odd about others is said. */
function look(samples: Samples, file: string): void {
  const lacks = listLacks(samples, givenWith);
  if (lacks.length > 0) throw new Error(lacks.map((lack) => `${file}: ${lack}`).join('\n'));
  for (const remark of listRemarks(samples)) console.log(`${file}: ${remark}`);
}

/** The document's own hosts: who runs this has written it. */
function hostsOf(reach: Reach): string[] {
  if (reach.way === 'view') return [reach.host];
  if (reach.way !== 'native' && reach.way !== 'mapped') return [];
  const token = reach.way === 'mapped' && reach.auth.kind === 'oauth' ? [reach.auth.tokenUrl] : [];
  return [reach.url, ...token].map((url) => new URL(url).hostname);
}

async function run(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      samples: { type: 'string' },
      'credential-file': { type: 'string' },
      files: { type: 'string' },
      'portal-port': { type: 'string', default: '4999' },
    },
  });
  const [file] = positionals;
  if (file === undefined || values.samples === undefined) throw new Error(USAGE);
  const document = read(ConnectorDocument, file);
  const samples = read(Samples, values.samples);
  look(samples, values.samples);
  const secrets = values['credential-file'] ?? '';
  const credentials = new Map(
    Object.entries(secrets === '' ? {} : read(z.record(z.string(), z.string()), secrets)),
  );
  const unset = sourcesWithoutCredential(document, [...credentials.keys()]).map(({ id }) => id);
  if (unset.length > 0)
    throw new Error(
      `no credential for ${unset.join(', ')}: give "main", or one for each, in --credential-file`,
    );
  const { feeds, reports } = await readFiles(document, values.files ?? '.');
  for (const { source, rows, faults } of reports) {
    console.log(`${source}: ${rows} rows taken, ${faults.length} remarks`);
    for (const { row, column, problem } of faults.slice(0, 20))
      console.log(`  row ${row} ${column}: ${problem}`);
  }
  const outgoing = openOutgoing({ allow: document.sources.flatMap(({ reach }) => hostsOf(reach)) });
  const standIn = await openStandIn(Number(values['portal-port']));
  try {
    const { signer, url: issuer } = standIn;
    await waitUntilBelieved({ document, credentials, signer, issuer, outgoing });
    const findings = await runFromOutside({
      document,
      samples,
      credentials,
      signer,
      issuer,
      outgoing,
      feeds,
    });
    console.log(writeReport(document.id, findings));
    return isGreen(findings);
  } finally {
    standIn.close();
    outgoing.close();
  }
}

/** One sentence, without the names of our classes. */
function sayingOf(error: unknown): string {
  if (error instanceof PortTakenError)
    return `${error.message}: choose another with --portal-port, and start the department with that one as the portal’s address`;
  return error instanceof Error ? error.message : String(error);
}

try {
  process.exitCode = (await run()) ? 0 : 1;
} catch (error) {
  console.error(sayingOf(error));
  process.exitCode = 2;
}
