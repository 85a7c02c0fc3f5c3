import type { Locale } from '#domain/evidence.ts';
import type { Need } from '#domain/outcome.ts';
import type { ServiceDefinition } from '#domain/service.ts';

/** The judgement that is wanted, in the definition's words; null for the kinds that have a sentence of the page's own. */
export function wantedWords(service: ServiceDefinition, need: Need, locale: Locale): string | null {
  switch (need.kind) {
    case 'requirement':
      return service.requirements.find(({ id }) => id === need.id)?.title[locale] ?? need.id;
    case 'criterion':
      return service.criteria.find(({ id }) => id === need.id)?.statement[locale] ?? need.id;
    case 'amount':
      return service.amounts.find(({ id }) => id === need.id)?.label[locale] ?? need.id;
    case 'parameter':
      return service.parameters.find(({ name }) => name === need.name)?.label[locale] ?? need.name;
    case 'limit':
    case 'already_granted':
      return null;
  }
}
