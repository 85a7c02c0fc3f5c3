import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { FeedProblemWord } from '#connectors/feed/feed-problem.ts';
import { feedSource } from '#connectors/testing/feed-source.ts';
import type { FeedFile, FeedStatus, RefusedFile } from '#flow/feed-status.ts';
import { loadMessages } from '#messages/load.ts';
import { LOCALES, type Locale } from '#messages/locale.ts';
import { FeedSection } from './feed-section.tsx';

/** A word that is added does not compile here until it is listed, and then needs its sentence. */
const WORDS = {
  empty_file: true,
  no_rows: true,
  too_large: true,
  bad_charset: true,
  missing_column: true,
  duplicate_column: true,
  unclosed_quote: true,
  oversized_record: true,
  too_many_bad_rows: true,
  bad_zip: true,
  zip_bomb: true,
  encrypted: true,
  no_sheet: true,
  bad_workbook: true,
  date_1904: true,
  oversized_cell: true,
  changed_while_read: true,
} as const satisfies Record<FeedProblemWord, true>;

const source = feedSource({ maxBadShare: 0.24, delimiter: ';', encoding: 'gb18030' });
const AT = new Date('2026-11-22T20:00:00Z');
const file: FeedFile = {
  fileName: 'sheets-20261122.csv',
  readAt: AT,
  receivedAt: AT,
  rows: 1_200,
  badRows: 2,
  leftOut: 2,
  duplicates: 1,
  remarks: [
    { row: 4, column: '*', problem: 'malformed_row', first: null },
    { row: 7, column: '火化费', problem: 'number_unreadable', first: null },
    { row: 9, column: '*', problem: 'duplicate_row', first: 3 },
  ],
  remarkCount: 3,
};
const refused: RefusedFile = {
  ...file,
  fileName: 'sheets-20261123.csv',
  problem: 'too_many_bad_rows',
  columns: [],
  isOvertaken: false,
};

function sectionOf(status: Partial<FeedStatus>, locale: Locale = 'zh-CN'): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider timeZone="Asia/Shanghai" locale={locale} messages={loadMessages(locale)}>
      <FeedSection
        status={{ source, serving: undefined, refused: undefined, ...status }}
        connector="civil-affairs"
      />
    </NextIntlClientProvider>,
  );
}

describe.each(LOCALES)('in %s', (locale) => {
  test.each(Object.keys(WORDS))('a file that is refused for %s says so in words', (problem) => {
    const text = sectionOf({ refused: { ...refused, problem, columns: ['火化费'] } }, locale);
    expect(text).not.toMatch(/files\.|[{}]/);
    expect(text.replaceAll(/<code.*?<\/code>/g, '')).not.toContain(problem);
  });
});

describe('the page of files', () => {
  test('says where to deliver and under which name, without the operator’s own folders', () => {
    const text = sectionOf({});
    expect(text).toContain('<code>FEEDS_FOLDER/civil-affairs/</code>');
    expect(text).toContain('<code>sheets-*.csv</code>');
    expect(text).toContain('GB18030编码，分隔符“;”');
    expect(text).toContain('还没有收下文件');
    expect(text).not.toContain('<table');
  });

  test('says of the file that serves what it came to, and row by row what was wrong', () => {
    const text = sectionOf({ serving: { ...file, isStale: false } });
    expect(text).toMatch(/sheets-20261122\.csv.*正在用.*2026-11-23 04:00.*1,200/);
    expect(text).toMatch(/第4行.*整行.*格数和标题对不上.*第7行.*火化费.*数字读不出.*第9行.*和第3行完全相同/);
    expect(sectionOf({ serving: { ...file, isStale: true } })).toContain('超过48小时没有新的');
  });

  test('says of a refused file how many rows were bad of how many, and that the one before serves on', () => {
    const text = sectionOf({ serving: { ...file, isStale: false }, refused });
    expect(text).toContain('共1,203行，2行有问题（0.17%），超过接口文件允许的24%');
    expect(text).toContain('仍用上一份');
    expect(sectionOf({ refused })).toContain('还没有可用的');
  });

  test('names the columns that are missing, and gives no numbers of a file that nobody has read', () => {
    const none = { rows: 0, badRows: 0, leftOut: 0, duplicates: 0, remarks: [], remarkCount: 0 };
    const columns = ['死亡日期', '姓名'];
    const text = sectionOf({ refused: { ...refused, ...none, problem: 'missing_column', columns } });
    expect(text).toContain('缺少这些列：死亡日期、姓名。');
    expect(text).not.toMatch(/>0</);
  });

  test('says that more remarks were made than are shown, and that old ones are not kept', () => {
    expect(sectionOf({ refused: { ...refused, remarkCount: 900 } })).toContain('前3处，共900处');
    expect(sectionOf({ refused: { ...refused, remarks: [] } })).toContain('逐行说明已不再保留');
  });
});
