import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import words from '../messages/zh-CN/developers.json' with { type: 'json' };
import { describeProtocol, SCHEMAS, schemaOf } from './openapi.ts';
import { EXAMPLES, type SchemaName } from './openapi-examples.ts';
import { OPERATIONS } from './openapi-operations.ts';
import { PROBLEMS } from './problem.ts';
import { workedExample } from './worked-example.ts';

const FOLDER = fileURLToPath(new URL('../docs/connector/', import.meta.url));
const document = describeProtocol(words);
const names = Object.keys(SCHEMAS) as SchemaName[];

/** Formats are checked by the code's own schemas; the document tells them. */
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, validateFormats: false });

test('the document in the repository is the one that the schemas of the code make; vitest -u writes it anew', async () => {
  await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot(`${FOLDER}openapi.json`);
});

describe.each(names)('the schema of %s', (name) => {
  const validate = ajv.compile(schemaOf(name, words));

  test('is JSON Schema 2020-12, and its example keeps to it as to the code', () => {
    expect(
      ajv.validateSchema({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...schemaOf(name) }),
    ).toBe(true);
    expect(validate(EXAMPLES[name]), JSON.stringify(validate.errors)).toBe(true);
    expect(SCHEMAS[name].safeParse(EXAMPLES[name]).error).toBeUndefined();
  });

  test('refuses, as the code does, an example that lacks what is required', () => {
    const required = schemaOf(name).required;
    for (const field of Array.isArray(required) ? required : []) {
      const { [field]: _left, ...less } = Object(EXAMPLES[name]);
      expect([field, validate(less)]).toEqual([field, false]);
      expect([field, SCHEMAS[name].safeParse(less).success]).toEqual([field, false]);
    }
  });

  test('says in words what every field means', () => {
    const silent: string[] = [];
    const visit = (node: unknown) => {
      if (Array.isArray(node)) return node.forEach(visit);
      if (typeof node !== 'object' || node === null) return;
      for (const [key, value] of Object.entries(node)) {
        if (key === 'properties')
          for (const [field, inner] of Object.entries(Object(value)))
            if (!('description' in Object(inner)) && !/^(zh-CN|zh-TW|en)$/.test(field)) silent.push(field);
        visit(value);
      }
    };
    visit(schemaOf(name, words));
    expect(silent).toEqual([]);
  });
});

test('every operation and every problem code stands in the document', () => {
  const text = JSON.stringify(document);
  for (const { path, id } of OPERATIONS) {
    expect(text).toContain(`"${path}"`);
    expect(text).toContain(`"operationId":"${id}"`);
  }
  for (const code of Object.keys(PROBLEMS)) expect(text).toContain(`\`${code}\``);
});

test('every reference in the document leads somewhere', () => {
  const text = JSON.stringify(document);
  for (const [, path = ''] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const found = path.split('/').reduce<unknown>((node, step) => Object(node)[step], document);
    expect([path, typeof found]).toEqual([path, 'object']);
  }
});

describe('the worked example', () => {
  test('in the repository is the one that the code signs; vitest -u writes it anew', async () => {
    await expect(`${JSON.stringify(workedExample(), null, 2)}\n`).toMatchFileSnapshot(
      `${FOLDER}worked-example.json`,
    );
  });

  test('is verified by the program on the page, which uses nothing of ours', async () => {
    const program = `${FOLDER}verify-without-the-kit.mjs`;
    expect(readFileSync(program, 'utf8')).not.toMatch(/from '(?!node:)/);
    const run = (file: string) => promisify(execFile)(process.execPath, [program, file]);
    const { stdout } = await run(`${FOLDER}worked-example.json`);
    expect(stdout.trim().split('\n')).toEqual(['signature: ok', 'digest: ok', 'token: ok', 'reply: ok']);
  });
});
