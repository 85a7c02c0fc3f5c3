const PHRASE_MARK = '|';

/** A title as plain text, without the marks between its phrases: for document titles and labels. */
export function plainTitle(title: string): string {
  return title.replaceAll(PHRASE_MARK, '');
}

/**
 * A title that breaks between its phrases only, never inside a word. Chinese texts mark the places with `|`
 * (`申请已收到，|正在核验`); a language that writes spaces needs no marks.
 */
export function PhraseTitle({ children }: { children: string }) {
  const phrases = children.split(PHRASE_MARK);
  if (phrases.length === 1) return children;
  return phrases.map((phrase) => (
    <span className="phrase" key={phrase}>
      {phrase}
    </span>
  ));
}
