import type { ConnectorId } from '#domain/ids.ts';
import type { Names } from '#flow/control/names.ts';
import type { Locale } from '#messages/locale.ts';

/** What codes are called in the reader's language; a code that nobody knows any more is said as it is. */
export interface SayNames {
  service: (id: string) => string;
  evidence: (code: string) => string;
  field: (evidence: string, name: string) => string;
  connector: (id: ConnectorId) => string;
  department: string;
}

export function sayNames(names: Names, locale: Locale): SayNames {
  const typeOf = (code: string) => names.evidenceTypes.find((each) => each.code === code);
  return {
    service: (id) => names.services.get(id)?.[locale] ?? id,
    evidence: (code) => typeOf(code)?.title[locale] ?? code,
    field: (code, name) => typeOf(code)?.fields.find((each) => each.name === name)?.label[locale] ?? name,
    connector: (id) => names.connectors.get(id)?.title?.[locale] ?? id,
    department: names.department?.[locale] ?? '',
  };
}
