// An existing service to try a mapping on: POST {"xm": …, "sfzh": …, "lsh": …} with the header X-Key,
// answered with a list of rows and the question's own number.
import { createServer } from 'node:http';

const ROWS = [
  { sfzh: '990102193603120011', xm: '样例甲', swrq: '2026-03-18', swlb: '1' },
  { sfzh: '990102194407200035', xm: '样例丁', swrq: '20260104', swlb: '1' },
];

createServer(async (request, response) => {
  let body = '';
  for await (const piece of request) body += piece;
  const isKnown = request.headers['x-key'] === 'try-it-out';
  const asked = JSON.parse(body);
  const list = ROWS.filter(({ sfzh }) => sfzh === asked.sfzh);
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify(
      isKnown ? { code: '1', lsh: asked.lsh, data: { list } } : { code: '403', msg: 'no access' },
    ),
  );
}).listen(Number(process.env.PORT ?? 4901), '127.0.0.1');
