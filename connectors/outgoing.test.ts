import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { afterEach, describe, expect, test } from 'vitest';
import { failureOf, OutgoingError } from './outgoing/outgoing-error.ts';
import { type Outgoing, type OutgoingRequest, openOutgoing } from './outgoing.ts';
import { AUTHORITY, SERVER, STRANGER } from './testing/certificates.ts';

const SECRET_PATH = '/ask?name=secret';
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function listening(server: Server | TcpServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

async function serve(answer: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listening(createServer(answer))}${SECRET_PATH}`;
}

function outgoing(settings: Partial<Parameters<typeof openOutgoing>[0]> = {}): Outgoing {
  const opened = openOutgoing({ allow: ['127.0.0.1'], ...settings });
  closers.push(() => opened.close());
  return opened;
}

const post = (url: string, known: Partial<OutgoingRequest> = {}, out = outgoing()) =>
  out.request(url, {
    method: 'POST',
    headers: {},
    body: '身份证号',
    timeoutMs: 2_000,
    maxBytes: 1_000,
    ...known,
  });
const says = (rule: string) => ({ name: 'OutgoingError', rule });
const text = (response: ServerResponse, body: string | Buffer, type = 'text/plain') =>
  response.writeHead(200, { 'content-type': type }).end(body);

describe('a call', () => {
  test('brings status, headers and body, and sends method, headers and body as they are', async () => {
    const url = await serve(async (request, response) => {
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(Buffer.from(piece));
      const { method, headers } = request;
      response.writeHead(418, { 'x-said': 'yes' });
      response.end(`${method} ${headers['x-asked']} ${headers['accept-encoding']} ${Buffer.concat(pieces)}`);
    });
    expect(await post(url, { method: 'PUT', headers: { 'x-asked': 'please' } })).toMatchObject({
      status: 418,
      headers: { 'x-said': 'yes' },
      body: 'PUT please identity 身份证号',
    });
  });

  test('uses its connection again', async () => {
    const ports = new Set<number | undefined>();
    const url = await serve(({ socket }, response) => {
      ports.add(socket.remotePort);
      text(response, 'ok');
    });
    const out = outgoing();
    for (let turn = 0; turn < 3; turn += 1) await post(url, {}, out);
    expect(ports.size).toBe(1);
  });

  test('goes to the address that was checked, though the name leads elsewhere a moment later', async () => {
    const url = new URL(await serve((_request, response) => text(response, 'checked')));
    url.hostname = 'rebinding.example';
    let asked = 0;
    // The second look-up of a rebinding resolver would lead inside.
    const resolve = async () => (asked++ === 0 ? ['127.0.0.1'] : ['127.0.0.2']);
    const reply = await post(url.href, {}, outgoing({ allow: ['127.0.0.1'], resolve }));
    expect(reply.body).toBe('checked');
    expect(asked).toBe(1);
    const again = post(url.href, {}, outgoing({ allow: ['127.0.0.1'], resolve }));
    await expect(again).rejects.toMatchObject(says('address_refused'));
  });
});

describe('a call under TLS', () => {
  const secure = async (host: string, ca = AUTHORITY) => {
    const port = await listening(
      createSecureServer(SERVER, (_request, response) => text(response, 'secure')),
    );
    const out = outgoing({ allow: ['127.0.0.0/8'], resolve: async () => ['127.0.0.1'] });
    return post(`https://${host}:${port}/`, { tls: { ca } }, out);
  };

  test('goes to the checked address, and the certificate must be that of the name', async () => {
    expect((await secure('localhost')).body).toBe('secure');
    await expect(secure('department.example')).rejects.toMatchObject(says('unreachable'));
  });

  test('trusts the given authority and no other', async () => {
    await expect(secure('localhost', STRANGER.cert)).rejects.toMatchObject(says('unreachable'));
  });
});

describe('a call is not made', () => {
  test('to an address inside that the operator has not named', async () => {
    let asked = 0;
    const url = await serve((_request, response) => {
      asked += 1;
      text(response, 'inside');
    });
    const inside = [url, url.replace('127.0.0.1', '2130706433'), url.replace('127.0.0.1', '[::ffff:7f00:1]')];
    for (const each of inside)
      await expect(post(each, {}, outgoing({ allow: [] }))).rejects.toMatchObject(says('address_refused'));
    expect(asked).toBe(0);
  });

  test('without TLS to a public address', async () => {
    const out = outgoing({ resolve: async () => ['93.184.215.14'] });
    await expect(post('http://department.example/', {}, out)).rejects.toMatchObject(says('https_required'));
  });

  test.each(['ftp://127.0.0.1/', 'file:///etc/passwd', 'http://user:word@127.0.0.1/', 'nothing'])(
    'to %s',
    async (url) => {
      await expect(post(url)).rejects.toMatchObject(says('bad_url'));
    },
  );
});

describe('a reply is not taken', () => {
  const drip = (response: ServerResponse, piece: string, everyMs: number) => {
    const timer = setInterval(() => response.write(piece), everyMs);
    response.on('close', () => clearInterval(timer));
  };

  test('that redirects, and nobody goes there', async () => {
    let asked = 0;
    const elsewhere = await serve((_request, response) => {
      asked += 1;
      text(response, 'elsewhere');
    });
    const url = await serve((_request, response) => response.writeHead(307, { location: elsewhere }).end());
    await expect(post(url)).rejects.toMatchObject(says('redirect'));
    expect(asked).toBe(0);
  });

  test('that drips slowly for longer than the whole call may take', async () => {
    const url = await serve((_request, response) => drip(response, 'x', 20));
    const begun = performance.now();
    await expect(post(url, { timeoutMs: 150 })).rejects.toMatchObject(says('timeout'));
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  test('whose name takes too long to resolve', async () => {
    const out = outgoing({ resolve: () => new Promise(() => {}) });
    const asked = post('https://slow.example/', { timeoutMs: 50 }, out);
    await expect(asked).rejects.toMatchObject(says('timeout'));
  });

  test('that never ends, and its connection is dropped', async () => {
    const dropped = Promise.withResolvers<void>();
    const url = await serve((_request, response) => {
      response.on('close', dropped.resolve);
      drip(response, 'x'.repeat(400), 1);
    });
    await expect(post(url)).rejects.toMatchObject(says('too_large'));
    await dropped.promise;
  });

  test('that announces more than is taken', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '1000000' });
      response.write('x');
    });
    await expect(post(url)).rejects.toMatchObject(says('too_large'));
  });

  test('whose headers are too large', async () => {
    const url = await serve((_request, response) =>
      response.writeHead(200, { 'x-long': 'x'.repeat(20_000) }).end(),
    );
    await expect(post(url)).rejects.toMatchObject(says('too_large'));
  });

  test('that is compressed: a small one could become a huge one', async () => {
    const url = await serve((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(1_000_000))),
    );
    await expect(post(url)).rejects.toMatchObject(says('encoded'));
  });

  test('that is not HTTP, or breaks off in the middle', async () => {
    const broken = createTcpServer((socket) =>
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf'),
    );
    const other = createTcpServer((socket) => socket.end('220 mail\r\n'));
    for (const server of [broken, other]) {
      const url = `http://127.0.0.1:${await listening(server)}/`;
      await expect(post(url)).rejects.toMatchObject(says('unreachable'));
    }
  });
});

describe('the charset of a reply', () => {
  const body = '<名>䶮·张三</名>';
  test.each([
    ['the header says, in UTF-8', Buffer.from(body), 'text/xml; charset=UTF-8'],
    ['the header says, in GB18030', iconv.encode(body, 'gb18030'), 'text/xml; charset="GB18030"'],
    ['nobody says', Buffer.from(body), 'application/json'],
  ])('is what %s', async (_who, bytes, type) => {
    const url = await serve((_request, response) => text(response, bytes, type));
    expect((await post(url)).body).toBe(body);
  });

  test('is what the XML says of itself where the header does not', async () => {
    const xml = '<?xml version="1.0" encoding="GBK"?><名>张三</名>';
    const url = await serve((_request, response) => text(response, iconv.encode(xml, 'gbk'), 'text/xml'));
    expect((await post(url)).body).toBe(xml);
  });

  test.each([
    ['another one is named', Buffer.from('abc'), 'text/plain; charset=utf-16le'],
    ['the bytes are not of the one named', iconv.encode('张三', 'gb18030'), 'text/plain; charset=utf-8'],
  ])('is bad where %s', async (_why, bytes, type) => {
    const url = await serve((_request, response) => text(response, bytes, type));
    await expect(post(url)).rejects.toMatchObject(says('bad_charset'));
  });
});

test('an error names the rule and the host, and neither path nor query nor body', async () => {
  const url = await serve((_request, response) => response.writeHead(302).end('身份证号'));
  const failure = await post(url).catch((cause: unknown) => cause);
  expect(String(failure)).toBe('OutgoingError: outgoing call to 127.0.0.1: redirect');
});

test('a failure is down, timeout or malformed, by what became of the call', () => {
  expect(failureOf(new OutgoingError('timeout', 'h'))).toBe('timeout');
  expect(failureOf(new OutgoingError('bad_charset', 'h'))).toBe('malformed');
  expect(failureOf(new OutgoingError('address_refused', 'h'))).toBe('down');
  expect(failureOf(new Error('anything'))).toBe('down');
});
