import { expect, test } from 'vitest';
import { ConnectorDocument } from '#domain/connector.ts';
import { diffDocuments } from './document-diff.ts';

const words = { 'zh-CN': '档案', 'zh-TW': '檔案', en: 'Archive' };
const source = (id: string, more: object = {}) => ({
  id,
  title: words,
  evidence: 'E-CRM',
  coverage: {},
  rows: null,
  reach: { way: 'desk', dueHours: 24, twoPersons: true },
  ...more,
});
const document = (...sources: object[]) =>
  ConnectorDocument.parse({ id: 'archive', department: 'civil-affairs', title: words, sources });

test('documents that say the same differ nowhere', () => {
  expect(diffDocuments(document(source('a1')), document(source('a1')))).toEqual([]);
});

test('a source that takes another’s place is compared with it, value by value', () => {
  const later = source('a2', { reach: { way: 'desk', dueHours: 48, twoPersons: true } });
  expect(diffDocuments(document(source('a1')), document(later))).toEqual([
    { path: 'sources.E-CRM.id', before: '"a1"', after: '"a2"' },
    { path: 'sources.E-CRM.reach.dueHours', before: '24', after: '48' },
  ]);
});

test('where several vouch for one thing they are told apart by their ids', () => {
  const both = document(source('a1'), source('a2', { precedence: 60 }));
  const changes = diffDocuments(document(source('a1')), both);
  expect(changes.every(({ path, before }) => path.startsWith('sources.a2.') && before === undefined)).toBe(
    true,
  );
  expect(changes).toContainEqual({ path: 'sources.a2.precedence', before: undefined, after: '60' });
});
