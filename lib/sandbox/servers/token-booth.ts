import type { SandboxFaults } from "../core/faults";

type TokenPair = { access: string; refresh: string };

/**
 * Which tokens of an application hold now. A renewal gives a new pair and ends the old one; while the fault
 * `expiredToken` is on, only a token that was renewed since then holds.
 */
export class TokenBooth {
  private readonly current = new Map<string, TokenPair & { renewals: number; renewedInFault: boolean }>();

  constructor(
    apps: readonly { id: string; accessToken: string; refreshToken: string }[],
    private readonly faults: SandboxFaults,
  ) {
    for (const { id, accessToken, refreshToken } of apps) {
      this.current.set(id, { access: accessToken, refresh: refreshToken, renewals: 0, renewedInFault: false });
    }
  }

  holds(appId: string, access: string): boolean {
    const token = this.current.get(appId);
    if (!token) return false;
    if (!this.faults.expiredToken) token.renewedInFault = false;
    return token.access === access && (!this.faults.expiredToken || token.renewedInFault);
  }

  /** Null when the refresh token is not the newest one. */
  renew(appId: string, refresh: string): TokenPair | null {
    const token = this.current.get(appId);
    if (token?.refresh !== refresh) return null;
    token.renewals += 1;
    token.access = `${token.access.replace(/\.\d+$/, "")}.${token.renewals}`;
    token.refresh = `${token.refresh.replace(/\.\d+$/, "")}.${token.renewals}`;
    token.renewedInFault = this.faults.expiredToken;
    return { access: token.access, refresh: token.refresh };
  }
}
