import type { ServiceDocument } from '#domain/service.ts';

type Page = ServiceDocument['pages'][number];

/** One account for every payment of the application. */
export const account: Page = {
  id: 'account',
  title: { 'zh-CN': '钱转到哪个账户？', 'zh-TW': '錢轉到哪個帳戶？', en: 'Into which account shall we pay?' },
  reason: {
    'zh-CN': '要用您本人的账户。我们只问银行账户是不是您的，不查余额。',
    'zh-TW': '要用您本人的帳戶。我們只問銀行帳戶是不是您的，不查餘額。',
    en: 'It must be your own account. We ask the bank only whether it is yours, never what is in it.',
  },
  fields: [
    {
      id: 'account',
      kind: 'bank_card',
      label: { 'zh-CN': '银行卡号', 'zh-TW': '銀行卡號', en: 'Bank card number' },
      hint: {
        'zh-CN': '用社保卡的银行账户最快。空格不影响',
        'zh-TW': '用社保卡的銀行帳戶最快。空格不影響',
        en: 'The bank account of your social security card is quickest. Spaces do not matter',
      },
    },
  ],
  help: null,
};
