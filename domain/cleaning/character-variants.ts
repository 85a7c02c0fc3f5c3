/**
 * Characters that offices wrote for one another in names: second-round simplified surnames (1977, withdrawn 1986) that stayed
 * in registers, traditional and simplified forms, and variants. A group says "possible" and no more: 于 and 於 are two forms
 * of one surname in one register and two surnames in another.
 */
const GROUPS = [
  '萧肖蕭 闫阎閻 傅付 戴代 邱丘 叶葉 于於 范範 沈瀋 余馀餘 兰蓝蘭藍 詹占 宁甯寧 涂塗 钟鍾鐘锺 游遊 卢盧 党黨 薛辥',
  '张張 陈陳 刘劉 赵趙 黄黃 吴吳 孙孫 马馬 罗羅 郑鄭 谢謝 许許 邓鄧 冯馮 韩韓 苏蘇 吕呂 贾賈 邹鄒 陆陸 汤湯 龙龍竜 万萬',
  '钱錢 严嚴 顾顧 龚龔 贺賀 赖賴 庞龐 颜顏 齐齊斉 韦韋 鲁魯 聂聶 欧歐 阳陽 单單 关關 谭譚 贝貝 麦麥 巩鞏 鲍鮑 骆駱 应應',
  '乔喬 温溫 强強 柳栁 国國囯 华華 丽麗 军軍 红紅 伟偉 杰傑 兴興 荣榮 凯凱 宝寶寳 庆慶 学學 胜勝 发發 义義 礼禮 云雲 飞飛',
  '东東 进進 远遠 达達 贵貴 莲蓮 凤鳳 娇嬌 银銀 爱愛 琼瓊 维維 继繼 绍紹 纪紀 纯純 绮綺 绿綠 锦錦 铁鐵 铭銘 钧鈞 钢鋼',
  '锋鋒 锐銳 镇鎮 鉴鑒鑑 长長 闻聞 昇升陞 喆哲 堃坤 峯峰 烨燁爗 晔曄 晖暉 辉輝煇 炜煒 焕煥 灿燦 杨楊 树樹 权權 桥橋 栋棟',
  '韵韻 颖穎頴 顺順 项項 岭嶺 岳嶽 岚嵐 岛島 鸿鴻 鹤鶴 鹏鵬 鸣鳴 宪憲 宾賓 实實 宽寬 尧堯 尔爾 乐樂 书書 买買 亚亞 会會',
  '众眾衆 优優 传傳 伦倫 侠俠 俭儉 仪儀 启啟啓 员員 园園 图圖 圣聖 坚堅 声聲 复復 奋奮 娅婭 婵嬋 婴嬰 宫宮 广廣 庄莊 彦彥',
  '征徵 德徳惪 怀懷 恒恆 恋戀 悦悅 战戰 扬揚 据據 斋齋 无無 时時 旷曠 显顯 晓曉 晋晉 术術 机機 来來 梦夢 欢歡 毅毄 气氣',
  '汉漢 泽澤 洁潔 济濟 浔潯 涛濤 润潤 渊淵 湾灣 满滿 滨濱 滢瀅 潇瀟 灵靈 点點 献獻 玛瑪 环環 现現 珏玨 珑瓏 琏璉 瑶瑤',
  '璎瓔 画畫 畅暢 畴疇 真眞 研硏 祎禕 祯禎 禄祿 积積 称稱 稳穩 竞競 笔筆 简簡 粤粵 群羣 联聯 肃肅 节節 药藥 莹瑩 萤螢',
  '蒋蔣 观觀 觉覺 训訓 记記 证證 诗詩 诚誠 诺諾 谊誼 谋謀 谦謙 谨謹 谱譜 财財 贞貞 贤賢 质質 赞贊 轩軒 辅輔 辽遼 迁遷',
  '运運 连連 选選 逊遜 遥遙 郦酈 邝鄺 里裡裏 钊釗 钦欽 铃鈴 铎鐸 锡錫 镜鏡 闽閩 际際 雾霧 静靜 领領 饶饒 驰馳 骁驍 骏駿',
  '骥驥 鲜鮮 龄齡 〇零○ 娴嫻嫺 菊鞠 美羙 朵朶 廷庭 布佈 台臺 后後 采採 回迴 丰豐 胡鬍 姜薑 秋秌 苹蘋 刚剛 劲勁 励勵',
]
  .join(' ')
  .split(' ');

const FIRST_OF: ReadonlyMap<string, string> = new Map(
  GROUPS.flatMap((group) => [...group].map((sign) => [sign, group.charAt(0)] as const)),
);

/** The text with every character replaced by the first of its group: texts that fold alike may be the same name. */
export function foldVariants(text: string): string {
  return [...text].map((sign) => FIRST_OF.get(sign) ?? sign).join('');
}
