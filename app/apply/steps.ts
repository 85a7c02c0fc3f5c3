import type { ApplicationId } from '#domain/ids.ts';
import type { FormPage } from '#domain/service.ts';
import type { DraftView } from '#flow/read-draft.ts';

/** The two steps that every application has after its questions: whom we ask, and the answers once more. */
export const SOURCES = 'sources';
export const CHECK = 'check';

/** Address of one step of an application. */
export function stepPath(application: ApplicationId, step: string): string {
  return `/apply/${application}/${step}`;
}

/** Address of a question; opened from the check page it leads back there. */
export function questionPath(application: ApplicationId, page: string, fromCheck: boolean): string {
  return `${stepPath(application, page)}${fromCheck ? `?from=${CHECK}` : ''}`;
}

function stepsOf(pages: readonly FormPage[]): string[] {
  return [...pages.map(({ id }) => id), SOURCES, CHECK];
}

/** The step after a question. */
export function stepAfter({ pages }: Pick<DraftView, 'pages'>, step: string): string {
  return stepsOf(pages)[stepsOf(pages).indexOf(step) + 1] ?? CHECK;
}

/** The step before this one; undefined for the first question. */
export function stepBefore({ pages }: Pick<DraftView, 'pages'>, step: string): string | undefined {
  return stepsOf(pages)[stepsOf(pages).indexOf(step) - 1];
}

/** The first question that has no accepted answer, or whose newest answer was rejected. */
export function findUnanswered(draft: DraftView): FormPage | undefined {
  return draft.pages.find(
    ({ id, fields }) =>
      draft.rejected[id] !== undefined || fields.some((field) => draft.claim[field.id] === undefined),
  );
}
