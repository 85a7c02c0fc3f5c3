/** Text for machines, as it is; long lines break, so that nothing has to be scrolled sideways. */
export function Code({ text }: { text: string }) {
  return (
    <pre className="code">
      <code>{text}</code>
    </pre>
  );
}
