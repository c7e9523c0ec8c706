/** Fen: first kilogram and each further one, by how far the province is. A planning figure, shown as an estimate. */
const ZONES = {
  near: { first: 500, further: 100 },
  middle: { first: 700, further: 200 },
  far: { first: 1500, further: 900 },
} as const;

const FAR = ["新疆", "西藏", "内蒙古", "青海", "宁夏", "甘肃", "海南"];
const NEAR = ["浙江", "江苏", "上海", "安徽"];
const DEFAULT_GRAMS = 800;

/** What one parcel instead of several saves: Σ freight of each alone − freight of all together, in fen. */
export function freightSaved(input: { province: string; weightsGrams: readonly number[] }): number {
  const zone = zoneOf(input.province);
  const weights = input.weightsGrams.map((grams) => (grams > 0 ? grams : DEFAULT_GRAMS));
  const alone = weights.reduce((sum, grams) => sum + freight(zone, grams), 0);
  return Math.max(
    0,
    alone -
      freight(
        zone,
        weights.reduce((sum, grams) => sum + grams, 0),
      ),
  );
}

function freight(zone: keyof typeof ZONES, grams: number): number {
  const { first, further } = ZONES[zone];
  return first + Math.max(0, Math.ceil(grams / 1000) - 1) * further;
}

function zoneOf(province: string): keyof typeof ZONES {
  if (FAR.some((name) => province.startsWith(name))) return "far";
  return NEAR.some((name) => province.startsWith(name)) ? "near" : "middle";
}
