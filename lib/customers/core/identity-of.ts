import { IDENTITY_KINDS, type IdentityKind } from "./identity-kind";

/** What an order says about who placed it, already normalised; blanks mean "not said". */
export type BuyerFacts = {
  platform: string;
  phone: string | null;
  openid: string;
  unionid: string;
  device: string;
  platformBuyerId: string;
};

export type IdentityValue = { kind: IdentityKind; scope: string; value: string };

/** The identities an order carries, strongest first. Ids given by a platform are only unique there. */
export function identitiesOf(facts: BuyerFacts): IdentityValue[] {
  const values: Record<IdentityKind, { scope: string; value: string | null }> = {
    unionid: { scope: "", value: facts.unionid },
    openid: { scope: facts.platform, value: facts.openid },
    platform_buyer_id: { scope: facts.platform, value: facts.platformBuyerId },
    phone: { scope: "", value: facts.phone },
    device: { scope: "", value: facts.device },
  };
  return IDENTITY_KINDS.flatMap((kind) => {
    const { scope, value } = values[kind];
    const text = value?.trim() ?? "";
    return text === "" || text.includes("*") ? [] : [{ kind, scope, value: text }];
  });
}
