import type { ServiceDocument } from '#domain/service.ts';

type Page = ServiceDocument['pages'][number];

const whom: Page = {
  id: 'whom',
  title: {
    'zh-CN': '去世亲人的姓名和身份证号码',
    'zh-TW': '去世親人的姓名和身份證號碼',
    en: 'Name and identity number of the relative who died',
  },
  reason: {
    'zh-CN': '凭这两项，我们才能向部门核实，不会用作别的用途。',
    'zh-TW': '憑這兩項，我們才能向部門核實，不會用作別的用途。',
    en: 'With these two we can ask the departments. They are used for nothing else.',
  },
  fields: [
    {
      id: 'deceasedName',
      kind: 'person_name',
      label: { 'zh-CN': '姓名', 'zh-TW': '姓名', en: 'Name' },
      hint: {
        'zh-CN': '和身份证、户口簿上的写法一致',
        'zh-TW': '和身份證、戶口簿上的寫法一致',
        en: 'As written on the identity card or household register',
      },
    },
    {
      id: 'deceasedIdNumber',
      kind: 'citizen_id',
      label: { 'zh-CN': '身份证号码', 'zh-TW': '身份證號碼', en: 'Identity number' },
      hint: {
        'zh-CN': '18位；老证件的15位号码也可以。空格不影响',
        'zh-TW': '18位；老證件的15位號碼也可以。空格不影響',
        en: '18 digits, or the 15 digits of an old card. Spaces do not matter',
      },
    },
  ],
  help: {
    question: {
      'zh-CN': '手边没有身份证号码',
      'zh-TW': '手邊沒有身份證號碼',
      en: 'I do not have the identity number',
    },
    answer: {
      'zh-CN': '号码印在户口簿、社保卡申领单和退休证上。都找不到的，可以到社保窗口办，由工作人员帮您查。',
      'zh-TW': '號碼印在戶口簿、社保卡申領單和退休證上。都找不到的，可以到社保窗口辦，由工作人員幫您查。',
      en: 'It is printed in the household register, on social security papers and in the pension booklet. If you find none of these, staff at the social insurance counter will look it up with you.',
    },
  },
};

const option = (value: string, cn: string, tw: string, en: string) => ({
  value,
  label: { 'zh-CN': cn, 'zh-TW': tw, en },
  consequence: null,
});

const relation: Page = {
  id: 'relation',
  title: {
    'zh-CN': '您是逝者的什么人？',
    'zh-TW': '您是逝者的什麼人？',
    en: 'What were you to the person who died?',
  },
  reason: {
    'zh-CN': '法律规定由近亲属领取。我们先向公安部门核实，核实到了就不用您证明。',
    'zh-TW': '法律規定由近親屬領取。我們先向公安部門核實，核實到了就不用您證明。',
    en: 'The law pays close relatives. We ask the police register first; if it confirms the relation you need not prove it.',
  },
  fields: [
    {
      id: 'relation',
      kind: 'choice',
      label: { 'zh-CN': '我是逝者的', 'zh-TW': '我是逝者的', en: 'I am the' },
      hint: null,
      options: [
        option('spouse', '丈夫或妻子', '丈夫或妻子', 'husband or wife'),
        option('child', '儿子或女儿', '兒子或女兒', 'son or daughter'),
        option('parent', '父亲或母亲', '父親或母親', 'father or mother'),
        option('sibling', '兄弟姐妹', '兄弟姐妹', 'brother or sister'),
        option('grandchild', '孙子女或外孙子女', '孫子女或外孫子女', 'grandchild'),
        option('grandparent', '祖父母或外祖父母', '祖父母或外祖父母', 'grandparent'),
        {
          value: 'other',
          label: { 'zh-CN': '其他', 'zh-TW': '其他', en: 'somebody else' },
          consequence: {
            'zh-CN': '例如儿媳、女婿、侄子女、照顾他的人。您可以继续申请，由工作人员看。',
            'zh-TW': '例如兒媳、女婿、侄子女、照顧他的人。您可以繼續申請，由工作人員看。',
            en: 'For example a son- or daughter-in-law, a nephew, a carer. You may go on; a member of staff will look at it.',
          },
        },
      ],
    },
  ],
  help: {
    question: {
      'zh-CN': '几位亲人都可以领，由谁申请？',
      'zh-TW': '幾位親人都可以領，由誰申請？',
      en: 'Several of us may draw it. Who applies?',
    },
    answer: {
      'zh-CN': '由一位家属代表申请，钱转到这位家属的账户，怎么分由家里商量。',
      'zh-TW': '由一位家屬代表申請，錢轉到這位家屬的賬戶，怎麼分由家裡商量。',
      en: 'One relative applies and is paid; how to share it is for the family to settle.',
    },
  },
};

const account: Page = {
  id: 'account',
  title: { 'zh-CN': '钱转到哪个账户？', 'zh-TW': '錢轉到哪個賬戶？', en: 'Into which account shall we pay?' },
  reason: {
    'zh-CN': '要用您本人的账户。我们只问银行账户是不是您的，不查余额。',
    'zh-TW': '要用您本人的賬戶。我們只問銀行賬戶是不是您的，不查餘額。',
    en: 'It must be your own account. We ask the bank only whether it is yours, never what is in it.',
  },
  fields: [
    {
      id: 'account',
      kind: 'bank_card',
      label: { 'zh-CN': '银行卡号', 'zh-TW': '銀行卡號', en: 'Bank card number' },
      hint: {
        'zh-CN': '用社保卡的银行账户最快。空格不影响',
        'zh-TW': '用社保卡的銀行賬戶最快。空格不影響',
        en: 'The bank account of your social security card is quickest. Spaces do not matter',
      },
    },
  ],
  help: null,
};

/** One topic a page. What will be asked of whom, and the check of the answers, are built from the definition. */
export const pages: Page[] = [whom, relation, account];
