import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  ConnectorDocument,
  DeskReach,
  FieldMapping,
  FileReach,
  MappedAuth,
  MappedReach,
  NativeReach,
  PersonKeys,
  Source,
  ViewReach,
} from '#domain/connector.ts';

const GUIDE = readFileSync(new URL('../../docs/connector/document.md', import.meta.url), 'utf8');
const MEMBERS = [
  ...[
    ConnectorDocument,
    Source,
    Source.shape.coverage,
    Source.shape.rows.unwrap().unwrap(),
    PersonKeys,
    FieldMapping,
  ],
  ...[NativeReach, MappedReach, ViewReach, FileReach, DeskReach, ...MappedAuth.options],
].flatMap(({ shape }) => Object.keys(shape));

test.each([...new Set(MEMBERS)])('the guide’s reference of the document names its member %s', (name) => {
  expect(GUIDE).toMatch(new RegExp(`[\`."]${name}[\`".\\[]`));
});
