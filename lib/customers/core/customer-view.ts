import { z } from "zod";
import { IDENTITY_KINDS } from "./identity-kind";

/** Why orders count as one person's: the kind of identity, where it is valid, since when. Never its value. */
const customerIdentityView = z.object({
  kind: z.enum(IDENTITY_KINDS),
  /** The platform the id is only unique on; "" where it is unique everywhere. */
  scope: z.string(),
  since: z.iso.datetime(),
});

const customerView = z.object({
  id: z.uuid(),
  name_masked: z.string(),
  phone_masked: z.string(),
  order_count: z.number(),
  first_order_at: z.iso.datetime().nullable(),
  last_order_at: z.iso.datetime().nullable(),
  identity_kinds: z.array(z.enum(IDENTITY_KINDS)),
});
export type CustomerView = z.infer<typeof customerView>;

export const customerDetailView = customerView.extend({ identities: z.array(customerIdentityView) });
export type CustomerDetailView = z.infer<typeof customerDetailView>;

export const customerPageView = z.object({ customers: z.array(customerView), next_cursor: z.string().nullable() });
export type CustomerPageView = z.infer<typeof customerPageView>;

export const customerFilterSchema = z.strictObject({
  /** A whole phone number; looked up by its keyed index, never by a scan. */
  phone: z.string().max(40).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type CustomerFilter = z.input<typeof customerFilterSchema>;
