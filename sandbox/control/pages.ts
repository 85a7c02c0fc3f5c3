import type { RunningBank } from '../bank/server.ts';
import { MODES } from '../departments/behaviour.ts';
import type { LoggedQuestion } from '../departments/ledger.ts';
import type { RunningDepartment } from '../departments/server.ts';
import { type Html, html, page } from '../html.ts';
import type { RunningMail } from '../mail/server.ts';
import { bankSection } from './bank-pages.ts';
import { mailSection } from './mail-pages.ts';
import { type PersonaRow, personaTable } from './persona-table.ts';

const PLACE = '安澜市沙盒控制台';

const MODE_WORDS = {
  normal: '正常',
  slow: '很慢',
  refused: '连不上',
  broken: '维护中（503）',
  wrong: '答复不合规范',
  lying: '答复的是别人',
  late: '先受理，稍后答复',
  never: '先受理，不再答复',
  quota: '次数已用完（429）',
} as const satisfies Record<(typeof MODES)[number], string>;

export type Overview = {
  departments: readonly RunningDepartment[];
  mail: RunningMail;
  bank: RunningBank;
  personas: readonly PersonaRow[];
  now: string;
  offsetMs: number;
  portalUrl: string;
  suggestedDate: string;
  message: string | undefined;
};

export function overviewPage(overview: Overview): string {
  const { departments, personas, now, portalUrl, message } = overview;
  const body = html`<h1>这座城市是虚构的</h1>
<p>每个部门是一台独立的服务器，有自己的数据和毛病。这里改的只是部门和时钟，不是办事平台。平台在 <a href="${portalUrl}">${portalUrl}</a>。</p>
${message && html`<div class="notice" role="status"><p><b>${message}</b></p></div>`}
<h2>部门接口</h2>
${departments.map(departmentRow)}
<h2>邮件和银行</h2>
${mailSection(overview.mail)}
${bankSection(overview.bank)}
<h2>登记去世</h2>
${deathForm(overview)}
<h2>每夜文件</h2>
${filesForm()}
<h2>时钟</h2>
${clockForm(now, overview.offsetMs)}
<h2>人物</h2>
<p class="soft">在平台点“登录”，选下面的申请人即可；短信验证码会显示在登录页上。工作人员用工号、口令和动态口令登录，都列在登录页上。</p>
<div class="scroll">${personaTable(personas)}</div>`;
  return page(PLACE, PLACE, body);
}

function departmentRow({ department, behaviour, ledger, url }: RunningDepartment): Html {
  const now = behaviour();
  const asked = ledger.count();
  return html`<section class="row"><h3>${department.name}</h3>
<p><span class="state${now.mode === 'normal' ? '' : ' off'}">${MODE_WORDS[now.mode]}</span>
 <span class="soft">被询问 <span class="n">${asked}</span> 次，<a href="/departments/${department.id}/log">看询问记录</a>，${url}</span></p>
<details><summary>改变它的表现</summary>
<form class="fields" method="post" action="/control/departments/${department.id}">
<label>表现<select name="mode">${MODES.map(
    (mode) =>
      html`<option value="${mode}"${mode === now.mode ? html` selected` : ''}>${MODE_WORDS[mode]}</option>`,
  )}</select></label>
${numberField('delayMs', '很慢：毫秒', now.delayMs)}
${numberField('lateSeconds', '稍后答复：秒', now.lateSeconds)}
${numberField('byHandMs', '人工查档：毫秒', now.byHandMs)}
<label>稍后答复的比例<span class="hint">0到1</span><input class="short" name="lateShare" inputmode="decimal" value="${now.lateShare}"></label>
${department.countsCalls ? numberField('dailyLimit', '每日次数上限', now.dailyLimit) : html``}
<button>改变${department.name}</button></form></details></section>`;
}

const numberField = (name: string, label: string, value: number) =>
  html`<label>${label}<input class="short" name="${name}" inputmode="numeric" value="${value}"></label>`;

function deathForm({ suggestedDate }: Overview): Html {
  return html`<p>卫生健康委出具新版居民死亡医学证明，公安注销户口，社保停发养老金，殡仪馆火化登记；后三件可以晚几天。</p>
<form class="fields" method="post" action="/control/deaths">
<label>公民身份号码<input name="person" maxlength="18" required></label>
<label>去世日期<input type="date" name="date" value="${suggestedDate}" required></label>
<label>原因<select name="cause"><option value="natural">疾病或年老</option><option value="injury">工伤</option></select></label>
${numberField('cancelAfterDays', '几天后注销户口', 0)}
${numberField('stopAfterDays', '几天后停发养老金', 0)}
${numberField('cremateAfterDays', '几天后火化', 0)}
<button>登记去世</button></form>`;
}

function filesForm(): Html {
  return html`<p>三家殡仪馆没有接口，每夜零点各送来一个文件；登记去世以后也会送一次。</p>
<form class="fields" method="post" action="/control/files"><button>现在送来今晚的文件</button></form>`;
}

function clockForm(now: string, offsetMs: number): Html {
  const days = Math.round(offsetMs / 86_400_000);
  return html`<p>城市和平台现在是 <time class="n" datetime="${now}">${now}</time>${offsetMs === 0 ? '，与真实时间一致。' : html`，比真实时间移动了大约 <span class="n">${days}</span> 天。`}</p>
<form class="fields" method="post" action="/control/clock">
<label>拨动到<span class="hint">0是真实时间；可以是负数</span><input class="short" name="days" inputmode="numeric" value="${days}"></label>
<button>拨到真实时间加这么多天</button></form>`;
}

export function logPage(name: string, questions: readonly LoggedQuestion[]): string {
  const body = html`<h1>${name}：谁问过什么</h1>
<p>这是部门自己记的，不是平台记的；两边可以对账。</p><p><a href="/">回到控制台</a></p>
<div class="scroll"><table><caption>最近的 ${questions.length} 次，新的在上</caption>
<thead><tr><th scope="col">时间</th><th scope="col">数据项</th><th scope="col">问的是谁</th><th scope="col">办件、用途和依据</th><th scope="col">答复</th></tr></thead>
<tbody>${questions.map(
    (row) => html`<tr><td class="n">${row.at.slice(0, 19).replace('T', ' ')}Z</td>
<td>${row.evidence}<br><span class="soft">${row.fields.join('、')}</span></td>
<td>${row.subjects.map((subject) => html`${subject.name} <span class="n">${subject.idNumber}</span><br>`)}</td>
<td><span class="n">${row.caseNumber}</span> ${row.requirement}<br><span class="soft">${row.purpose}；${row.legalBasis}；${row.actor}</span></td>
<td>${row.outcome}</td></tr>`,
  )}</tbody></table></div>`;
  return page(`${name}的询问记录 - ${PLACE}`, PLACE, body);
}
