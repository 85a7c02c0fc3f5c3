import { parseArgs } from 'node:util';
import { evidenceTypes } from '#catalogue/index.ts';
import type { EvidenceType } from '#domain/evidence.ts';
import { ConnectorId, DepartmentId } from '#domain/ids.ts';
import { createConnector } from './connector-template/create-connector.ts';

// Makes a folder with a connector that runs, its tests included: what is left to write is one function per evidence type.
const USAGE =
  'usage: npm run create-connector -- <folder> <connector-id> <EVIDENCE-CODE>… --department <id> [--port 4700]\n' +
  '  --department: the id under which the city knows your department; the first page of the portal’s console shows it';

/** @throws Error that lists the codes that there are */
function findEvidence(codes: readonly string[]): EvidenceType[] {
  const unknown = codes.filter((code) => evidenceTypes.every((type) => type.code !== code));
  if (unknown.length === 0) return evidenceTypes.filter(({ code }) => codes.includes(code));
  const known = evidenceTypes.map(
    ({ code, title }) => `  ${code.padEnd(14)} ${title['zh-CN']} (${title.en})`,
  );
  throw new Error(`there is no evidence type ${unknown.join(', ')}. These are known:\n${known.join('\n')}`);
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new Error(`--port ${text} is no port: a whole number from 1 to 65535`);
}

/** @throws Error where it is missing, or can be no department's; which ones there are is the city's to say */
function readDepartment(text: string | undefined): DepartmentId {
  if (text === undefined) throw new Error(`--department is missing\n${USAGE}`);
  const parsed = DepartmentId.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new Error(`${text} is no id of a department: 3 to 41 small letters, digits and hyphens`);
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { department: { type: 'string' }, port: { type: 'string', default: '4700' } },
  });
  const [folder, id, ...codes] = positionals;
  if (folder === undefined || id === undefined || codes.length === 0) throw new Error(USAGE);
  const connector = ConnectorId.safeParse(id);
  if (!connector.success)
    throw new Error(`${id} is no name of a connector: 3 to 41 small letters, digits and hyphens`);
  const written = createConnector(folder, {
    connector: connector.data,
    department: readDepartment(values.department),
    port: readPort(values.port),
    evidence: findEvidence(codes),
  });
  console.log(`${folder}: ${written.join(', ')}\nTry it: cd ${folder} && npm run check && npm test`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
