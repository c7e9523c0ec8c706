import type { Platform } from "@/lib/shared/platform";

export type Product = { sku: string; title: string; price: number };

/** A shop of the demo; it speaks its platform's own protocol. */
export type DemoShop = {
  code: string;
  name: string;
  platform: Platform;
  /** The platform hands out ciphertext, masks and a merge token instead of the receiver. */
  encrypted: boolean;
  /** The platform's own number of the shop. */
  platformShopId: string;
  /** Share of all orders. */
  weight: number;
  warehouse: string;
  products: readonly Product[];
};

/** Prices in fen. */
export const DEMO_SHOPS: readonly DemoShop[] = [
  {
    code: "dy-xinghe",
    name: "星河服饰旗舰店",
    platform: "douyin",
    encrypted: false,
    platformShopId: "4463798",
    weight: 28,
    warehouse: "杭州一号仓",
    products: [
      { sku: "XH-T01-W-L", title: "纯棉圆领T恤 白 L", price: 5900 },
      { sku: "XH-T01-B-M", title: "纯棉圆领T恤 黑 M", price: 5900 },
      { sku: "XH-J03-BL-32", title: "直筒牛仔裤 深蓝 32", price: 15_900 },
      { sku: "XH-H07-G-XL", title: "连帽卫衣 灰 XL", price: 12_900 },
      { sku: "XH-D11-R-S", title: "法式连衣裙 酒红 S", price: 21_900 },
      { sku: "XH-S02", title: "中筒袜 五双装", price: 2990 },
    ],
  },
  {
    code: "dy-shanye",
    name: "山野零食专营店",
    platform: "douyin",
    encrypted: true,
    platformShopId: "4463811",
    weight: 18,
    warehouse: "成都食品仓",
    products: [
      { sku: "SY-N01-500", title: "每日坚果 500g", price: 6990 },
      { sku: "SY-B02-2", title: "手撕牛肉干 原味 2袋", price: 8800 },
      { sku: "SY-M05", title: "芒果干 108g×3", price: 3990 },
      { sku: "SY-C08", title: "冻干草莓脆 60g", price: 2680 },
      { sku: "SY-G10", title: "零食大礼包 30包", price: 12_900 },
    ],
  },
  {
    code: "tb-mulan",
    name: "木兰家居天猫店",
    platform: "taobao",
    encrypted: true,
    platformShopId: "2206512345678",
    weight: 16,
    warehouse: "苏州家居仓",
    products: [
      { sku: "ML-Q04-180", title: "四件套 全棉 1.8m", price: 25_900 },
      { sku: "ML-P02", title: "乳胶枕 高低款", price: 16_800 },
      { sku: "ML-T06-2", title: "加厚浴巾 两条装", price: 6990 },
      { sku: "ML-L01", title: "床头小夜灯 暖光", price: 4990 },
    ],
  },
  {
    code: "jd-hangyi",
    name: "航一数码京东店",
    platform: "jd",
    encrypted: true,
    platformShopId: "10245566",
    weight: 12,
    warehouse: "广州数码仓",
    products: [
      { sku: "HY-C65", title: "65W 氮化镓充电器", price: 11_900 },
      { sku: "HY-L20-2", title: "快充数据线 2m 两条", price: 3990 },
      { sku: "HY-E03", title: "无线耳机 降噪版", price: 29_900 },
      { sku: "HY-P10", title: "移动电源 10000mAh", price: 9900 },
    ],
  },
  {
    code: "pdd-tianyuan",
    name: "田园生鲜拼多多店",
    platform: "pdd",
    encrypted: true,
    platformShopId: "866123409",
    weight: 10,
    warehouse: "成都食品仓",
    products: [
      { sku: "TY-O05", title: "赣南脐橙 5斤装", price: 2590 },
      { sku: "TY-P10", title: "红富士苹果 10斤", price: 3990 },
      { sku: "TY-S03", title: "蜜薯 5斤", price: 1980 },
    ],
  },
  {
    code: "sph-qinghe",
    name: "青禾茶叶视频号小店",
    platform: "wechat_channels",
    encrypted: false,
    platformShopId: "",
    weight: 6,
    warehouse: "杭州一号仓",
    products: [
      { sku: "QH-L25", title: "明前龙井 250g", price: 19_800 },
      { sku: "QH-H10", title: "祁门红茶 100g", price: 8800 },
      { sku: "QH-G01", title: "盖碗茶具 一套", price: 12_900 },
    ],
  },
  {
    code: "mini-yuanye",
    name: "原野户外小程序",
    platform: "wechat_pay",
    encrypted: false,
    platformShopId: "",
    weight: 4,
    warehouse: "广州数码仓",
    products: [
      { sku: "YY-T02", title: "双人帐篷", price: 29_900 },
      { sku: "YY-M01", title: "防潮垫", price: 6900 },
      { sku: "YY-C04", title: "折叠椅", price: 9900 },
    ],
  },
  {
    code: "own-mall",
    name: "通达自营商城",
    platform: "generic",
    encrypted: false,
    platformShopId: "",
    weight: 6,
    warehouse: "杭州一号仓",
    products: [
      { sku: "TD-K01", title: "手冲咖啡壶 600ml", price: 13_900 },
      { sku: "TD-B02", title: "精品咖啡豆 意式 500g", price: 8900 },
      { sku: "TD-F03", title: "滤纸 V60 100张", price: 2500 },
    ],
  },
];

export function demoShop(code: string): DemoShop {
  const shop = DEMO_SHOPS.find((one) => one.code === code);
  if (!shop) throw new Error(`The sandbox has no shop "${code}".`);
  return shop;
}
