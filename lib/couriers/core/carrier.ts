/** Who spells carriers their own way. Douyin spells them as kuaidi100 does, which is also our code. */
export const CARRIER_SCHEMES = ["kdniao", "taobao", "jd", "pdd", "douyin", "wechat_channels", "wechat_mini"] as const;
export type CarrierScheme = (typeof CARRIER_SCHEMES)[number];

type Carrier = { name: string; aliases: readonly string[] } & Readonly<Record<CarrierScheme, string | null>>;

/**
 * Every carrier we can name, by our code, which is kuaidi100's. `taobao` is Cainiao's cpCode, `jd` the id of a POP
 * carrier, `pdd` the logistics_id. Null: that platform has no code we know, so a write-back stops and says so.
 */
const CARRIERS = {
  shunfeng: carrier("顺丰", ["顺丰速运", "顺丰快递"], ["SF", "SF", "467", "44", "SF", "SF"]),
  zhongtong: carrier("中通", ["中通快递", "中通速递"], ["ZTO", "ZTO", "1499", "115", "ZTO", "ZTO"]),
  yuantong: carrier("圆通", ["圆通速递", "圆通快递"], ["YTO", "YTO", "463", "85", "YTO", "YTO"]),
  yunda: carrier("韵达", ["韵达快递", "韵达速递"], ["YD", "YUNDA", "1327", "121", "YUNDA", "YD"]),
  shentong: carrier("申通", ["申通快递"], ["STO", "STO", "470", "1", "STO", "STO"]),
  // Cainiao kept the code of Best Express (百世) for J&T, who bought it.
  jtexpress: carrier("极兔", ["极兔速递", "极兔快递"], ["JTSD", "HTKY", "773574", "384", "JTSD", "JTSD"]),
  jd: carrier("京东物流", ["京东快递", "京东"], ["JD", "LE04284890", "2087", "120", "JD", "JD"]),
  ems: carrier("EMS", ["邮政EMS", "邮政特快专递", "中国邮政EMS"], ["EMS", "EMS", "465", "118", "EMS", "EMS"]),
  youzhengguonei: carrier("邮政快递包裹", ["邮政包裹", "中国邮政", "邮政国内小包"], ["YZPY", "POSTB", "2170", "132", null, "YZPY"]),
  debangkuaidi: carrier("德邦快递", ["德邦", "德邦物流"], ["DBL", "DBKD", "3046", "131", "DBKD", "DBL"]),
  zhaijisong: carrier("宅急送", ["宅急送快递"], ["ZJS", "ZJS", "1409", "128", null, "ZJS"]),
  youshuwuliu: carrier("优速", ["优速快递", "优速物流"], ["UC", "UC", "1747", "117", null, "UC"]),
  danniao: carrier("菜鸟速递", ["丹鸟", "丹鸟快递", "丹鸟物流"], ["DNWL", "CP570969", null, null, "CNSD", null]),
  kuayue: carrier("跨越速运", ["跨越", "跨越物流"], ["KYSY", "CN7000001003751", "599866", null, null, "KYSY"]),
  suning: carrier("苏宁快递", ["苏宁物流", "苏宁"], ["SNWL", "SNWL", null, null, null, "SNWL"]),
  annengwuliu: carrier("安能快运", ["安能", "安能物流"], ["ANE", "CN7000001000869", null, null, null, "ANE"]),
  zhongtongkuaiyun: carrier("中通快运", [], ["ZTOKY", "3108002701_1011", null, null, null, "ZTOKY"]),
  yimidida: carrier("壹米滴答", [], ["YMDD", "2744832184_543", null, null, null, "YMDD"]),
  sxjdfreight: carrier("顺心捷达", [], ["SX", "CP471906", null, null, null, "SX"]),
} satisfies Record<string, Carrier>;

export type CarrierCode = keyof typeof CARRIERS;

export const CARRIER_CODES = Object.keys(CARRIERS) as CarrierCode[];

type SchemeCode = string | null;

/** `codes` in the order kdniao, taobao, jd, pdd, wechat_channels, wechat_mini. */
function carrier(
  name: string,
  aliases: readonly string[],
  [kdniao, taobao, jd, pdd, wechat_channels, wechat_mini]: [SchemeCode, SchemeCode, SchemeCode, SchemeCode, SchemeCode, SchemeCode],
): Omit<Carrier, "douyin"> & { douyin: null } {
  return { name, aliases, kdniao, taobao, jd, pdd, douyin: null, wechat_channels, wechat_mini };
}

function known(code: string): Carrier | undefined {
  return Object.hasOwn(CARRIERS, code) ? CARRIERS[code as CarrierCode] : undefined;
}

/** Our code → the other's, for write-backs; null where they have none that we know. */
export function carrierCodeFor(scheme: CarrierScheme, code: string): string | null {
  if (scheme === "douyin") return known(code) ? code : null;
  return known(code)?.[scheme] ?? null;
}

/** The other's code → ours; a code we do not know stays as it came, so that nothing is lost. */
export function carrierFromCode(scheme: CarrierScheme, theirs: string): string {
  const wanted = theirs.trim();
  if (scheme === "douyin") return wanted;
  return CARRIER_CODES.find((code) => CARRIERS[code][scheme]?.toUpperCase() === wanted.toUpperCase()) ?? wanted;
}

/** "顺丰速运" → "shunfeng"; a name we do not know stays as it came. */
export function carrierFromName(name: string): string {
  const wanted = name.trim();
  return CARRIER_CODES.find((code) => CARRIERS[code].name === wanted || (CARRIERS[code].aliases as readonly string[]).includes(wanted)) ?? wanted;
}

/** The Chinese name, for platforms that want it beside the code; the code itself where we do not know it. */
export function carrierName(code: string): string {
  return known(code)?.name ?? code;
}
