import { parseBankCard } from './bank-card.ts';
import { type CitizenIdContext, parseCitizenId, upgradeCitizenId15 } from './citizen-id.ts';
import { cleanIdInput } from './identifiers.ts';
import type { Claim } from './ladder.ts';
import { fail, ok, type Result } from './result.ts';
import type { FormField, FormPage } from './service.ts';

/** What a form sent, as it was typed: field id → raw text. */
export type RawForm = Readonly<Record<string, string>>;

/** Why one field is not accepted; every code has a message that says what to change. */
export type FieldFault =
  | 'missing'
  | 'too_long'
  | 'not_a_choice'
  | 'name_characters'
  | 'id_length'
  | 'id_characters'
  | 'id_look_alike'
  | 'id_check'
  | 'id_region'
  | 'id_date'
  | 'card_length'
  | 'card_characters'
  | 'card_check';

export type PageFaults = Readonly<Record<string, FieldFault>>;

const NAME_MAX = 60;
/** Separators found in transcribed names; U+00B7 is the one that 汉字 registers use. */
const NAME_SEPARATORS = /[•．・･.‧∙]/g;

const ID_FAULTS = {
  E_LEN: 'id_length',
  E_CHAR: 'id_characters',
  E_CHECK: 'id_check',
  E_REGION: 'id_region',
  E_DATE: 'id_date',
  E_FUTURE: 'id_date',
  E_SEQ: 'id_check',
  E_FORMAT15: 'id_characters',
} as const satisfies Record<string, FieldFault>;

const CARD_FAULTS = {
  E_LEN: 'card_length',
  E_CHAR: 'card_characters',
  E_CHECK: 'card_check',
} as const satisfies Record<string, FieldFault>;

/**
 * Reads one page's answers. Spaces, hyphens and full-width digits are stripped; what cannot be right is named by field.
 * @returns the cleaned values, or the fault of every field that has one
 */
export function parsePage(
  page: FormPage,
  raw: RawForm,
  context: CitizenIdContext,
): { ok: true; values: Claim } | { ok: false; faults: PageFaults } {
  const values: Record<string, string> = {};
  const faults: Record<string, FieldFault> = {};
  for (const field of page.fields) {
    const result = parseField(field, raw[field.id] ?? '', context);
    if (result.ok) values[field.id] = result.value;
    else faults[field.id] = result.code;
  }
  return Object.keys(faults).length === 0 ? { ok: true, values } : { ok: false, faults };
}

function parseField(field: FormField, raw: string, context: CitizenIdContext): Result<string, FieldFault> {
  if (raw.trim() === '') return fail('missing');
  switch (field.kind) {
    case 'choice':
      return field.options.some(({ value }) => value === raw) ? ok(raw) : fail('not_a_choice');
    case 'person_name':
      return parseName(raw);
    case 'citizen_id':
      return parseId(raw, context);
    case 'bank_card':
      return parseCard(raw);
  }
}

function parseName(raw: string): Result<string, FieldFault> {
  const name = raw.normalize('NFC').trim().replace(/\s+/g, ' ').replace(NAME_SEPARATORS, '·');
  if (name.length > NAME_MAX) return fail('too_long');
  return /^[\p{L}\p{M}·' -]+$/u.test(name) ? ok(name) : fail('name_characters');
}

function parseId(raw: string, context: CitizenIdContext): Result<string, FieldFault> {
  const { value, lookAlikes } = cleanIdInput(raw);
  if (lookAlikes.length > 0) return fail('id_look_alike');
  const parsed = value.length === 15 ? upgradeCitizenId15(value, context) : parseCitizenId(value, context);
  return parsed.ok ? ok(parsed.value.id) : fail(ID_FAULTS[parsed.code]);
}

function parseCard(raw: string): Result<string, FieldFault> {
  const parsed = parseBankCard(cleanIdInput(raw).value);
  return parsed.ok ? ok(parsed.value) : fail(CARD_FAULTS[parsed.code]);
}
