import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkHost, parseAllowed } from './address-guard.ts';

const nobody = async (): Promise<string[]> => {
  throw new Error('nobody may be asked');
};
const check = (host: string, allow: string[] = [], found: readonly string[] = []) =>
  checkHost(host, parseAllowed(allow), found.length > 0 ? async () => found : nobody);
const refused = { rule: 'address_refused' };

describe('without the operator’s word an address is refused that is', () => {
  test.each([
    ['loopback', '127.0.0.1'],
    ['loopback in its upper range', '127.255.255.254'],
    ['link-local, where clouds keep credentials', '169.254.169.254'],
    ['private (10/8)', '10.1.2.3'],
    ['private (172.16/12)', '172.31.255.255'],
    ['private (192.168/16)', '192.168.0.1'],
    ['shared by carrier-grade NAT', '100.64.0.1'],
    ['unspecified', '0.0.0.0'],
    ['broadcast', '255.255.255.255'],
    ['multicast', '224.0.0.1'],
    ['documentation', '192.0.2.1'],
    ['IPv6 loopback', '::1'],
    ['IPv6 unspecified', '::'],
    ['IPv6 link-local', 'fe80::1'],
    ['IPv6 unique-local', 'fd00:ec2::254'],
    ['IPv6 multicast', 'ff02::1'],
    ['IPv4-mapped IPv6 loopback', '::ffff:127.0.0.1'],
    ['IPv4-mapped in hexadecimal', '::ffff:a9fe:a9fe'],
    ['translated to IPv4 (64:ff9b::/96)', '64:ff9b::7f00:1'],
    ['tunnelled to IPv4 (6to4)', '2002:7f00:1::'],
  ])('%s', async (_what, address) => {
    await expect(check(address)).rejects.toMatchObject(refused);
    await expect(check('inside.example', [], [address])).rejects.toMatchObject(refused);
    await expect(check('mixed.example', [], ['93.184.215.14', address])).rejects.toMatchObject(refused);
  });
});

test('a public address passes, of either family, and is the one to connect to', async () => {
  const addresses = ['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'];
  expect(await check('department.example', [], addresses)).toEqual({
    isNamed: false,
    addresses: [
      { address: addresses[0], family: 4 },
      { address: addresses[1], family: 6 },
    ],
  });
});

test('an address of the first octets 10 and 127 never passes, however it is written', async () => {
  const octet = fc.integer({ min: 0, max: 255 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(10, 127), octet, octet, octet, async (a, b, c, d) => {
      const dotted = [a, b, c, d].join('.');
      for (const written of [dotted, `::ffff:${dotted}`])
        await expect(check('inside.example', [], [written])).rejects.toMatchObject(refused);
    }),
  );
});

describe('the operator', () => {
  test('allows a range, and nothing beside it', async () => {
    expect((await check('10.0.0.9', ['10.0.0.0/24'])).isNamed).toBe(true);
    await expect(check('10.0.1.9', ['10.0.0.0/24'])).rejects.toMatchObject(refused);
  });

  test('allows an address, also where it is reached as IPv4-mapped IPv6', async () => {
    expect((await check('::ffff:127.0.0.1', ['127.0.0.1'])).isNamed).toBe(true);
    await expect(check('127.0.0.2', ['127.0.0.1'])).rejects.toMatchObject(refused);
  });

  test('allows a host by name, whatever case it is written in, and no other name of the same address', async () => {
    expect((await check('Registry.Intranet.', ['registry.intranet'], ['10.0.0.9'])).isNamed).toBe(true);
    await expect(check('other.intranet', ['registry.intranet'], ['10.0.0.9'])).rejects.toMatchObject(refused);
  });

  test.each(['http://10.0.0.1', '10.0.0.0/33', '10.0', 'a b'])('is told that %s is no entry', (entry) => {
    expect(() => parseAllowed([entry])).toThrow(RangeError);
  });
});

test.each([
  ['has no address', []],
  ['is answered with nonsense', ['nonsense']],
])('a name that %s is unresolved', async (_how, found) => {
  const resolving = checkHost('gone.example', parseAllowed([]), async () => found);
  await expect(resolving).rejects.toMatchObject({ rule: 'unresolved' });
});
