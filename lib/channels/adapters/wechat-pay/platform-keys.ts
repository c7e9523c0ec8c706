import { createPublicKey, type KeyObject, X509Certificate } from "node:crypto";

/** A key WeChat Pay may sign with, and the serial its notices name it by. */
export type PlatformKey = { serial: string; key: KeyObject };

const BLOCK = /-----BEGIN (CERTIFICATE|PUBLIC KEY)-----[A-Za-z0-9+/=\s]+-----END \1-----/g;

/**
 * The shop's `platform_keys`: PEM blocks one after the other. A certificate knows its serial; a public key is told by
 * its id (PUB_KEY_ID_…) on the line above. While WeChat changes keys two of them are good. A block that is no key is
 * left out, so that it cannot take the good ones with it.
 */
export function platformKeys(text: string): PlatformKey[] {
  const keys: PlatformKey[] = [];
  let from = 0;
  for (const block of text.matchAll(BLOCK)) {
    const before = text.slice(from, block.index);
    from = block.index + block[0].length;
    const key = block[1] === "CERTIFICATE" ? fromCertificate(block[0]) : fromPublicKey(block[0], before);
    if (key) keys.push(key);
  }
  return keys;
}

function fromCertificate(pem: string): PlatformKey | null {
  try {
    const certificate = new X509Certificate(pem);
    return { serial: certificate.serialNumber.toUpperCase(), key: certificate.publicKey };
  } catch {
    return null;
  }
}

function fromPublicKey(pem: string, before: string): PlatformKey | null {
  const serial = /\bPUB_KEY_ID_\w+/.exec(before.trim().split("\n").at(-1) ?? "")?.[0];
  if (serial === undefined) return null;
  try {
    return { serial: serial.toUpperCase(), key: createPublicKey(pem) };
  } catch {
    return null;
  }
}
