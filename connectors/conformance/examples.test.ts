import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ConnectorDocument } from '#domain/connector.ts';
import { openOutgoing } from '../outgoing.ts';
import { Samples } from '../samples.ts';
import { PORTAL_KEY } from '../testing/keys.ts';
import { openOldService } from '../testing/old-service.ts';
import { type Finding, runFromOutside } from './outside.ts';
import { readFiles } from './read-files.ts';

// The examples that the connector guide walks through are tried as they stand there.
const FOLDER = fileURLToPath(new URL('../../docs/connector/examples/', import.meta.url));
const read = (name: string): unknown => JSON.parse(readFileSync(`${FOLDER}${name}`, 'utf8'));
const settings = {
  samples: Samples.parse(read('samples.json')),
  credentials: new Map([['main', 'try-it-out']]),
  outgoing: openOutgoing({ allow: ['127.0.0.1'] }),
  signer: PORTAL_KEY,
  issuer: 'http://portal.example',
};

const broken = (findings: readonly Finding[]) =>
  findings.flatMap(({ results }) => results).filter(({ result }) => result === 'broken');

test('the guide’s mapping of an existing service keeps what a mapping can show', async () => {
  const rows = [
    { sfzh: '990102193603120011', xm: '样例甲', swrq: '2026-03-18', swlb: '1' },
    { sfzh: '990102194407200035', xm: '样例丁', swrq: '20260104', swlb: '1' },
  ];
  const service = await openOldService(({ headers, body }) => {
    const asked = JSON.parse(body);
    const list = rows.filter(({ sfzh }) => sfzh === asked.sfzh);
    const told = { code: '1', lsh: asked.lsh, data: { list } };
    return { body: JSON.stringify(headers['x-key'] === 'try-it-out' ? told : { code: '403' }) };
  });
  const text = JSON.stringify(read('mapped.json')).replace('http://127.0.0.1:4901', service.url);
  const findings = await runFromOutside({ ...settings, document: ConnectorDocument.parse(JSON.parse(text)) });
  expect(broken(findings)).toEqual([]);
  await service.close();
});

test('the guide’s nightly file keeps what a file can show, without one bad row', async () => {
  const document = ConnectorDocument.parse(read('file.json'));
  const { feeds, reports } = await readFiles(document, FOLDER);
  expect(reports).toEqual([{ source: 'deaths', rows: 3, faults: [] }]);
  expect(broken(await runFromOutside({ ...settings, document, feeds }))).toEqual([]);
});

test.each(['view', 'native'])('the guide’s document of the way %s is one', (way) => {
  expect(ConnectorDocument.parse(read(`${way}.json`)).sources[0]?.reach.way).toBe(way);
});
