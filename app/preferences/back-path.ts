const ANY_BASE = 'http://portal.invalid';

/**
 * The path to return to, safe to put into a Location header: the path that the form names, else the page that sent the
 * form (its Referer), else the home page. Whatever a browser could read as an address of another site is refused.
 */
export function backPath(named: string | null, referer: string | null): string {
  if (named !== null) return ownPath(named) ?? '/';
  if (referer === null || !URL.canParse(referer)) return '/';
  const { pathname, search } = new URL(referer);
  return ownPath(pathname + search) ?? '/';
}

function ownPath(path: string): string | undefined {
  if (!path.startsWith('/') || !URL.canParse(path, ANY_BASE)) return undefined;
  const url = new URL(path, ANY_BASE);
  // `/.//evil.example` stays on this origin but its pathname is `//evil.example`, another site in a Location header.
  if (url.origin !== ANY_BASE || url.pathname.startsWith('//')) return undefined;
  return url.pathname + url.search + url.hash;
}
