import { z } from 'zod';
import { EvidenceCode } from '#domain/evidence.ts';
import { StaffId } from '#domain/ids.ts';
import type { SwitchPart } from '#flow/control/switch-verbs.ts';

/** The choices of what to stop, in the order of the page; `all` is the whole connector. */
export const KINDS = ['all', 'evidence', 'field', 'service', 'officer'] as const;

/** What a form says is to be stopped: a kind, and the value of that kind's own field. */
export const PartForm = z.object({
  kind: z.enum(KINDS),
  evidence: z.string().default(''),
  /** `E-CODE/field`: a field is always one of an evidence type. */
  field: z.string().default(''),
  service: z.string().default(''),
  officer: z.string().default(''),
});
export type PartForm = z.infer<typeof PartForm>;

/** The part that a form names; undefined where its value is missing or none. */
export function partOf({ kind, ...named }: PartForm): SwitchPart | undefined {
  const nothing = { evidence: null, field: null, service: null, officer: null };
  switch (kind) {
    case 'all':
      return nothing;
    case 'evidence': {
      const evidence = EvidenceCode.safeParse(named.evidence);
      return evidence.success ? { ...nothing, evidence: evidence.data } : undefined;
    }
    case 'field': {
      const [code = '', field = ''] = named.field.split('/');
      const evidence = EvidenceCode.safeParse(code);
      return evidence.success && field !== '' ? { ...nothing, evidence: evidence.data, field } : undefined;
    }
    case 'service':
      return /^[a-z][a-z0-9-]*$/.test(named.service) ? { ...nothing, service: named.service } : undefined;
    case 'officer': {
      const officer = StaffId.safeParse(named.officer);
      return officer.success ? { ...nothing, officer: officer.data } : undefined;
    }
  }
}

/** The form that names a part. */
export function formOf({ evidence, field, service, officer }: SwitchPart): PartForm {
  const form = { evidence: evidence ?? '', service: service ?? '', officer: officer ?? '', field: '' };
  if (officer !== null) return { ...form, kind: 'officer' };
  if (service !== null) return { ...form, kind: 'service' };
  if (field !== null) return { ...form, kind: 'field', field: `${evidence}/${field}` };
  return { ...form, kind: evidence === null ? 'all' : 'evidence' };
}

/** The address of the page that shows what stopping it would do. */
export function confirmPath(connector: string, part: PartForm, faults?: string): string {
  const named = Object.entries(part).filter(([, value]) => value !== '');
  const query = new URLSearchParams([...named, ...(faults === undefined ? [] : [['faults', faults]])] as [
    string,
    string,
  ][]);
  return `/departments/connectors/${connector}/switches/confirm?${query}`;
}
