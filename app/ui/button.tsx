import type { ReactNode } from 'react';

/** One `primary` per view; `stop` for an act that stops something. */
export type ButtonKind = 'primary' | 'outline' | 'stop';

const CLASSES = {
  primary: 'button',
  outline: 'button outline',
  stop: 'button stop',
} as const satisfies Record<ButtonKind, string>;

type ButtonProps = {
  /** A verb that names the act, never 确定 or 提交. */
  children: ReactNode;
  kind?: ButtonKind;
  /** Sent with the form when the form has several buttons. */
  name?: string;
  value?: string;
  /** The id of the form it belongs to, when it stands outside. */
  form?: string;
};

/** A button that sends its form. It is never disabled: a click with something missing says what is missing. */
export function Button({ children, kind = 'primary', name, value, form }: ButtonProps) {
  return (
    <button type="submit" className={CLASSES[kind]} name={name} value={value} form={form}>
      {children}
    </button>
  );
}

type LinkProps = { href: string; children: ReactNode };

/** A link that looks like a button: for the one next step of a page that is not a form. */
export function LinkButton({ href, children, kind = 'primary' }: LinkProps & { kind?: ButtonKind }) {
  return (
    <a className={CLASSES[kind]} href={href}>
      {children}
    </a>
  );
}

/** A link that stands by itself and is large enough to be hit. */
export function ActionLink({ href, children }: LinkProps) {
  return (
    <a className="target" href={href}>
      {children}
    </a>
  );
}

/** Buttons and the links beside them. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className="actions">{children}</div>;
}

/** Links of equal weight, side by side. */
export function LinkList({ links }: { links: readonly { href: string; label: ReactNode }[] }) {
  return (
    <ul className="links">
      {links.map(({ href, label }) => (
        <li key={href}>
          <ActionLink href={href}>{label}</ActionLink>
        </li>
      ))}
    </ul>
  );
}
