/** 123 → "HD-000123", the number people say. */
export function groupNumber(number: number): string {
  return `HD-${String(number).padStart(6, "0")}`;
}
