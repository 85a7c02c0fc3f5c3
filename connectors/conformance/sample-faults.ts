import { CitizenId } from '#domain/citizen-id.ts';
import { SAMPLE_KINDS, type Sample, type Samples } from '../samples.ts';

/** Numbers of 15 digits have no check character. */
const LENGTH = 18;

function eachSample(samples: Samples, look: (sample: Sample, code: string) => readonly string[]): string[] {
  return Object.entries(samples).flatMap(([code, of]) =>
    SAMPLE_KINDS.flatMap((kind) => {
      const sample = of[kind];
      return sample === undefined ? [] : look(sample, code).map((fault) => `${code}, ${kind}: ${fault}`);
    }),
  );
}

/**
 * Samples without a value that their evidence type demands: asked so, no department could answer. Names stand here, no values.
 * @param givenOf the names of the values that have to be given along
 */
export function listLacks(samples: Samples, givenOf: (code: string) => readonly string[]): string[] {
  return eachSample(samples, ({ given }, code) =>
    givenOf(code)
      .filter((name) => !given[name])
      .map((name) => `the sample lacks the given value: ${name}`),
  );
}

/** What is odd about samples and keeps nothing from running: which person of which sample, never the number. */
export function listRemarks(samples: Samples): string[] {
  return eachSample(samples, ({ subjects }) =>
    subjects.flatMap(({ idNumber }, index) =>
      idNumber.length === LENGTH && !CitizenId.safeParse(idNumber).success
        ? [`the check digit in the number of person ${index + 1} is wrong (GB 11643)`]
        : [],
    ),
  );
}
