/** City names that are no city: 重庆's counties come as "县", the municipalities' districts as "市辖区". */
const PLACEHOLDER_CITIES = ["县", "市辖区", "市辖县", "省直辖县级行政区划", "自治区直辖县级行政区划"];

/** The city to show and match by: a placeholder becomes the province, a blank (county-level city) stays blank. */
export function cityName(province: string, city: string): string {
  return PLACEHOLDER_CITIES.includes(city.trim()) ? province.trim() : city.trim();
}
