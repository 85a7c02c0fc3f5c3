import { runFromOutside } from '../conformance/outside.ts';
import { isGreen, listBroken, writeReport } from '../conformance/report.ts';
import { listLacks, listRemarks } from '../conformance/sample-faults.ts';
import { publicKeyOf, signingKey } from '../keys.ts';
import { openOutgoing } from '../outgoing.ts';
import { fixedKeys } from '../receiving/portal-keys.ts';
import { Samples } from '../samples.ts';
import { type Described, documentOf } from './document.ts';
import { drawKey } from './key-file.ts';
import { openDepartment } from './open-department.ts';

export interface Trial {
  /**
   * Who answers about the samples' persons: the samples themselves, which tries all but the department's own code, or its
   * functions, which then have to find these persons in the register that they ask.
   */
  answeredBy: 'samples' | 'functions';
}

/**
 * Starts a department on a free port, with a store in memory, and runs the conformance suite against it.
 * @param samples as read from `samples.json`
 * @returns whether nothing was broken, the report, and of it what was broken, with what went wrong in the functions
 */
export async function tryDepartment(
  known: Omit<Described, 'key'>,
  samples: unknown,
  { answeredBy }: Trial = { answeredBy: 'samples' },
): Promise<{ isGreen: boolean; report: string; broken: string }> {
  const given = Samples.parse(samples);
  const lacks = listLacks(given, (code) => givenOf(known, code));
  if (lacks.length > 0) return { isGreen: false, report: lacks.join('\n'), broken: lacks.join('\n') };
  const [key, signer] = ['department-under-test', 'suite'].map((kid) => signingKey(drawKey(kid)));
  if (key === undefined || signer === undefined) throw new TypeError('two keys were drawn');
  const issuer = 'http://127.0.0.1:9';
  const portalKeys = fixedKeys([publicKeyOf(signer)]);
  const settings = { ...known, key, portalKeys, portalUrl: issuer, store: ':memory:' };
  const faults = new Set<string>();
  const open = openDepartment({
    ...settings,
    samples: answeredBy === 'samples' ? given : undefined,
    // The suite provokes refusals; what the department's own functions do wrong is nobody's intention.
    report: (what, kind) => kind === 'fault' && faults.add(what),
  });
  const outgoing = openOutgoing({ allow: ['127.0.0.1'] });
  try {
    const document = documentOf(settings, `http://127.0.0.1:${await open.listen(0)}`);
    const credentials = new Map<string, string>();
    const run = { document, samples: given, credentials, signer, issuer, outgoing };
    const findings = await runFromOutside(run);
    const report = [...listRemarks(given), writeReport(known.connector, findings), ...faults].join('\n\n');
    return { isGreen: isGreen(findings), report, broken: [...listBroken(findings), ...faults].join('\n') };
  } finally {
    outgoing.close();
    await open.close();
  }
}

/** The values that a department's own offer of an evidence type demands. */
function givenOf({ answers }: Pick<Described, 'answers'>, code: string): readonly string[] {
  return answers.find(({ offer }) => offer.evidence === code)?.offer.given ?? [];
}
