"use server";

import { runAction } from "@/app/run-action";
import type { CreateTokenInput, CreateUserInput } from "@/lib/security/core/user-view";
import { createToken, revokeToken } from "@/lib/security/use-cases/create-token";
import { createUser } from "@/lib/security/use-cases/create-user";
import { setUserDisabled } from "@/lib/security/use-cases/set-user-disabled";

export async function createUserAction(input: CreateUserInput) {
  return runAction(createUser, input);
}

export async function setUserDisabledAction(input: { user_id: string; disabled: boolean }) {
  return runAction(setUserDisabled, input);
}

export async function createTokenAction(input: CreateTokenInput) {
  return runAction(createToken, input);
}

export async function revokeTokenAction(input: { token_id: string }) {
  return runAction(revokeToken, input);
}
