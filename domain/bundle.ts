import { z } from 'zod';
import { DefinitionError } from './definition-error.ts';
import { Texts } from './evidence.ts';
import type { CompiledService } from './rules.ts';
import type { FormPage, PartyRole, ServiceDefinition } from './service.ts';

/** What a mail says of one case. Never an amount, a name or an identity number: mail is not sealed. */
export const NoticeState = z.enum([
  'received',
  'needs_you',
  'in_review',
  'granted',
  'not_applicable',
  'refused',
  'owed',
  'paid',
  'bounced',
  'withdrawn',
]);
export type NoticeState = z.infer<typeof NoticeState>;

/** 一件事: what a resident applies for once. Its application holds one case for each of its services. */
export const Bundle = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.number().int().positive(),
  validFrom: z.iso.date(),
  title: Texts,
  shortTitle: Texts,
  summary: Texts,
  whoFor: Texts,
  counter: Texts,
  /** In the order in which their cases are opened and shown. */
  services: z.array(z.string()).min(1),
  notice: z.object({
    subject: Texts,
    greeting: Texts,
    closing: Texts,
    states: z.record(NoticeState, Texts),
  }),
});
export type Bundle = z.infer<typeof Bundle>;
export type BundleDocument = z.input<typeof Bundle>;

/**
 * The question pages of an application: those of its services, each once, in the order in which they are met.
 * @throws DefinitionError where two services ask different things under one address
 */
export function pagesOf(services: readonly CompiledService[]): FormPage[] {
  const pages = new Map<string, FormPage>();
  for (const { definition } of services) {
    for (const page of definition.pages) {
      const known = pages.get(page.id);
      if (known !== undefined && JSON.stringify(known) !== JSON.stringify(page)) {
        throw new DefinitionError(
          `pages.${page.id}`,
          `${definition.id} asks something else than another service`,
        );
      }
      pages.set(page.id, page);
    }
  }
  return [...pages.values()];
}

/** The persons whom the applicant names, each role once. */
export function personsOf(services: readonly CompiledService[]): ServiceDefinition['persons'] {
  const persons = new Map<PartyRole, ServiceDefinition['persons'][number]>();
  for (const { definition } of services) {
    for (const person of definition.persons) if (!persons.has(person.role)) persons.set(person.role, person);
  }
  return [...persons.values()];
}

/** Things of a bundle's services in the order of the bundle; what follows from them stands at the end. */
export function inBundleOrder<T>(bundle: Bundle, things: readonly T[], serviceOf: (thing: T) => string): T[] {
  const place = (thing: T) => {
    const index = bundle.services.indexOf(serviceOf(thing));
    return index === -1 ? bundle.services.length : index;
  };
  return things.toSorted((one, other) => place(one) - place(other));
}
