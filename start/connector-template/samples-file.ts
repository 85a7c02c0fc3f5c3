import type { Samples } from '#connectors/samples.ts';
import type { FactValue } from '#domain/answer.ts';
import { citizenIdCheck } from '#domain/citizen-id.ts';
import type { EvidenceField, EvidenceType } from '#domain/evidence.ts';
import { givenWith } from '#flow/connectors/askable.ts';

/** Persons who do not exist: no province has numbers that begin with 99. */
const NAMES = ['样例甲', '样例乙', '样例丙', '样例丁', '样例戊', '样例己', '样例庚', '样例辛'];

function personOf(index: number) {
  const body = `990102196001${String(index + 10)}00${index + 1}`;
  return { name: NAMES[index] ?? '样例', idNumber: body + citizenIdCheck(body) };
}

const VALUES = {
  text: '样例',
  code: 'SAMPLE',
  date: '2026-03-18',
  month: '2026-03',
  integer: 12,
  fen: 100_000,
  yes_no: true,
} as const satisfies Record<EvidenceField['kind'], FactValue>;

/** Cards that no bank has issued, with right check digits. */
const ACCOUNTS = ['9999990000000014', '9999990000000022', '9999990000000030', '9999990000000048'];

/** What a sample of this kind gives along to be compared. */
function givenOf(code: string, kind: number): Record<string, string> {
  const account = ACCOUNTS[kind] ?? '';
  const given = (name: string) => (name === 'account' ? account : `样例${kind + 1}`);
  return Object.fromEntries(givenWith(code).map((name) => [name, given(name)]));
}

/** One person, or pair, for every kind of answer of each evidence type. */
export function samplesOf(evidence: readonly EvidenceType[]): Samples {
  return Object.fromEntries(
    evidence.map(({ code, subjects, fields }) => {
      const about = (kind: number) =>
        Array.from({ length: subjects }, (_, index) => personOf(kind * subjects + index));
      const known = Object.fromEntries(
        fields.map(({ name, kind, codes }) => [name, Object.keys(codes ?? {})[0] ?? VALUES[kind]]),
      );
      const sample = (kind: number, of: Record<string, FactValue>) => ({
        subjects: about(kind),
        given: givenOf(code, kind),
        fields: of,
      });
      return [
        code,
        {
          confirmed: sample(0, known),
          contradicted: sample(1, known),
          no_record: sample(2, {}),
          ambiguous: sample(3, {}),
          bypass: {},
        },
      ];
    }),
  );
}
