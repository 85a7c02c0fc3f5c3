import type { ReactNode } from 'react';

/** Pages of the city's administrators, set like the desk. */
export default function CityLayout({ children }: { children: ReactNode }) {
  return <div className="desk console">{children}</div>;
}
