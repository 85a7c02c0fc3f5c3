import { readFileSync } from 'node:fs';
import type { EvidenceField, EvidenceType, Texts } from '#domain/evidence.ts';
import { givenWith } from '#flow/connectors/askable.ts';
import type { NewConnector } from './create-connector.ts';
import { samplesOf } from './samples-file.ts';

/** The files of a new connector by their names. */
export function writeFiles(
  { connector, department, port, evidence }: NewConnector,
  project: string,
): Record<string, string> {
  const codes = evidence.map(({ code }) => code);
  const common = { connector, department, port: String(port), codes: codes.join(', ') };
  return {
    ...Object.fromEntries(evidence.map((type) => [`${type.code}.ts`, writeEvidence(type)])),
    'department.ts': fill('department.ts', {
      ...common,
      imports: codes.map((code) => fill('import.ts', { code, name: exportName(code) }).trim()).join('\n'),
      answers: codes.map(exportName).join(', '),
    }),
    'main.ts': fill('main.ts', common),
    'department.test.ts': fill('department.test.ts', common),
    'samples.json': `${JSON.stringify(samplesOf(evidence), null, 2)}\n`,
    'README.md': fill('readme.md', { ...common, files: codes.map((code) => `\`${code}.ts\``).join(', ') }),
    'package.json': `${JSON.stringify(manifestOf(connector, project), null, 2)}\n`,
    'tsconfig.json': `${JSON.stringify(TYPES, null, 2)}\n`,
    '.gitignore': 'node_modules/\nkey.json\n*.sqlite*\n',
  };
}

/** A template of this folder with its `{{places}}` filled. */
function fill(template: string, values: Readonly<Record<string, string>>): string {
  const text = readFileSync(new URL(`${template}.txt`, import.meta.url), 'utf8');
  return text.replace(/\{\{(\w+)\}\}/g, (_place, name: string) => values[name] ?? '');
}

/** The name under which an evidence type's function is exported: `E-DTH-MED` → `eDthMed`. */
function exportName(code: string): string {
  return code.toLowerCase().replace(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

/** What can be said of an evidence type, typed by its fields, with a function that finds nothing yet. */
function writeEvidence({ code, title, subjects, fields }: EvidenceType): string {
  const given = givenWith(code);
  return fill('evidence.ts', {
    code,
    name: exportName(code),
    title: `${title['zh-CN']} (${title.en})`,
    texts: textsOf(title),
    subjects: String(subjects),
    given: given.length === 0 ? '' : `\n    given: [${given.map((each) => `'${each}'`).join(', ')}],`,
    givenWords: given.map(givenWords).join(''),
    fields: fields.map((field) => `      ${field.name}: ${offerOf(field)},`).join('\n'),
    fieldNames: fields.map(({ name }) => name).join(', '),
    persons: subjects === 1 ? '`ask.subjects[0]`' : 'the two persons in `ask.subjects`',
  });
}

/** What a function has to do with a value that is given along. */
function givenWords(name: string): string {
  return `\n    // \`ask.given.${name}\` is given along to be compared; a question without it is refused before it comes here.`;
}

function textsOf(texts: Texts): string {
  return `{ 'zh-CN': '${texts['zh-CN']}', 'zh-TW': '${texts['zh-TW']}', en: '${texts.en}' }`;
}

function offerOf({ kind, codes, optional }: EvidenceField): string {
  const quoted = Object.keys(codes ?? {}).map((code) => `'${code}'`);
  const members = [
    `kind: '${kind}'`,
    ...(quoted.length > 0 ? [`codes: [${quoted.join(', ')}]`] : []),
    ...(optional ? ['optional: true'] : []),
  ];
  return `{ ${members.join(', ')} }`;
}

/** The project's own programs and types, behind the link to it: nothing has to be fetched. */
const PROJECT_MODULES = 'node_modules/mianzheng/node_modules';

/** As strict as the project is with the kit. */
const TYPES = {
  extends: 'mianzheng/tsconfig.json',
  compilerOptions: {
    incremental: false,
    plugins: [],
    typeRoots: [`./${PROJECT_MODULES}/@types`],
    types: ['node'],
  },
  include: ['**/*.ts'],
  exclude: ['node_modules'],
};

function manifestOf(connector: string, project: string) {
  return {
    name: connector,
    private: true,
    type: 'module',
    engines: { node: '>=24' },
    scripts: {
      start: 'node main.ts',
      sandbox: 'node main.ts --samples',
      document: 'node main.ts --document',
      log: 'node main.ts --log',
      check: `node ${PROJECT_MODULES}/typescript/bin/tsc -p .`,
      test: 'node --test',
    },
    dependencies: { mianzheng: `file:${project}` },
  };
}
