import type { ActionResult } from "@/components/orders/order-actions";
import type { CreateTokenInput, CreateUserInput } from "@/lib/security/core/user-view";

/** The actions the settings are given. */
export type SettingsActions = {
  createUser(input: CreateUserInput): Promise<ActionResult<{ id: string; email: string }>>;
  setUserDisabled(input: { user_id: string; disabled: boolean }): Promise<ActionResult<{ user_id: string; disabled: boolean }>>;
  createToken(input: CreateTokenInput): Promise<ActionResult<{ id: string; token: string }>>;
  revokeToken(input: { token_id: string }): Promise<ActionResult<{ token_id: string }>>;
};
