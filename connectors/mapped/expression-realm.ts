import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createContext, Script } from 'node:vm';

/** Milliseconds that one evaluation may take: the mappings of real services take less than one. */
const TIMEOUT_MS = 200;
const BOOT_TIMEOUT_MS = 5_000;

/** What an expression may come to: nested evaluations, length of any list, length of any text on the way, nesting of bodies. */
const LIMITS = { stack: 400, sequence: 2_000, text: 262_144, depth: 32 };

/**
 * Functions that an expression does not have: whatever would read a stored reply otherwise next time, makes code of text, or
 * makes a huge text in one step.
 */
const WITHHELD = ['now', 'millis', 'random', 'shuffle', 'eval', 'pad'];

const { resolve } = createRequire(import.meta.url);
const library = (name: string) => readFileSync(resolve(name), 'utf8');
const boot = [
  new Script(library('jsonata'), { filename: 'jsonata.js' }),
  new Script(
    `globalThis.fxp = (() => { const module = { exports: {} }; const exports = module.exports;
     ${library('fast-xml-parser')}; return module.exports; })();`,
    { filename: 'fast-xml-parser.js' },
  ),
  new Script(readFileSync(new URL('./inside-realm.js', import.meta.url), 'utf8'), {
    filename: 'inside-realm.js',
  }),
];
const add = new Script('add(text)');
const run = new Script('run(index, format, input, bindings)');

export interface Failure {
  code: string;
  position: number | null;
}

export type Format = 'json' | 'xml';

/**
 * A place of its own for a department's expressions: own globals, nothing of Node, no code from text. Promises are settled
 * within (`microtaskMode`), so that an evaluation is over when it returns, and is broken off with all of them when its time
 * is up, also in the middle of a regular expression or of a body.
 */
export interface Realm {
  /** @returns the expression's index, or what is wrong with it */
  add(text: string): number | Failure;
  /**
   * @returns JSON text of `{ value }` or of a failure; `timeout` when its time was up, `starved` when the machine had given it
   * too little of that time: the realm is of no use any more
   */
  run(index: number, format: Format, input: string, bindings: string): string | 'timeout' | 'starved';
}

export function openRealm(): Realm {
  const context = createContext(Object.create(null), {
    microtaskMode: 'afterEvaluate',
    codeGeneration: { strings: false, wasm: false },
  });
  context.told = JSON.stringify({ ...LIMITS, withheld: WITHHELD });
  for (const script of boot) script.runInContext(context, { timeout: BOOT_TIMEOUT_MS });
  return {
    add(text) {
      context.text = text;
      add.runInContext(context, { timeout: BOOT_TIMEOUT_MS });
      return JSON.parse(String(context.out));
    },
    run(index, format, input, bindings) {
      Object.assign(context, { index, format, input, bindings });
      const before = process.threadCpuUsage();
      try {
        run.runInContext(context, { timeout: TIMEOUT_MS });
      } catch {
        const { user, system } = process.threadCpuUsage(before);
        return (user + system) / 1_000 < TIMEOUT_MS / 2 ? 'starved' : 'timeout';
      }
      return typeof context.out === 'string' ? context.out : 'timeout';
    },
  };
}
