import type { ReactNode } from 'react';
import type { DeskForm } from './desk-field.tsx';

/** Which case a form is about, and the version of it that the page shows. */
export interface SeenOnPage {
  id: string;
  seq: number;
}

type FormProps = {
  action: (form: FormData) => Promise<never>;
  seen: SeenOnPage;
  of: Pick<DeskForm, 'form'>;
  /** Further values that nobody types. */
  hidden?: Readonly<Record<string, string>>;
  label?: string;
  children: ReactNode;
};

/** A form about a case: it always says which version of the case it was filled in on. */
export function CaseForm({ action, seen, of, hidden = {}, label, children }: FormProps) {
  const values = { case: seen.id, seq: `${seen.seq}`, form: of.form, ...hidden };
  return (
    <form action={action} aria-label={label} className="desk-form">
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}

type ButtonProps = {
  children: ReactNode;
  kind?: 'primary' | 'outline' | 'stop';
  /** The single key that presses it. */
  shortcut?: string;
};

const CLASSES = { primary: 'button', outline: 'button outline', stop: 'button stop' } as const;

/** A button that names its act, with the key that presses it. */
export function DeskButton({ children, kind = 'primary', shortcut }: ButtonProps) {
  return (
    <button type="submit" className={CLASSES[kind]} aria-keyshortcuts={shortcut}>
      {children}
      {shortcut === undefined ? null : <Key>{shortcut}</Key>}
    </button>
  );
}

/** A key beside what it does; seen only where single keys act, and never part of a name. */
export function Key({ children }: { children: string }) {
  return (
    <span className="key" aria-hidden="true">
      <kbd>{children.toUpperCase()}</kbd>
    </span>
  );
}
