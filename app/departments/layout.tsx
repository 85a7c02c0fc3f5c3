import type { ReactNode } from 'react';

/** The console is set like the desk: a smaller step, wider, denser (app/look/desk.css, console.css). */
export default function ConsoleLayout({ children }: { children: ReactNode }) {
  return <div className="desk console">{children}</div>;
}
