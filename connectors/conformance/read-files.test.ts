import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { ConnectorDocument } from '#domain/connector.ts';
import { feedSource } from '../testing/feed-source.ts';
import { readFiles } from './read-files.ts';

const HEADER = '姓名,身份证号,出生日期,火化费\n';
const LINE = '周建国,990102195803150012,1958-03-15,250.00\n';
const title = { 'zh-CN': '殡仪馆', 'zh-TW': '殯儀館', en: 'Funeral homes' };
const document = (reach: Record<string, unknown> = {}) =>
  ConnectorDocument.parse({ id: 'homes', department: 'civil-affairs', title, sources: [feedSource(reach)] });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'));
  return () => rmSync(folder, { recursive: true });
});
const deliver = (name: string, content: string, hour = 1) => {
  writeFileSync(join(folder, name), content);
  utimesSync(join(folder, name), hour * 3_600, hour * 3_600);
};

describe('a trial with a folder of files', () => {
  test('reads the newest file of the source’s name, as the portal would', async () => {
    deliver('sheets-1.csv', HEADER + LINE, 1);
    deliver('sheets-2.csv', HEADER + LINE + LINE.replace('250', '99'), 2);
    deliver('other.csv', 'x', 3);
    const { reports } = await readFiles(document(), folder);
    expect(reports).toEqual([{ source: 'sheets', rows: 2, faults: [] }]);
  });

  test('without a file of that name says so, and what lies there instead', async () => {
    deliver('sheets-1.xlsx', 'x');
    deliver('sheets-1.csv.part', 'x');
    mkdirSync(join(folder, 'homes'));
    symlinkSync(join(folder, 'sheets-1.csv.part'), join(folder, 'sheets-9.csv'));
    await expect(readFiles(document(), folder)).rejects.toThrow(
      `no file sheets-*.csv in ${folder}; there are: homes/, sheets-1.csv.part, sheets-1.xlsx, sheets-9.csv`,
    );
  });

  test('without anything in the folder, or without the folder, says that', async () => {
    await expect(readFiles(document(), folder)).rejects.toThrow('the folder is empty');
    await expect(readFiles(document(), join(folder, 'nowhere'))).rejects.toThrow('cannot be read (ENOENT)');
  });

  test('does not list a folder of hundreds of names to the end', async () => {
    for (let index = 0; index < 30; index += 1) deliver(`a${index}`, 'x');
    await expect(readFiles(document(), folder)).rejects.toThrow(/ and 10 more$/);
  });

  test('refuses a file in another encoding, as the portal would', async () => {
    deliver('sheets-1.csv', HEADER + LINE);
    await expect(readFiles(document({ encoding: 'gb18030' }), folder)).rejects.toThrow(/^bad_charset: /);
  });
});
