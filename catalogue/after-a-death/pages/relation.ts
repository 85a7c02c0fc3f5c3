import type { ServiceDocument } from '#domain/service.ts';

type Page = ServiceDocument['pages'][number];

const option = (value: string, cn: string, tw: string, en: string) => ({
  value,
  label: { 'zh-CN': cn, 'zh-TW': tw, en },
  consequence: null,
});

/** What the applicant was to the person who died. */
export const relation: Page = {
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
      'zh-TW': '由一位家屬代表申請，錢轉到這位家屬的帳戶，怎麼分由家裡商量。',
      en: 'One relative applies and is paid; how to share it is for the family to settle.',
    },
  },
};
