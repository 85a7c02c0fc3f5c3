import type { Texts } from '#domain/evidence.ts';
import type { ServiceDocument } from '#domain/service.ts';

type RequirementDocument = ServiceDocument['requirements'][number];
type RungDocument = RequirementDocument['ladder'][number];

/** The eight relations of 民法典第一千零四十五条 in the words of the form; grandparents of both sides are one answer. */
const NEAR = ['spouse', 'child', 'parent', 'sibling', 'grandchild', 'grandparent'];

/** The last means, in the same words for every service: what the applicant declares once holds for the whole application. */
const commitment: RungDocument = {
  means: 'commitment',
  onlyFor: { claim: 'relation', values: NEAR },
  textVersion: 'kin-1',
  statement: {
    'zh-CN': '我承诺：我和逝者的关系就是我在申请里填写的关系，填写属实。',
    'zh-TW': '我承諾：我和逝者的關係就是我在申請裡填寫的關係，填寫屬實。',
    en: 'I declare that my relation to the person who died is the one stated in this application, and that it is true.',
  },
  duty: {
    'zh-CN':
      '部门的登记里没有查到、或者不能确定您和逝者的关系。法律规定由近亲属领取（民法典第一千零四十五条）。您可以书面承诺代替证明，也可以不承诺，改由工作人员核查；承诺不承诺由您决定。',
    'zh-TW':
      '部門的登記裡沒有查到、或者不能確定您和逝者的關係。法律規定由近親屬領取（民法典第一千零四十五條）。您可以書面承諾代替證明，也可以不承諾，改由工作人員核查；承諾不承諾由您決定。',
    en: 'The departments’ registers do not show your relation, or not beyond doubt. The law pays close relatives (民法典 art. 1045). You may declare it in writing instead of proving it, or leave it to a member of staff to check; the choice is yours.',
  },
  consequence: {
    'zh-CN':
      '决定以后我们可能核查。承诺不实的，要退回领到的钱，记入信用记录；以欺诈手段领取的，处骗取金额二倍以上五倍以下罚款。',
    'zh-TW':
      '決定以後我們可能核查。承諾不實的，要退回領到的錢，記入信用記錄；以欺詐手段領取的，處騙取金額二倍以上五倍以下罰款。',
    en: 'We may check after the decision. If the declaration is false the money is to be paid back and it is entered in the credit record; for fraud there is a fine of two to five times the sum.',
  },
  establishes: { relation: { claim: 'relation' }, near: true, certainty: 'committed' },
};

/**
 * How the applicant is related to the person who died. What one household register says of both comes first; then, for
 * a child, the birth certificate; for a spouse, the marriage registers; then a written commitment.
 */
export function kin(purpose: Texts, citation: string): RequirementDocument {
  return {
    id: 'kin',
    title: {
      'zh-CN': '您和逝者的关系',
      'zh-TW': '您和逝者的關係',
      en: 'Your relation to the person who died',
    },
    subjects: ['deceased', 'applicant'],
    purpose,
    legalBasis: { citation, kind: 'STATUTORY_DUTY' },
    ladder: [
      {
        means: 'data_share',
        evidence: 'E-HH',
        fields: ['firstRelation', 'secondRelation'],
        reading: 'kinship_household',
        patienceMinutes: 30,
      },
      {
        means: 'data_share',
        onlyFor: { claim: 'relation', values: ['child'] },
        evidence: 'E-BIR',
        fields: ['fatherIsDeceased', 'motherIsDeceased'],
        reading: 'kinship_birth',
        patienceMinutes: 30,
      },
      {
        means: 'data_share',
        onlyFor: { claim: 'relation', values: ['spouse'] },
        evidence: 'E-MAR',
        fields: ['state'],
        reading: 'kinship_marriage',
        patienceMinutes: 1440,
      },
      commitment,
    ],
    paperSpared: {
      'zh-CN': '户口簿、亲属关系证明、结婚证',
      'zh-TW': '戶口簿、親屬關係證明、結婚證',
      en: 'Household register, proof of kinship, marriage certificate',
    },
  };
}
