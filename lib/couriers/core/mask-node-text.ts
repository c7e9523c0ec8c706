import { maskName, maskPhonesInText } from "@/lib/security/core/mask";

/** A person's role as couriers write it, and then the name: "快递员：张三，", "投递员姓名：李四;", "派件员王五正在派送". */
const PERSON =
  /((?:快递员|快递小哥|派件员|派件人|派送员|派送人|配送员|投递员|揽投员|揽收员|揽件员|收派员|收件员|取件员|取件人|业务员|送货员|经办人|骑手|小哥|联系人|收件人|签收人|收货人|代收人)(?:姓名)?(?:是|为)?[:：\s【[]*)(?!正在|已|将|为您|开始|派|收)([\p{Script=Han}·]{2,4}?)(?=[^\p{Script=Han}·]|$|正在|已|将|为您|电话|联系)/gu;

/** "快件交给张三，正在派送途中": SF names the courier so. */
const HANDED_TO = /((?:交给|交由|已由)[【[]?)([\p{Script=Han}·]{2,4})(?=[^\p{Script=Han}]|$)/gu;

/** Who signs is often a word rather than a name, and says something an operator needs. */
const NOT_NAMES =
  /^(本人|家人|他人|同事|朋友|邻居|门卫|保安|前台|物业|驿站|快递柜|丰巢|代收|代收点|已签收|本人签收|家人代收|正在派送|正在派件|已揽收|为您派件|收件|派件)$/;
const PLACE = /(站|柜|点|店|部|局|所|室|中心|公司|超市|驿站|物业|前台|快递|速递|物流)$/;

/** Courier's words with people's names and phones masked; waybill numbers stay readable. */
export function maskNodeText(text: string): string {
  const named = text
    .replace(PERSON, (whole, role: string, name: string) => (NOT_NAMES.test(name) ? whole : role + maskName(name)))
    .replace(HANDED_TO, (whole, words: string, name: string) => (NOT_NAMES.test(name) || PLACE.test(name) ? whole : words + maskName(name)));
  return maskPhonesInText(named);
}
