import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { findFreePort, findFreePortBlock, PORTS, readPorts, requireFreePort } from './ports.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function occupy(port: number, host: string): Promise<void> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen({ port, host }, resolve));
}

describe('ports', () => {
  it('stand at their defaults when nothing is set', () => {
    expect(readPorts({ NODE_ENV: 'test', PORT: '' })).toEqual({
      portal: 3000,
      broker: 3010,
      identityProvider: 3020,
      control: 3021,
      mail: 3025,
      bank: 3026,
      departments: 3031,
      database: 5433,
    });
  });

  it('move with their variable', () => {
    expect(readPorts({ NODE_ENV: 'test', PORT: '8080', DATABASE_PORT: '6000' })).toMatchObject({
      portal: 8080,
      database: 6000,
    });
  });

  it.each(['0', '-1', '65536', '80.5', 'http'])('are refused as %s, naming the variable', (value) => {
    expect(() => readPorts({ NODE_ENV: 'test', IDP_PORT: value })).toThrow(`IDP_PORT=${value}`);
  });

  it('are refused where two are the same, naming both variables', () => {
    expect(() => readPorts({ NODE_ENV: 'test', PORT: '3010' })).toThrow('PORT and BROKER_PORT');
  });

  it.each(['127.0.0.1', '0.0.0.0'])(
    'that another program holds on %s are reported with port and variable',
    async (host) => {
      const port = await findFreePort();
      await occupy(port, host);
      await expect(requireFreePort('control', port)).rejects.toThrow(
        `Port ${port} for the sandbox's control page is already used by another program: stop that program, or set CONTROL_PORT to a free port.`,
      );
    },
  );

  it('that nobody holds pass', async () => {
    await expect(requireFreePort('portal', await findFreePort())).resolves.toBeUndefined();
  });

  it('for tests are all set and all different', async () => {
    const block = await findFreePortBlock();
    expect(Object.keys(block).sort()).toEqual(
      Object.values(PORTS)
        .map(({ variable }) => variable)
        .sort(),
    );
    expect(() => readPorts({ NODE_ENV: 'test', ...block })).not.toThrow();
  });
});
