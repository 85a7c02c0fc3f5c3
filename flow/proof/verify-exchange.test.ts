import { spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PublicKey } from '#domain/connector.ts';
import type { SignedMessage } from '#domain/exchange.ts';
import { leafHash, leafText } from '../ledger.ts';
import { ExchangeFile } from './exchange-file.ts';
import { headKey, signHead } from './head.ts';
import { grow, inclusionProof, rootOf } from './tree.ts';

const PROGRAM = fileURLToPath(new URL('../../docs/ledger/verify-exchange.mjs', import.meta.url));
const QUESTION = '{"protocol":1,"nonce":"a"}';
const ANSWER = '{"call":"c","nonce":"a"}';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'exchange-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function drawKey(kid: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const published: PublicKey = { kid, kty: 'OKP', crv: 'Ed25519', x };
  return { kid, privateKey, published };
}
const [portal, department, heads] = [drawKey('portal'), drawKey('department'), drawKey('heads')];
const digestOf = (body: string) => createHash('sha256').update(body).digest('base64');

function signed(lines: readonly string[], body: string, key: ReturnType<typeof drawKey>): SignedMessage {
  const base = [...lines, `"@signature-params": ();keyid="${key.kid}"`].join('\n');
  const signature = sign(null, Buffer.from(base), key.privateKey).toString('base64');
  return { base, signature, keyId: key.kid, digest: digestOf(body) };
}

/** An exchange as it is exported, among other leaves of the ledger. */
async function exchangeFile(): Promise<ExchangeFile> {
  const digest = (body: string) => `sha-256=:${digestOf(body)}:`;
  const request = signed([`"content-digest": ${digest(QUESTION)}`], QUESTION, portal);
  const response = signed(
    [`"content-digest": ${digest(ANSWER)}`, `"content-digest";req: ${digest(QUESTION)}`],
    ANSWER,
    department,
  );
  const exchange = {
    id: 'exch_1',
    call: 'call-1',
    attempt: 1,
    connector: 'health',
    service: 'survivor-benefit',
    requirement: 'certificate',
    evidence: 'E-DTH-MED',
    fields: ['deathDate'],
    purpose: '核实去世日期',
    legalBasis: '社会保险经办条例第二十六条',
    actor: 'system',
    sentAt: '2026-04-21T06:02:00.000Z',
    answeredAt: '2026-04-21T06:02:01.000Z',
    answer: 'confirmed',
  };
  const { id, call, connector, evidence, fields, purpose, legalBasis } = exchange;
  const leaf = (kind: 'question.sent' | 'answer.received', refs: Record<string, string | string[]>) =>
    leafText({ v: 1, id: `leaf_${kind}`, at: exchange.sentAt, kind, actor: 'broker', refs, commitments: {} });
  const texts = [
    'before',
    leaf('question.sent', { exchange: id, call, connector, evidence, fields, purpose, legalBasis }),
    'between',
    leaf('answer.received', {
      exchange: id,
      answer: 'confirmed',
      requests: [request.digest],
      responses: [response.digest],
    }),
    'after',
  ];
  const hashes = texts.map(leafHash);
  const { peaks, nodes } = grow(0, [], hashes);
  const lookup = async (level: number, index: number) =>
    (level === 0
      ? hashes[index]
      : nodes.find((node) => node.level === level && node.index === index)?.hash) ?? '';
  const jwk = { kid: heads.kid, ...heads.privateKey.export({ format: 'jwk' }) };
  const root = rootOf(peaks.map(({ hash }) => hash));
  const provenLeaf = async (position: number) => ({
    position,
    leaf: texts[position] ?? '',
    path: await inclusionProof(position, texts.length, lookup),
  });
  return ExchangeFile.parse({
    type: 'exchange',
    v: 1,
    exchange,
    messages: [{ source: 'certificates', request, response }],
    leaves: [await provenLeaf(1), await provenLeaf(3)],
    head: signHead(headKey(jwk), texts.length, root, new Date('2026-04-21T06:02:02Z')),
    keys: { portal: [portal.published], department: [department.published], heads: [heads.published] },
  });
}

/** Runs the program as an expert would: a file, keys from elsewhere, and nothing of ours on its path. */
function run(file: unknown, options: Record<string, string> = {}) {
  const write = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const keys = { portal: [portal.published], department: [department.published], heads: [heads.published] };
  const given = Object.entries(options).flatMap(([name, body]) => [`--${name}`, write(name, body)]);
  const exchange = write('exchange.json', JSON.stringify(file));
  const { status, stdout } = spawnSync(
    process.execPath,
    [PROGRAM, exchange, '--keys', write('keys.json', JSON.stringify(keys)), ...given],
    { cwd: folder, encoding: 'utf8', env: { NODE_ENV: 'test' } },
  );
  return { status, broken: stdout.split('\n').filter((line) => line.startsWith('BROKEN')), stdout };
}

describe('the stand-alone program', () => {
  test('finds an honest exchange whole, with the two bodies that each side has', async () => {
    const { status, stdout } = run(await exchangeFile(), { request: QUESTION, response: ANSWER });
    expect(stdout.match(/^holds/gm)).toHaveLength(12);
    expect(status).toBe(0);
  });

  const LIES: Record<string, (file: ExchangeFile) => void> = {
    'another purpose': ({ exchange }) => {
      exchange.purpose = '其他用途';
    },
    'another answer': ({ exchange }) => {
      exchange.answer = 'no_record';
    },
    'a changed leaf': ({ leaves }) => {
      for (const each of leaves) each.leaf = each.leaf.replace('call-1', 'call-2');
    },
    'another position': ({ leaves }) => {
      for (const each of leaves) each.position -= 1;
    },
    'another tree': ({ head }) => {
      head.root = head.root.replace(/^./, (first) => (first === '0' ? '1' : '0'));
    },
    'another question': ({ messages }) => {
      for (const { request } of messages) request.digest = digestOf('another');
    },
    'an answer to another question': ({ messages }) => {
      for (const { response } of messages)
        if (response !== null) Object.assign(response, signed([`"content-digest": x`], ANSWER, department));
    },
    'an answer that somebody else has signed': ({ messages }) => {
      const stranger = { ...drawKey('stranger'), kid: 'department' };
      for (const { response } of messages)
        if (response?.base)
          Object.assign(response, signed(response.base.split('\n').slice(0, 2), ANSWER, stranger));
    },
  };
  test.each(Object.entries(LIES))('is not taken in by %s', async (_name, lie) => {
    const file = await exchangeFile();
    lie(file);
    const { status, broken } = run(file);
    expect(broken.length).toBeGreaterThan(0);
    expect(status).toBe(1);
  });

  test('tells that a given body is not the one that was signed', async () => {
    const { broken } = run(await exchangeFile(), { request: `${QUESTION} `, response: ANSWER });
    expect(broken).toEqual(['BROKEN  the given question is the one that was signed']);
  });

  test('says that it cannot verify what is no exchange', () => {
    expect(run({ hello: 'world' }).status).toBe(2);
  });
});
