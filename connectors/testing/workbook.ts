import { crc32, deflateRawSync } from 'node:zlib';

/** A part of an archive; `declared` is the size that its directory claims, if it lies. */
export interface Part {
  name: string;
  bytes: Buffer;
  declared?: number;
}

/** A ZIP archive of deflated parts (APPNOTE 6.3), as honest as its parts. */
export function zipOf(parts: readonly Part[]): Buffer {
  const [pieces, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const { name, bytes, declared } of parts) {
    const packed = deflateRawSync(bytes);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(declared ?? bytes.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), common, rest, Buffer.from(name)]));
    pieces.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, central, end]);
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a workbook (ECMA-376) whose first sheet is the given XML of rows. */
export function workbookParts(rows: string, { shared = '', properties = '' } = {}): Part[] {
  const part = (name: string, text: string): Part => ({ name, bytes: Buffer.from(`${XML}${text}`) });
  return [
    part(
      'xl/workbook.xml',
      `<workbook ${MAIN} xmlns:r="${RELATION}">${properties}<sheets><sheet name="明细" sheetId="7" r:id="rId5"/></sheets></workbook>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      `<Relationships><Relationship Id="rId5" Type="${RELATION}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    part('xl/worksheets/sheet1.xml', `<worksheet ${MAIN}><sheetData>${rows}</sheetData></worksheet>`),
    ...(shared === '' ? [] : [part('xl/sharedStrings.xml', `<sst ${MAIN}>${shared}</sst>`)]),
  ];
}

/** A row of inline texts. */
export function sheetRow(number: number, cells: readonly string[]): string {
  const inner = cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('');
  return `<row r="${number}">${inner}</row>`;
}
