import { parse } from "lossless-json";

/**
 * JSON.parse that keeps integers beyond 2^53 as strings: platform ids (Taobao tid, Douyin p_id)
 * arrive as JSON numbers that a double would round. Smaller numbers stay numbers.
 */
export function parseLosslessJson(text: string): unknown {
  return parse(text, undefined, {
    parseNumber: (value: string) => {
      const number = Number(value);
      return /^-?\d+$/.test(value) && !Number.isSafeInteger(number) ? value : number;
    },
  });
}
