// Runs inside a realm of its own (expression-realm.ts), after the libraries: no Node, no network, nothing of the process.
// Texts come in and texts go out. `told` holds the limits; `jsonata` and `fxp` are the libraries.

const limits = JSON.parse(told);

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 (RFC 4648 section 4) of UTF-8; white space between is what XML leaves. */
function decodeBase64(text) {
  const digits = text.replace(/\s/g, '').replace(/={1,2}$/, '');
  let bits = 0;
  let count = 0;
  let escaped = '';
  for (const digit of digits) {
    const value = ALPHABET.indexOf(digit);
    if (value < 0) throw { code: 'not_base64' };
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    escaped += `%${((bits >> count) & 0xff).toString(16).padStart(2, '0')}`;
  }
  return decodeURIComponent(escaped);
}

function encodeBase64(text) {
  const bytes = encodeURIComponent(text).match(/%[0-9A-F]{2}|./g) || [];
  const codes = bytes.map((each) =>
    each.length === 3 ? Number.parseInt(each.slice(1), 16) : each.charCodeAt(0),
  );
  let encoded = '';
  for (let at = 0; at < codes.length; at += 3) {
    const [a, b, c] = codes.slice(at, at + 3);
    const digits = [a >> 2, ((a & 3) << 4) | (b >> 4), ((b & 15) << 2) | (c >> 6), c & 63];
    const filled = b === undefined ? 2 : c === undefined ? 3 : 4;
    encoded += digits.map((digit, index) => (index < filled ? ALPHABET[digit] : '=')).join('');
  }
  return encoded;
}

const XML = {
  ignoreAttributes: false,
  // Numbers of persons are texts; 0012 is not 12.
  parseTagValue: false,
  parseAttributeValue: false,
  removeNSPrefix: true,
  htmlEntities: true,
  maxNestedTags: limits.depth,
};

/** Without document type there are no entities to expand and no files to include (XXE, "billion laughs"). */
function parseXml(text) {
  if (/<!DOCTYPE/i.test(text)) throw { code: 'xml_doctype' };
  if (fxp.XMLValidator.validate(text) !== true) throw { code: 'not_xml' };
  return new fxp.XMLParser(XML).parse(text);
}

function writeXml(value) {
  return new fxp.XMLBuilder({ ignoreAttributes: false, maxNestedTags: limits.depth }).build(value);
}

/** An identity number without quotation marks would be rounded. */
function keepLongNumber(_key, value, { source }) {
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? source : value;
}

/** Nesting is bounded before anything is built of it. */
function parseJson(text) {
  let depth = 0;
  for (const [sign] of text.matchAll(/"(?:[^"\\]|\\.)*"?|[[\]{}]/gs)) {
    if (sign === '[' || sign === '{') depth += 1;
    if (sign === ']' || sign === '}') depth -= 1;
    if (depth > limits.depth) throw { code: 'too_deep' };
  }
  try {
    return JSON.parse(text, keepLongNumber);
  } catch {
    throw { code: 'not_json' };
  }
}

const FUNCTIONS = {
  parseJson: [parseJson, '<s-:x>'],
  parseXml: [parseXml, '<s-:o>'],
  writeXml: [writeXml, '<o-:s>'],
  base64decode: [decodeBase64, '<s-:s>'],
  base64encode: [encodeBase64, '<s-:s>'],
};

function fail(error) {
  const code = error && typeof error.code === 'string' ? error.code : 'failed';
  return JSON.stringify({
    code,
    position: error && Number.isInteger(error.position) ? error.position : null,
  });
}

function keepBounded(_node, _input, _environment, result) {
  if (typeof result === 'string' && result.length > limits.text) throw { code: 'text_too_long' };
}

const compiled = [];

/** Compiles an expression; `out` is its index or what is wrong with it. */
globalThis.add = (text) => {
  try {
    const expression = jsonata(text, { stack: limits.stack, sequence: limits.sequence });
    for (const name of limits.withheld) expression.assign(name, undefined);
    for (const [name, [made, signature]] of Object.entries(FUNCTIONS))
      expression.registerFunction(name, made, signature);
    expression.assign(Symbol.for('jsonata.__evaluate_exit'), keepBounded);
    globalThis.out = String(compiled.push(expression) - 1);
  } catch (error) {
    globalThis.out = fail(error);
  }
};

/** Evaluates an expression over a text in JSON or XML; `out` is `{ value }` or what went wrong. */
globalThis.run = (index, format, input, bindings) => {
  globalThis.out = undefined;
  try {
    const parsed = format === 'xml' ? parseXml(input) : parseJson(input);
    compiled[index].evaluate(parsed, JSON.parse(bindings)).then(
      (value) => {
        globalThis.out = JSON.stringify({ value });
      },
      (error) => {
        globalThis.out = fail(error);
      },
    );
  } catch (error) {
    globalThis.out = fail(error);
  }
};
