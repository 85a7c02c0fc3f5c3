import type { BundleDocument } from '#domain/bundle.ts';

/**
 * What a mail says of each case, after the service's short title. No name, no amount and no identity number, since mail is
 * not sealed; and nothing that calls a decision after a death good news.
 */
export const notice: BundleDocument['notice'] = {
  subject: {
    'zh-CN': '您的申报有了新的进展',
    'zh-TW': '您的申報有了新的進展',
    en: 'News of your application',
  },
  greeting: {
    'zh-CN': '您好。您申报的事项有了新的进展：',
    'zh-TW': '您好。您申報的事項有了新的進展：',
    en: 'There is news of your application:',
  },
  closing: {
    'zh-CN': '具体内容请登录以后查看。邮件里不写姓名、金额和证件号码，也不会请您转账或者提供验证码。',
    'zh-TW': '具體內容請登入以後查看。郵件裡不寫姓名、金額和證件號碼，也不會請您轉帳或者提供驗證碼。',
    en: 'Please sign in to read the rest. Our mails hold no names, amounts or identity numbers, and never ask you for a transfer or a code.',
  },
  states: {
    received: {
      'zh-CN': '已收到，正在向部门核实。您现在不用做什么。',
      'zh-TW': '已收到，正在向部門核實。您現在不用做什麼。',
      en: 'received; we are asking the departments. There is nothing for you to do now.',
    },
    needs_you: {
      'zh-CN': '有一处要您看一下才能往下办。',
      'zh-TW': '有一處要您看一下才能往下辦。',
      en: 'there is something for you to look at before we can go on.',
    },
    in_review: {
      'zh-CN': '已转工作人员办理，办好会告诉您。',
      'zh-TW': '已轉工作人員辦理，辦好會告訴您。',
      en: 'with a member of staff now; we will tell you when it is settled.',
    },
    granted: {
      'zh-CN': '已作出决定，准予发放。',
      'zh-TW': '已作出決定，准予發放。',
      en: 'decided: it will be paid.',
    },
    not_applicable: {
      'zh-CN': '这一项不适用，原因在决定里。别的事项不受影响。',
      'zh-TW': '這一項不適用，原因在決定裡。別的事項不受影響。',
      en: 'does not apply; the decision says why. The other items are not affected.',
    },
    refused: {
      'zh-CN': '已作出决定，不予发放。理由和不同意时可以怎么办，都写在决定里。',
      'zh-TW': '已作出決定，不予發放。理由和不同意時可以怎麼辦，都寫在決定裡。',
      en: 'decided: it will not be paid. The decision gives the reasons and what you can do if you do not agree.',
    },
    owed: {
      'zh-CN': '已作出决定，有一笔要退回。怎么算的、能不能分期、不同意怎么办，都写在决定里。',
      'zh-TW': '已作出決定，有一筆要退回。怎麼算的、能不能分期、不同意怎麼辦，都寫在決定裡。',
      en: 'decided: something is to be returned. The decision says how it was worked out, that it can be returned in parts, and what you can do if you do not agree.',
    },
    paid: {
      'zh-CN': '银行已转账，请查看您的账户。',
      'zh-TW': '銀行已轉帳，請查看您的帳戶。',
      en: 'the bank has made the transfer; please look at your account.',
    },
    bounced: {
      'zh-CN': '银行把钱退了回来，请登录核对收款账户。钱还在，不会少。',
      'zh-TW': '銀行把錢退了回來，請登入核對收款帳戶。錢還在，不會少。',
      en: 'the bank has returned the money; please sign in and check the account. Nothing is lost.',
    },
    withdrawn: {
      'zh-CN': '已按您的要求撤回。以后可以重新申报。',
      'zh-TW': '已按您的要求撤回。以後可以重新申報。',
      en: 'withdrawn as you asked. You may apply again.',
    },
  },
};
