import { maskName, maskPhone } from "@/lib/security/core/mask";
import { seededRandom } from "./seeded-random";

/** An invented person with an invented address. */
export type Buyer = {
  /** What the platform knows the person by, in every shop. */
  key: string;
  nick: string;
  name: string;
  phone: string;
  province: string;
  city: string;
  district: string;
  town: string;
  address: string;
};

const SURNAMES: readonly string[] = [
  ..."王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金贾夏付方邹熊白孟秦邱江尹薛闫段雷侯龙陶黎贺顾毛郝龚邵",
];
const GIVEN = [
  "伟",
  "芳",
  "娜",
  "敏",
  "静",
  "丽",
  "强",
  "磊",
  "洋",
  "艳",
  "勇",
  "军",
  "杰",
  "娟",
  "涛",
  "明",
  "超",
  "秀英",
  "霞",
  "平",
  "雨桐",
  "子涵",
  "梓萱",
  "浩然",
  "欣怡",
  "诗涵",
  "宇轩",
  "思远",
  "佳琪",
  "晓东",
  "建国",
  "志强",
  "文静",
  "海燕",
  "雪梅",
  "玉兰",
  "俊杰",
  "晨曦",
  "一诺",
  "嘉豪",
] as const;

type Place = { province: string; city: string; districts: readonly string[]; roads: readonly string[] };

const PLACES: readonly Place[] = [
  {
    province: "浙江省",
    city: "杭州市",
    districts: ["西湖区", "余杭区", "滨江区", "萧山区"],
    roads: ["文三路", "古墩路", "江南大道", "市心中路"],
  },
  {
    province: "广东省",
    city: "深圳市",
    districts: ["南山区", "福田区", "宝安区", "龙岗区"],
    roads: ["科技园路", "深南大道", "新安六路", "龙翔大道"],
  },
  {
    province: "广东省",
    city: "广州市",
    districts: ["天河区", "番禺区", "白云区", "海珠区"],
    roads: ["天河北路", "市桥路", "机场路", "新港东路"],
  },
  {
    province: "上海市",
    city: "上海市",
    districts: ["浦东新区", "闵行区", "徐汇区", "杨浦区"],
    roads: ["张杨路", "七莘路", "漕溪北路", "国定路"],
  },
  {
    province: "北京市",
    city: "北京市",
    districts: ["朝阳区", "海淀区", "丰台区", "通州区"],
    roads: ["建国路", "中关村大街", "马家堡路", "新华大街"],
  },
  { province: "江苏省", city: "苏州市", districts: ["工业园区", "姑苏区", "吴中区"], roads: ["星湖街", "人民路", "宝带东路"] },
  { province: "江苏省", city: "南京市", districts: ["鼓楼区", "江宁区", "建邺区"], roads: ["中山北路", "双龙大道", "江东中路"] },
  {
    province: "四川省",
    city: "成都市",
    districts: ["武侯区", "锦江区", "高新区", "双流区"],
    roads: ["科华北路", "东大街", "天府大道", "长冶路"],
  },
  { province: "湖北省", city: "武汉市", districts: ["洪山区", "江汉区", "武昌区"], roads: ["珞喻路", "解放大道", "中南路"] },
  {
    province: "重庆市",
    city: "重庆市",
    districts: ["渝北区", "江北区", "秀山土家族苗族自治县"],
    roads: ["红锦大道", "观音桥步行街", "凤凰大道"],
  },
  { province: "陕西省", city: "西安市", districts: ["雁塔区", "未央区"], roads: ["小寨东路", "凤城五路"] },
  { province: "山东省", city: "青岛市", districts: ["市南区", "崂山区"], roads: ["香港中路", "海尔路"] },
  { province: "福建省", city: "厦门市", districts: ["思明区", "湖里区"], roads: ["湖滨南路", "枋湖路"] },
  { province: "湖南省", city: "长沙市", districts: ["岳麓区", "雨花区"], roads: ["麓山南路", "韶山中路"] },
  { province: "河南省", city: "郑州市", districts: ["金水区", "二七区"], roads: ["花园路", "大学路"] },
  { province: "辽宁省", city: "沈阳市", districts: ["和平区", "浑南区"], roads: ["青年大街", "浑南中路"] },
];
const COMMUNITIES = [
  "翠苑小区",
  "阳光花园",
  "金色家园",
  "绿城桂花园",
  "万科城",
  "保利香槟",
  "锦绣江南",
  "和平里",
  "滨江壹号",
  "学府名苑",
  "枫林晚",
  "紫金公寓",
] as const;
const TOWNS = ["古荡街道", "粤海街道", "城关镇", "石桥街道", "中山街道", "新城街道"] as const;
const MOBILE_PREFIXES = ["138", "139", "136", "150", "159", "186", "188", "177", "199"] as const;

/** The person of a number: the same for ever, so that buyers come back. */
export function buyerOf(number: number): Buyer {
  const random = seededRandom(`buyer:${number}`);
  const place = random.pick(PLACES);
  const name = random.pick(SURNAMES) + random.pick(GIVEN);
  const phone = random.pick(MOBILE_PREFIXES) + String(random.int(0, 99_999_999)).padStart(8, "0");
  const address = `${random.pick(place.roads)}${random.int(1, 380)}号${random.pick(COMMUNITIES)}${random.int(1, 26)}幢${random.int(1, 4)}单元${random.int(1, 28)}${String(random.int(1, 4)).padStart(2, "0")}`;
  return {
    key: `u${String(number).padStart(6, "0")}`,
    nick: `${maskName(name)}${String(number % 1000).padStart(3, "0")}`,
    name,
    phone,
    province: place.province,
    city: place.city,
    district: random.pick(place.districts),
    town: random.pick(TOWNS),
    address,
  };
}

export function maskedReceiver(buyer: Buyer): { name: string; phone: string; address: string } {
  return { name: maskName(buyer.name), phone: maskPhone(buyer.phone), address: `${buyer.address.slice(0, 4)}******` };
}
