import { Source } from '#domain/connector.ts';

const title = { 'zh-CN': '殡葬服务单', 'zh-TW': '殯葬服務單', en: 'Service sheets' };

/** A nightly file of persons with one amount, as a department would describe it. */
export function feedSource(reach: Record<string, unknown> = {}): Source & { reach: { way: 'file' } } {
  const source = Source.parse({
    id: 'sheets',
    title,
    evidence: 'E-FUN-SVC',
    coverage: {},
    reach: { way: 'file', format: 'csv', name: 'sheets-*.csv', ...reach },
    rows: {
      persons: [
        {
          idColumn: '身份证号',
          nameColumn: '姓名',
          birthColumn: '出生日期',
          keys: ['id18', 'id15', 'name_birth'],
        },
      ],
      fields: { cremationFen: { column: '火化费', kind: 'fen', unit: 'yuan' } },
    },
  });
  if (source.reach.way !== 'file') throw new Error('a file source');
  return { ...source, reach: source.reach };
}
