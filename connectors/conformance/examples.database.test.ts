import { readFileSync } from 'node:fs';
import pg from 'pg';
import { expect, test } from 'vitest';
import { ConnectorDocument } from '#domain/connector.ts';
import { createTestDatabase } from '#start/test-database.ts';
import { openOutgoing } from '../outgoing.ts';
import { Samples } from '../samples.ts';
import { PORTAL_KEY } from '../testing/keys.ts';
import { runFromOutside } from './outside.ts';

const read = (name: string) =>
  readFileSync(new URL(`../../docs/connector/examples/${name}`, import.meta.url), 'utf8');

test('the view that the connector guide makes keeps what a view can show', async () => {
  const database = await createTestDatabase();
  const role = `mianzheng_reader_${database.name}`;
  const admin = new pg.Client({ connectionString: database.superuserUrl });
  await admin.connect();
  await admin.query(read('view.sql').replaceAll('mianzheng_reader', role));
  const { hostname, port } = new URL(database.superuserUrl);
  const document = ConnectorDocument.parse(JSON.parse(read('view.json')));
  const [source] = document.sources;
  if (source?.reach.way !== 'view') throw new Error('the example is a view');
  Object.assign(source.reach, { host: hostname, port: Number(port), database: database.name, user: role });
  const [finding] = await runFromOutside({
    document,
    samples: Samples.parse(JSON.parse(read('samples.json'))),
    credentials: new Map([['main', 'try-it-out']]),
    outgoing: openOutgoing({ allow: [hostname] }),
    signer: PORTAL_KEY,
    issuer: 'http://portal.example',
  });
  expect(finding?.results.filter(({ result }) => result === 'broken')).toEqual([]);
  await admin.query(`drop owned by ${role}; drop role ${role}`);
  await admin.end();
  await database.drop();
});
