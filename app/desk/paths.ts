import { z } from 'zod';

/** Names of the forms on a case's page: `determine-kin`, `judge-near-relative`, `propose-refused`. */
export const FormName = z.string().regex(/^[a-z][A-Za-z0-9-]*$/);

/** Why a field of a form was not taken, by field name. */
export type Faults = Readonly<Record<string, string>>;

/** A case's page as one of its forms comes back to it: which form, and the version of the case that it was filled in on. */
export function casePath(id: string, back?: { seen: number; form: string }): string {
  const path = `/desk/cases/${id}`;
  if (back === undefined) return path;
  return `${path}?${new URLSearchParams({ seen: `${back.seen}`, form: back.form })}`;
}

/** The same with the faults of its fields: codes only, never values. */
export function withFaults(path: string, faults: Faults): string {
  const text = Object.entries(faults)
    .map(([field, fault]) => `${field}.${fault}`)
    .join(',');
  return `${path}&${new URLSearchParams({ faults: text })}`;
}

const Fault = /^([a-zA-Z]\w*)\.([a-z_]+)$/;
const Back = z.object({
  seen: z.coerce.number().int().positive(),
  form: FormName,
  faults: z.string().max(500).default(''),
  changed: z.literal('1').optional(),
});

/** How a case's page was come back to. */
export interface Back {
  seen: number;
  form: string;
  faults: Faults;
  isChanged: boolean;
}

/** Reads a page's query; anything that no form of ours leads back with is no way back at all. */
export function findBack(query: Readonly<Record<string, string | string[] | undefined>>): Back | undefined {
  const parsed = Back.safeParse(query);
  if (!parsed.success) return undefined;
  const { seen, form, faults, changed } = parsed.data;
  const named = faults.split(',').flatMap((text) => {
    const [, field, fault] = Fault.exec(text) ?? [];
    return field === undefined || fault === undefined ? [] : [[field, fault] as const];
  });
  return { seen, form, faults: Object.fromEntries(named), isChanged: changed === '1' };
}
