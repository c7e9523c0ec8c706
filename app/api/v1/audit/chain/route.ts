import { serve } from "@/app/api/endpoint";
import { verifyAuditEndpoint } from "@/app/api/endpoints/ledger-endpoints";

export const GET = serve(verifyAuditEndpoint);
