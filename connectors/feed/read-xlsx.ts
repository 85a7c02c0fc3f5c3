import { posix } from 'node:path';
import { FeedProblem } from './feed-problem.ts';
import { type OpenZip, openZip } from './open-zip.ts';
import { type RawRecord, RECORDS_TOGETHER } from './raw-record.ts';
import { readXml } from './read-xml.ts';
import { openSheet } from './sheet-records.ts';
import { openText } from './workbook-text.ts';

/** Texts that cells share stay in memory while the sheet is read; so many characters at most. */
const MAX_SHARED = 96 * 1024 * 1024;

/**
 * Records of the first sheet of a workbook (ECMA-376), some hundreds at a time. Cells are taken as they are written: numbers and
 * dates as the digits of the file, formulas as the value that was last reckoned; nothing is evaluated. Empty rows are left out.
 * @throws FeedProblem bad_zip, zip_bomb, encrypted, no_sheet, bad_workbook, date_1904, oversized_cell, too_large
 */
export async function* readXlsx(path: string): AsyncGenerator<RawRecord[]> {
  const zip = await openZip(path);
  try {
    const sheet = await findFirstSheet(zip);
    const shared = await readShared(zip);
    yield* readSheet(zip, sheet, shared);
  } finally {
    zip.close();
  }
}

/** The part that holds the first sheet, by the workbook's own relations. */
async function findFirstSheet(zip: OpenZip): Promise<string> {
  let relation: string | undefined;
  let is1904 = false;
  await readPart(zip, 'xl/workbook.xml', (name, attributes) => {
    if (name === 'sheet') relation ??= attributes['r:id'] ?? attributes.id;
    if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
  });
  // Serial dates would be four years off, and nobody sees it in the numbers.
  if (is1904) throw new FeedProblem('date_1904');
  let target: string | undefined;
  await readPart(zip, 'xl/_rels/workbook.xml.rels', (name, attributes) => {
    if (name === 'Relationship' && attributes.Id === relation) target = attributes.Target;
  });
  if (target === undefined) throw new FeedProblem('no_sheet');
  return target.startsWith('/') ? target.slice(1) : posix.join('xl', target);
}

async function readPart(
  zip: OpenZip,
  part: string,
  open: (name: string, attributes: Readonly<Record<string, string>>) => void,
): Promise<void> {
  for await (const _piece of readXml(await zip.read(part), { open }));
}

async function readShared(zip: OpenZip): Promise<string[]> {
  const shared: string[] = [];
  if (!zip.has('xl/sharedStrings.xml')) return shared;
  let size = 0;
  const text = openText('si');
  const handlers = {
    open: text.open,
    text: text.text,
    close(name: string) {
      const whole = text.close(name);
      if (whole === undefined) return;
      size += whole.length;
      if (size > MAX_SHARED) throw new FeedProblem('too_large');
      shared.push(whole);
    },
  };
  for await (const _piece of readXml(await zip.read('xl/sharedStrings.xml'), handlers));
  return shared;
}

async function* readSheet(
  zip: OpenZip,
  part: string,
  shared: readonly string[],
): AsyncGenerator<RawRecord[]> {
  const sheet = openSheet(shared);
  for await (const _piece of readXml(await zip.read(part), sheet.handlers)) {
    if (sheet.records.length >= RECORDS_TOGETHER) yield sheet.records.splice(0);
  }
  yield sheet.records.splice(0);
}
