/** Whether a file has the name that a document gives; `*` in it stands for the date. */
export function openNamePattern(name: string): (fileName: string) => boolean {
  const pattern = new RegExp(`^${name.split('*').map(escapeText).join('.*')}$`);
  return (fileName) => pattern.test(fileName);
}

function escapeText(text: string): string {
  return text.replace(/[.\\^$*+?()[\]{}|-]/g, '\\$&');
}
