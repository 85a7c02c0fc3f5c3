/** A member of staff of the make-believe city. Password and secret are shown on the sandbox's pages: there is nothing to protect. */
export type Staff = {
  number: string;
  name: string;
  roles: readonly ('clerk' | 'senior_clerk' | 'department_officer' | 'city_administrator')[];
  /** District or city in which the person acts, GB/T 2260. */
  area: string;
  /** For department officers: the department whose data they answer for. */
  department: string | null;
  post: string;
  password: string;
  /** Secret of the second factor, base 32. */
  otpSecret: string;
};

const staff = (
  number: string,
  name: string,
  roles: Staff['roles'],
  area: string,
  post: string,
  department: string | null = null,
): Staff => ({
  number,
  name,
  roles,
  area,
  department,
  post,
  password: `anlan-${number}`,
  // Any 16 characters of base 32 do; drawn from the number so that an authenticator app keeps working.
  otpSecret: `ANLANDEMO${number.replaceAll(/[01]/g, '7').replaceAll(/[89]/g, '6').padEnd(7, '2').slice(0, 7)}`,
});

export const STAFF: readonly Staff[] = [
  staff('102027', '范晓', ['clerk'], '990102', '临江区社保窗口'),
  staff('102031', '金悦', ['clerk'], '990102', '临江区社保窗口'),
  staff('102005', '陆文', ['senior_clerk'], '990102', '临江区社保审核'),
  staff('103014', '汪洋', ['clerk'], '990103', '云栖区社保窗口'),
  staff('103002', '姜宁', ['senior_clerk'], '990103', '云栖区社保审核'),
  staff('105008', '石青', ['clerk'], '990105', '青岚区社保窗口'),
  staff('105003', '乔远', ['senior_clerk'], '990105', '青岚区社保审核'),
  staff('121006', '崔岚', ['clerk'], '990121', '松陵县社保窗口'),
  staff('121002', '高原', ['senior_clerk'], '990121', '松陵县社保审核'),
  // Two of every department: what one has made, the other signs.
  staff('100301', '丁卫', ['department_officer'], '990100', '市公安局数据专员', 'public-security'),
  staff('100311', '严谨', ['department_officer'], '990100', '市公安局数据复核', 'public-security'),
  staff('100302', '沈康', ['department_officer'], '990100', '市卫生健康委数据专员', 'health'),
  staff('100312', '叶宁', ['department_officer'], '990100', '市卫生健康委数据复核', 'health'),
  staff('100303', '卢保', ['department_officer'], '990100', '市社保中心数据专员', 'social-security'),
  staff('100313', '邱实', ['department_officer'], '990100', '市社保中心数据复核', 'social-security'),
  staff('100304', '何秀兰', ['department_officer'], '990100', '市民政局数据专员', 'civil-affairs'),
  staff('100314', '田野', ['department_officer'], '990100', '市民政局数据复核', 'civil-affairs'),
  staff('100305', '钱穆', ['department_officer'], '990100', '省民政厅数据专员', 'marriage-registry'),
  staff('100315', '蒋一舟', ['department_officer'], '990100', '省民政厅数据复核', 'marriage-registry'),
  staff('100306', '贺敏', ['department_officer'], '990100', '安澜农商银行数据专员', 'card-bank'),
  staff('100316', '谭文', ['department_officer'], '990100', '安澜农商银行数据复核', 'card-bank'),
  staff('100001', '程安', ['city_administrator'], '990100', '市政务数据管理'),
];
