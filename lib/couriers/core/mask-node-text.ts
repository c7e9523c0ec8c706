import { maskName, maskPhonesInText } from "@/lib/security/core/mask";

/** A person's role as couriers write it, and then the name: "快递员：张三，", "投递员姓名：李四;", "【派件员王五】". */
const PERSON =
  /((?:快递员|派件员|派送员|配送员|投递员|揽投员|揽收员|收件员|取件员|业务员|送货员|骑手|小哥|联系人|收件人|签收人|收货人)(?:姓名)?(?:是|为)?[:：\s【[]*)([\p{Script=Han}·]{2,4})(?=[^\p{Script=Han}]|$)/gu;

/** Who signs is often a word rather than a name, and says something an operator needs. */
const NOT_NAMES =
  /^(本人|家人|他人|同事|朋友|门卫|保安|前台|物业|驿站|快递柜|丰巢|代收|代收点|已签收|本人签收|家人代收|正在派送|正在派件|已揽收|为您派件|收件|派件)$/;

/** Courier's words with people's names and phones masked; waybill numbers stay readable. */
export function maskNodeText(text: string): string {
  const named = text.replace(PERSON, (whole, role: string, name: string) => (NOT_NAMES.test(name) ? whole : role + maskName(name)));
  return maskPhonesInText(named);
}
