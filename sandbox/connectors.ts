import { evidenceTypes } from '#catalogue/index.ts';

/** A department's line as `npm start` writes it: where it listens, its secret and the public key of its answers. */
type Line = { id: string; port: number; secret: string; publicKey: Record<string, unknown> };

/** A connector of the make-believe city: its document (domain/connector.ts) and its credentials by slot. */
type Plug = { document: Record<string, unknown>; credentials: Record<string, string> };

const MUNICIPAL = { 'zh-CN': '全市在用数据', 'zh-TW': '全市在用資料', en: 'Current records of the city' };

/** How the departments of the make-believe city are plugged in: what their officers would have typed at the console. */
export function listPlugs(lines: readonly Line[]): Plug[] {
  return lines.map(native);
}

/** A department that speaks the wire protocol itself: one source for every evidence type. */
function native({ id, port, secret, publicKey }: Line): Plug {
  const offered = evidenceTypes.filter(({ connectors }) => connectors.some((each) => each === id));
  const document = {
    id,
    department: id.startsWith('social-security-') ? 'social-security' : id,
    title: MUNICIPAL,
    sources: offered.map(({ code, title }) => ({
      id: code.toLowerCase(),
      title,
      evidence: code,
      reach: {
        way: 'native',
        url: `http://127.0.0.1:${port}`,
        keys: [publicKey],
        proves: 'signature',
        batch: 1,
      },
      coverage: { areas: [], from: null, to: null, complete: false },
      precedence: 50,
      lagHours: 0,
      rows: null,
    })),
  };
  return { document, credentials: { main: secret } };
}
