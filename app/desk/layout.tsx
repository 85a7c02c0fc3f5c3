import type { ReactNode } from 'react';

/** The class sets the root's type step and width for all pages of the desk (app/look/desk.css). */
export default function DeskLayout({ children }: { children: ReactNode }) {
  return <div className="desk">{children}</div>;
}
