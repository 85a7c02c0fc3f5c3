import { runFromOutside } from '../conformance/outside.ts';
import { isGreen, writeReport } from '../conformance/report.ts';
import { publicKeyOf, signingKey } from '../keys.ts';
import { openOutgoing } from '../outgoing.ts';
import { fixedKeys } from '../receiving/portal-keys.ts';
import { Samples } from '../samples.ts';
import { type Described, documentOf } from './document.ts';
import { drawKey } from './key-file.ts';
import { openDepartment } from './open-department.ts';

/**
 * Starts a department on a free port, with a store in memory and its samples, and runs the conformance suite against it.
 * @param samples as read from `samples.json`
 * @returns whether nothing was broken, and the report
 */
export async function tryDepartment(
  known: Omit<Described, 'key'>,
  samples: unknown,
): Promise<{ isGreen: boolean; report: string }> {
  const [key, signer] = ['department-under-test', 'suite'].map((kid) => signingKey(drawKey(kid)));
  if (key === undefined || signer === undefined) throw new TypeError('two keys were drawn');
  const issuer = 'http://127.0.0.1:9';
  const given = Samples.parse(samples);
  const settings = { ...known, key, store: ':memory:', samples: given, portalUrl: issuer };
  const open = openDepartment({ ...settings, portalKeys: fixedKeys([publicKeyOf(signer)]) });
  const outgoing = openOutgoing({ allow: ['127.0.0.1'] });
  try {
    const document = documentOf(settings, `http://127.0.0.1:${await open.listen(0)}`);
    const credentials = new Map<string, string>();
    const findings = await runFromOutside({
      document,
      samples: given,
      credentials,
      signer,
      issuer,
      outgoing,
    });
    return { isGreen: isGreen(findings), report: writeReport(known.connector, findings) };
  } finally {
    outgoing.close();
    await open.close();
  }
}
