import type { DeskView } from '#flow/read-desk-case.ts';
import type { Typed } from '../parked.ts';
import type { DeskFact } from './desk-facts.ts';
import type { DeskForm } from './desk-field.tsx';
import type { SeenOnPage } from './desk-form.tsx';
import type { Back } from './paths.ts';

/** What the parts of a case's page share: the case, and which of its forms came back. */
export interface DeskPage {
  desk: DeskView;
  facts: readonly DeskFact[];
  seen: SeenOnPage;
  /** A form by its name: with what was typed and what is wrong with it, if it is the one that came back. */
  formOf: (name: string) => DeskForm;
}

/** Puts a page's shared values together. */
export function deskPage(
  desk: DeskView,
  facts: readonly DeskFact[],
  back: Back | undefined,
  typed: Typed | undefined,
): DeskPage {
  const { id } = desk.view.row;
  return {
    desk,
    facts,
    seen: { id, seq: desk.view.state.seq },
    formOf: (form) =>
      back?.form === form ? { form, typed, faults: back.faults } : { form, typed: undefined, faults: {} },
  };
}
