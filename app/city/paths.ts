export const CITY_GRANTS = '/city/grants';

export const cityGrantPath = (grant: string): string => `${CITY_GRANTS}/${grant}`;

/** Where a grant is asked for; what it is for is part of the address. */
export function newGrantPath(need: { service: string; requirement: string; evidence: string }): string {
  const { service, requirement, evidence } = need;
  return `${CITY_GRANTS}/new?${new URLSearchParams({ service, requirement, evidence })}`;
}

/** An address that has a query already, with the faults of its form: codes only, never values. */
export function withQueryFaults(path: string, faults: Readonly<Record<string, string>>): string {
  const text = Object.entries(faults).map(([field, fault]) => `${field}.${fault}`);
  return `${path}&${new URLSearchParams({ faults: text.join(',') })}`;
}
