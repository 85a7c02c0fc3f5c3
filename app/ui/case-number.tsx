import { printCaseNumber } from '#domain/case-number.ts';

/** A case number in bold, in groups of four. */
export function CaseNumber({ children }: { children: string }) {
  return <b className="numerals nowrap">{printCaseNumber(children)}</b>;
}
