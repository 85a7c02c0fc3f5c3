import type { ServiceDocument } from '#domain/service.ts';
import { account } from '../after-a-death/requirements/account.ts';
import { certificateDate, register } from '../after-a-death/requirements/death.ts';
import { balance, contributions, insured, paid, pension } from '../after-a-death/requirements/insurance.ts';
import { kin } from '../after-a-death/requirements/kin.ts';

/** The scheme is asked first: of somebody insured under another one nothing else is asked here. */
export const requirements: ServiceDocument['requirements'] = [
  insured(['scheme'], {
    'zh-CN': '核实参加的是不是城乡居民养老保险',
    'zh-TW': '核實參加的是不是城鄉居民養老保險',
    en: 'To confirm that it was the residents’ insurance',
  }),
  certificateDate,
  register,
  contributions(['actualMonths'], {
    'zh-CN': '本地丧葬补助金按缴费年限发的，核实缴费年限',
    'zh-TW': '本地喪葬補助金按繳費年限發的，核實繳費年限',
    en: 'To know the years of contribution where the local funeral grant goes by them',
  }),
  balance({
    'zh-CN': '计算可以继承的个人账户余额',
    'zh-TW': '計算可以繼承的個人帳戶餘額',
    en: 'To work out what can be inherited of the account',
  }),
  pension(['lastPaidMonth', 'monthlyFen'], {
    'zh-CN': '核实去世以后有没有多发养老金',
    'zh-TW': '核實去世以後有沒有多發養老金',
    en: 'To learn whether pension was paid after the death',
  }),
  paid(['funeralPaid'], {
    'zh-CN': '核实丧葬补助金没有发过',
    'zh-TW': '核實喪葬補助金沒有發過',
    en: 'To confirm that no funeral grant was paid before',
  }),
  kin(
    {
      'zh-CN': '核实您是逝者的继承人',
      'zh-TW': '核實您是逝者的繼承人',
      en: 'To confirm that you are an heir',
    },
    '国发〔2014〕8号；民法典第一千一百二十七条',
  ),
  account('社会保险经办条例第二十六条'),
];
