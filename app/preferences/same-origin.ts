/**
 * Whether a browser sent this request from a page of ours. Sec-Fetch-Site decides where it is sent; older browsers
 * are judged by Origin. A request that carries neither is refused: every browser sends one of them with a POST.
 */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = headers.get('origin');
  if (origin === null || !URL.canParse(origin)) return false;
  return new URL(origin).host === headers.get('host');
}
