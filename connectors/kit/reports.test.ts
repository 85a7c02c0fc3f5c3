import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { askHealth } from '../native-http.ts';
import { openOutgoing } from '../outgoing.ts';
import { drawKey, PORTAL_KEY } from '../testing/keys.ts';
import { openListener } from './listener.ts';
import type { DepartmentSettings } from './open-department.ts';
import { type Open, openExample } from './testing/example.ts';

const outgoing = openOutgoing({ allow: ['127.0.0.1'] });
const open: Open[] = [];
async function start(known: Partial<DepartmentSettings> = {}): Promise<Open> {
  const one = await openExample(known);
  open.push(one);
  return one;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ department }) => department.close()));
});

function askAs(signer: typeof PORTAL_KEY, { document, url }: Open) {
  const [source] = document.sources;
  if (source?.reach.way !== 'native') throw new Error('the example is native');
  const settings = {
    connector: document.id,
    reach: { ...source.reach, url },
    credential: '',
    outgoing,
    clock: () => new Date(),
    signer,
    issuer: 'http://portal.example',
  };
  return askHealth(settings, 4_000);
}

describe('the operator is told', () => {
  test('that a message was refused, with code and reason, and not again within a minute', async () => {
    const one = await start();
    for (let turn = 0; turn < 3; turn += 1) await askAs(drawKey('stranger'), one);
    expect(one.reports).toEqual(['a message was refused as bad_signature: 签名的密钥不在平台公布的密钥中']);
    await askAs(PORTAL_KEY, one);
    expect(one.reports).toHaveLength(1);
  });

  test('from where the portal’s keys could not be fetched, and why', async () => {
    const one = await start({ portalKeys: undefined, portalUrl: 'http://127.0.0.1:9' });
    for (let turn = 0; turn < 3; turn += 1) await askAs(PORTAL_KEY, one);
    const address = 'http://127.0.0.1:9/.well-known/mianzheng-keys';
    const [keys, refusal, ...more] = one.reports;
    expect(keys).toContain(`the portal’s keys could not be fetched from ${address} (`);
    expect(refusal).toBe('a message was refused as down: 暂时取不到平台的公钥，无法验签');
    expect(more).toEqual([]);
  });

  test('which port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const listener = openListener(
      async () => {},
      () => {},
    );
    await expect(listener.listen(port)).rejects.toThrow(`port ${port} is taken by another program`);
    other.close();
  });
});
