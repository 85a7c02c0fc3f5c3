import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileExpressions, ExpressionError } from './expressions.ts';

const evaluate = (text: string, input: unknown = {}, bindings = {}) =>
  compileExpressions({ it: text }).evaluate('it', input, bindings);
const failing = (text: string, input: unknown = {}) => {
  try {
    return evaluate(text, input);
  } catch (error) {
    if (error instanceof ExpressionError) return error.code;
    throw error;
  }
};

test('an expression makes JSON of JSON, with variables, at once', () => {
  const input = { question: { subjects: [{ name: '张三' }, { name: '李四' }] } };
  expect(evaluate('{ "man": question.subjects[0].name, "n": $count(question.subjects) }', input)).toEqual({
    man: '张三',
    n: 2,
  });
  expect(evaluate('$status = 200', null, { status: 200 })).toBe(true);
  expect(evaluate('nothing.there', input)).toBeUndefined();
});

test('what an expression gives is the same each time', () => {
  const given = compileExpressions({ it: '{ "all": ** , "first": $$.*[0] }' });
  fc.assert(
    fc.property(fc.json({ maxDepth: 3 }), (text) => {
      const input: unknown = JSON.parse(text);
      expect(given.evaluate('it', input)).toEqual(given.evaluate('it', input));
    }),
    { numRuns: 50 },
  );
});

describe('an expression does not reach', () => {
  test.each([
    'constructor',
    '$string.constructor',
    '$$.constructor.constructor',
    '__proto__.polluted',
    'globalThis',
    'process',
  ])('the process through %s', (text) => {
    expect(JSON.stringify(evaluate(text) ?? null)).toMatch(/^(null|\{\})$/);
  });

  test.each(['$eval("1+1")', '$now()', '$millis()', '$random()', '$shuffle([1,2])', '$pad("", 9)'])(
    '%s, which would make code of text, read otherwise next time, or grow in one step',
    (text) => {
      expect(failing(text)).toBe('T1006');
    },
  );

  test('what it has not been given, by building objects with names of the language', () => {
    evaluate('$merge([{ "__proto__": { "polluted": true } }, { "constructor": 1 }])');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

describe('an expression is broken off', () => {
  const LONG = { text: 'x'.repeat(60_000) };
  test.each([
    ['that calls itself for ever', '($f := function($x) { $f($x + 1) }; $f(1))', 'timeout'],
    ['that nests without end', '($f := function($x) { 1 + $f($x) }; $f(1))', 'D1011'],
    ['whose pattern backtracks for ever', `$match("${'a'.repeat(40)}!", /^(a+)+$/)`, 'timeout'],
    ['that makes a list without measure', '[1..1000000]', 'D2015'],
    [
      'that doubles a text again and again',
      '($a := text & text; $b := $a & $a; $c := $b & $b; $c & $c)',
      'text_too_long',
    ],
    ['that joins what it repeats', '$join([1..1500].($$.text))', 'text_too_long'],
  ])('%s', (_what, text, code) => {
    const begun = performance.now();
    expect(failing(text, LONG)).toBe(code);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  test('and the next one is not disturbed by it', () => {
    const both = compileExpressions({ endless: '($f := function($x) { $f($x) }; $f(1))', sound: 'a + 1' });
    expect(() => both.evaluate('endless', {})).toThrow('timeout');
    expect(both.evaluate('sound', { a: 1 })).toBe(2);
  });
});

test('an expression that does not compile says where, and one that fails says no value', () => {
  expect(() => compileExpressions({ rows: 'a[' })).toThrow(/^expression rows: S\d+ at \d+$/);
  expect(() => compileExpressions({ rows: ' '.repeat(9_000) })).toThrow('expression rows: too_long');
  const failed = () => evaluate('$number(name)', { name: '张三' });
  expect(failed).toThrow(/^expression it: D3030/);
  expect(failed).not.toThrow(/张三/);
});

describe('a body', () => {
  const read = (format: 'json' | 'xml', text: string) =>
    compileExpressions({ it: '$' }).evaluateText('it', format, text);
  const refused = (format: 'json' | 'xml', text: string) => {
    try {
      return read(format, text);
    } catch (error) {
      return error instanceof ExpressionError ? error.code : error;
    }
  };

  test('in XML keeps its texts as they were written, attributes with @_, and loses prefixes', () => {
    expect(read('xml', '<n:a xmlns:n="u"><b i="1">&lt;&#24352;</b><c>0012</c><c/></n:a>')).toEqual({
      a: { b: { '#text': '<张', '@_i': '1' }, c: ['0012', ''] },
    });
  });

  test.each([
    [
      'with a document type',
      'xml',
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
      'xml_doctype',
    ],
    [
      'with entities within entities',
      'xml',
      '<!doctype a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>',
      'xml_doctype',
    ],
    ['with tags that do not close', 'xml', '<a><b></a>', 'not_xml'],
    ['that is a page of HTML', 'xml', '<html><br></html>', 'not_xml'],
    ['nested too deeply in XML', 'xml', '<a>'.repeat(200) + '</a>'.repeat(200), 'failed'],
    ['nested too deeply in JSON', 'json', '['.repeat(40) + ']'.repeat(40), 'too_deep'],
    ['that breaks off', 'json', '{"code":', 'not_json'],
    ['that is nothing', 'json', '', 'not_json'],
  ] as const)('%s is not taken', (_how, format, text, code) => {
    expect(refused(format, text)).toBe(code);
  });

  test('in JSON keeps a number that is too long to be one as the text that it was written as', () => {
    expect(read('json', '{"a":990102195803150011,"b":12.5,"c":3}')).toEqual({
      a: '990102195803150011',
      b: 12.5,
      c: 3,
    });
  });

  test('counts no brackets within texts as nesting', () => {
    expect(read('json', JSON.stringify({ a: '[['.repeat(50), b: '\\"[['.repeat(50) }))).toBeDefined();
  });
});

describe('what stands in a text', () => {
  test('is read by expressions: Base64 of UTF-8, XML and JSON', () => {
    const inner = '<result><name>张三</name></result>';
    const input = { data: Buffer.from(inner).toString('base64'), json: '{"a":["李四"]}' };
    expect(evaluate('$parseXml($base64decode(data)).result.name', input)).toBe('张三');
    expect(evaluate('$parseJson(json).a[0]', input)).toBe('李四');
    expect(failing('$base64decode("%%%")')).toBe('not_base64');
  });

  test('is written by expressions, and reads back the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const written = evaluate('$base64encode(text)', { text });
        expect(written).toBe(Buffer.from(text).toString('base64'));
        expect(evaluate('$base64decode(text)', { text: written })).toBe(text);
      }),
      { numRuns: 40 },
    );
    const xml = '$writeXml({ "q": { "@_v": "1", "name": name } })';
    expect(evaluate(xml, { name: '<张 & 三>' })).toBe('<q v="1"><name>&lt;张 &amp; 三&gt;</name></q>');
  });
});
