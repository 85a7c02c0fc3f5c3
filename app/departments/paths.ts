import type { DraftStep } from '#flow/connectors/draft.ts';

/** Where the parts of the console are. */
export const CONSOLE = '/departments';

export const connectorPath = (connector: string, part?: string): string =>
  `${CONSOLE}/connectors/${connector}${part === undefined ? '' : `/${part}`}`;
export const stepPath = (connector: string, step: DraftStep | 'document'): string =>
  `${CONSOLE}/connect/${connector}/${step}`;
export const versionPath = (connector: string, version: number): string =>
  connectorPath(connector, `versions/${version}`);
export const conformancePath = (connector: string, version: number): string =>
  connectorPath(connector, `conformance/${version}`);
export const grantPath = (grant: string): string => `${CONSOLE}/grants/${grant}`;

export type Query = Readonly<Record<string, string | string[] | undefined>>;

/** Why fields of a form were not taken, by name. */
export type Faults = Readonly<Record<string, string>>;

/** A form's page with the faults of its fields: codes only, never values. */
export function withFaults(path: string, faults: Faults): string {
  const text = Object.entries(faults).map(([field, fault]) => `${field}.${fault}`);
  return `${path}?${new URLSearchParams({ faults: text.join(',') })}`;
}

const FAULT = /^([a-zA-Z][\w-]*)\.([a-z_]+)$/;

/** The faults that a page was come back to with; anything that no form of ours sends is none. */
export function faultsIn(query: Query): Faults {
  const { faults } = query;
  if (typeof faults !== 'string') return {};
  const named = faults.split(',').flatMap((text) => {
    const [, field, fault] = FAULT.exec(text) ?? [];
    return field === undefined || fault === undefined ? [] : [[field, fault] as const];
  });
  return Object.fromEntries(named);
}
