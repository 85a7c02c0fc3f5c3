/** A case number in groups of four, so that it can be read out on the phone. */
export function caseNumberText(caseNumber: string): string {
  return caseNumber.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1 ');
}

export function CaseNumber({ children }: { children: string }) {
  return <b className="numerals nowrap">{caseNumberText(children)}</b>;
}
