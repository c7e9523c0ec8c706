import { readFileSync } from "node:fs";
import path from "node:path";
import { verifyAudit } from "@/lib/audit/use-cases/verify-audit";
import { createShop } from "@/lib/channels/use-cases/create-shop";
import { createCourierAccount } from "@/lib/couriers/use-cases/create-courier-account";
import { createToken } from "@/lib/security/use-cases/create-token";
import { createUser } from "@/lib/security/use-cases/create-user";
import { systemCtx } from "@/lib/shared/context";
import type { Command } from "./command";
import { CommandFailed } from "./command-failed";
import { importFile } from "./import-file";
import { readOptions } from "./options";
import { SYNC_COMMANDS } from "./sync-commands";

const ctx = systemCtx("cli");

/** Lines for people, or one JSON object for scripts. */
function answer(json: boolean, object: unknown, text: string): string {
  return json ? JSON.stringify(object) : text;
}

function readFile(file: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(file));
  } catch (error) {
    throw new Error(`"${file}" cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

export const COMMANDS: Record<string, Command> = {
  "user create": {
    usage: "--email E --role R --password P [--name N]",
    prepare(args) {
      const { email, role, password, name, json } = readOptions(args, { required: ["email", "role", "password"], optional: ["name"] });
      return async () => {
        const user = await createUser(ctx, { email, role: role as never, password, name });
        return answer(json, user, `${user.email} may sign in as ${role}.`);
      };
    },
  },
  "token create": {
    usage: "--name N --role R",
    prepare(args) {
      const { name, role, json } = readOptions(args, { required: ["name", "role"] });
      return async () => {
        const { token } = await createToken(ctx, { name, role: role as never });
        return answer(json, { token }, JSON.stringify({ token }));
      };
    },
  },
  "shop create": {
    usage: "--platform P --name N --code C --app-key K --app-secret S [--credential NAME=VALUE]…",
    prepare(args) {
      const options = readOptions(args, {
        required: ["platform", "name", "code", "app-key", "app-secret"],
        optional: ["platform-shop-id", "api-base-url", "feed-url", "buffer-minutes", "access-token", "refresh-token"],
        pairs: ["credential"],
      });
      const { credential } = options.pairs;
      return async () => {
        const shop = await createShop(ctx, {
          platform: options.platform as never,
          name: options.name,
          code: options.code,
          app_key: options["app-key"],
          app_secret: options["app-secret"],
          access_token: options["access-token"],
          refresh_token: options["refresh-token"],
          platform_shop_id: options["platform-shop-id"] ?? null,
          credentials: Object.keys(credential).length > 0 ? credential : undefined,
          settings: {
            ...(options["feed-url"] ? { feed_url: options["feed-url"] } : {}),
            ...(options["api-base-url"] ? { api_base_url: options["api-base-url"] } : {}),
            ...(options["buffer-minutes"] ? { buffer_minutes: Number(options["buffer-minutes"]) } : {}),
          },
        });
        return answer(options.json, shop, `Shop ${options.code} is there; its pushes go to /api/webhooks/channels/${options.code}.`);
      };
    },
  },
  "courier create": {
    usage: "--provider kuaidi100|kdniao|sf|cainiao --name N [--salt S]",
    prepare(args) {
      const { provider, name, salt, json } = readOptions(args, { required: ["provider", "name"], optional: ["salt"] });
      return async () => {
        const account = await createCourierAccount(ctx, { provider: provider as never, name, salt: salt ?? "" });
        return answer(json, account, JSON.stringify(account));
      };
    },
  },
  import: {
    usage: "--shop CODE --file orders.xlsx|orders.csv [--column external_id=单号]…",
    prepare(args) {
      const { shop, file, json, pairs } = readOptions(args, { required: ["shop", "file"], pairs: ["column"] });
      const columns = Object.keys(pairs.column).length > 0 ? pairs.column : undefined;
      return async () => {
        const content = readFile(file);
        const done = await importFile(ctx, { shop, fileName: path.basename(file), content, columns });
        return answer(
          json,
          done,
          `${done.file_name}: ${done.created} created, ${done.updated} updated, ${done.unchanged} unchanged, ${done.rejected} rejected.`,
        );
      };
    },
  },
  ...SYNC_COMMANDS,
  "audit verify": {
    usage: "",
    prepare(args) {
      const { json } = readOptions(args, { required: [] });
      return async () => {
        const state = await verifyAudit(ctx);
        if (!state.ok) {
          const sentence = `The chain is broken at entry ${state.broken?.seq}: ${state.broken?.reason}.`;
          throw new CommandFailed(sentence, json ? JSON.stringify(state) : "");
        }
        return answer(json, state, `${state.checked} entries fit; ${state.unsealed} wait to be sealed.`);
      };
    },
  },
};
