import { route } from "@/app/api/answer";
import { CodedError } from "@/lib/shared/errors";

const unknown = route(async ({ params }) => {
  throw new CodedError({ kind: "not_found", code: "api.no_such_call", message: `There is no call /api/${params.rest}; see /api/openapi.json.` });
});

export { unknown as DELETE, unknown as GET, unknown as PATCH, unknown as POST, unknown as PUT };
