import { parseArgs } from 'node:util';
import { getEvidenceType } from '#catalogue/index.ts';
import { ConnectorId } from '#domain/ids.ts';
import { createConnector } from './connector-template/create-connector.ts';

// Makes a folder with a connector that runs, its tests included: what is left to write is one function per evidence type.
const USAGE =
  'usage: npm run create-connector -- <folder> <connector-id> <EVIDENCE-CODE>… [--department <id>] [--port 4900]';

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { department: { type: 'string' }, port: { type: 'string', default: '4900' } },
  });
  const [folder, id, ...codes] = positionals;
  if (folder === undefined || id === undefined || codes.length === 0) throw new Error(USAGE);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(USAGE);
  const connector = ConnectorId.safeParse(id);
  if (!connector.success)
    throw new Error(`${id} is no name of a connector: small letters, digits and hyphens`);
  const { department = connector.data } = values;
  const evidence = codes.map(getEvidenceType);
  const written = createConnector(folder, { connector: connector.data, department, port, evidence });
  console.log(`${folder}: ${written.join(', ')}\nTry it: cd ${folder} && npm test`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
