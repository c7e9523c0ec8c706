/**
 * A phone as digits, or null when it cannot be compared: blank, masked (138****8000) or ciphertext.
 * A virtual number keeps its extension ("15912345678#1234"): without it two buyers would share it.
 */
export function normalisePhone(phone: string): string | null {
  const text = phone.normalize("NFKC").trim();
  if (text === "" || text.includes("*") || /^[~$]/.test(text) || text.length > 32) return null;
  const [main = "", extension = ""] = text.split(/[#转x]|(?<=\d{11})-/i);
  const digits = main.replace(/[^\d]/g, "").replace(/^(?:00)?86(?=1\d{10}$)/, "");
  if (digits.length < 5) return null;
  const suffix = extension.replace(/\D/g, "");
  return suffix ? `${digits}#${suffix}` : digits;
}
