import { cityName } from "./division-name";

const MUNICIPALITIES = ["北京", "上海", "天津", "重庆"];

/** JD's four levels as ours: in a municipality its "city" is the district and its "county" the town (or a ring road). */
export function jdPlace(place: { province: string; city: string; county: string; town: string }): {
  province: string;
  city: string;
  district: string;
  town: string;
} {
  const [province, city, county, town] = [place.province, place.city, place.county, place.town].map((name) => name.trim()) as [
    string,
    string,
    string,
    string,
  ];
  const municipality = MUNICIPALITIES.find((name) => province === name || province === `${name}市`);
  if (municipality === undefined) return { province, city: cityName(province, city), district: county, town };
  const whole = `${municipality}市`;
  // A city of its own name, or a placeholder, means that this order is written in four real levels.
  if (city === "" || city === municipality || cityName(whole, city) === whole) return { province: whole, city: whole, district: county, town };
  return { province: whole, city: whole, district: city, town: county };
}
