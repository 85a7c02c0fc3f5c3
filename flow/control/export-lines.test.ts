import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ExportRow } from '#db/exchange-queries.ts';
import { CaseId, ConnectorId, ExchangeId, StepId } from '#domain/ids.ts';
import { collect } from '../testing/collect.ts';
import { csvLines, exportLine, jsonLines } from './export-lines.ts';

const ID = '0198a000-0000-7000-8000-000000000001';
const ROW: ExportRow = {
  id: ExchangeId.parse(`exch_${ID}`),
  step: StepId.parse(`step_${ID}`),
  connector: ConnectorId.parse('marriage-registry'),
  caseNumber: '990102202604210000000317',
  service: 'survivor-benefit',
  requirement: 'kin',
  evidence: 'E-MAR',
  fields: ['married', 'since'],
  purpose: '待遇核定',
  legalBasis: '第十七条',
  actor: 'system',
  officer: null,
  reusedFrom: null,
  sentAt: new Date(0),
  answeredAt: new Date(1),
  answer: 'confirmed',
  cause: null,
  ms: 1,
  overturned: false,
  attempt: 1,
  call: 'call',
  grantId: 'grnt',
  sentLeaf: 'leaf_1',
  answerLeaf: 'leaf_2',
  proof: [
    {
      source: 'main',
      request: { base: 'b', signature: 's', keyId: 'portal-1', digest: 'q' },
      response: { base: 'b', signature: 's', keyId: 'dept-1', digest: 'r' },
    },
  ],
};

async function* rowsOf(rows: readonly ExportRow[]): AsyncGenerator<ExportRow> {
  yield* rows;
}
const textOf = async (lines: AsyncIterable<string>) => (await collect(lines)).join('');

describe('a CSV export', () => {
  test('begins with a byte order mark, has every column by name, and comes back as it went in', async () => {
    const text = await textOf(csvLines(rowsOf([ROW, ROW])));
    expect(text.startsWith('\uFEFF')).toBe(true);
    const rows = parse(text, { bom: true, columns: true, record_delimiter: '\r\n' });
    expect(rows).toHaveLength(2);
    expect(Object.keys(rows[0] ?? {})).toEqual(Object.keys(exportLine(ROW)));
    expect(rows[0]).toMatchObject({
      case_number: ROW.caseNumber,
      fields: 'married since',
      answer_leaf: 'leaf_2',
    });
  });

  test('of nothing is its head line alone', async () => {
    expect((await textOf(csvLines(rowsOf([])))).trim().split('\r\n')).toHaveLength(1);
  });

  test('holds no cell that a spreadsheet would run', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('=', '+', '-', '@', '\t', '\r'), fc.string(), async (first, rest) => {
        const text = await textOf(csvLines(rowsOf([{ ...ROW, purpose: `${first}${rest}` }])));
        const [row] = parse(text, { bom: true, columns: true, record_delimiter: '\r\n' });
        expect(row).toMatchObject({ purpose: `'${first}${rest}` });
      }),
    );
  });

  test('that breaks off on the reading side breaks off on the writing side, instead of ending as if it were whole', async () => {
    async function* broken(): AsyncGenerator<ExportRow> {
      yield ROW;
      throw new Error('connection lost');
    }
    await expect(textOf(csvLines(broken()))).rejects.toThrow('connection lost');
  });
});

test('a JSON Lines export has one object a line with leaves and digests', async () => {
  const lines = (await textOf(jsonLines(rowsOf([ROW, ROW])))).trimEnd().split('\n');
  expect(lines).toHaveLength(2);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    sent_leaf: 'leaf_1',
    answer_leaf: 'leaf_2',
    proof: [{ source: 'main', request_digest: 'q', response_digest: 'r', response_key: 'dept-1' }],
  });
  expect(CaseId.safeParse(JSON.parse(lines[0] ?? '').case_id).success).toBe(false);
});
