import { createPrivateKey, X509Certificate } from 'node:crypto';

/** How a connection proves who is calling, and whom it believes (Outgoing's `tls`). */
export interface ClientTls {
  cert: string;
  key: string;
  ca?: string;
}

const BLOCK = /-----BEGIN ([A-Z ]+)-----[\s\S]+?-----END \1-----/g;

/**
 * Reads a connector's credential for mTLS: one text with a private key and certificates in PEM, in any order. The certificate
 * of the key is shown, with those that lead up from it; a root among them is the only authority whose servers are believed.
 * Without one the well-known authorities are.
 * @throws ClientCertificateError where something is missing or does not belong together
 */
export function readClientTls(pem: string): ClientTls {
  const blocks = [...pem.matchAll(BLOCK)].map(([text, label = '']) => ({ text, label }));
  const key = blocks.find(({ label }) => label.endsWith('PRIVATE KEY'))?.text;
  try {
    const privateKey = createPrivateKey(key ?? '');
    const certificates = blocks
      .filter(({ label }) => label === 'CERTIFICATE')
      .map(({ text }) => ({ text, parsed: new X509Certificate(text) }));
    const leaf = certificates.find(({ parsed }) => parsed.checkPrivateKey(privateKey));
    if (key === undefined || leaf === undefined) throw new ClientCertificateError();
    const others = certificates.filter((each) => each !== leaf);
    const roots = others.filter(({ parsed }) => parsed.subject === parsed.issuer);
    const chain = [leaf, ...others.filter((each) => !roots.includes(each))];
    const inOne = (list: readonly { text: string }[]) => list.map(({ text }) => text).join('\n');
    return { cert: inOne(chain), key, ...(roots.length > 0 && { ca: inOne(roots) }) };
  } catch {
    throw new ClientCertificateError();
  }
}

/** A credential is no key with its certificate. Says nothing of it. */
export class ClientCertificateError extends Error {
  constructor() {
    super('expected a private key and its certificate in PEM');
    this.name = 'ClientCertificateError';
  }
}
