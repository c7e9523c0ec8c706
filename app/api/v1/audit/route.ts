import { serve } from "@/app/api/endpoint";
import { listAuditEndpoint } from "@/app/api/endpoints/ledger-endpoints";

export const GET = serve(listAuditEndpoint);
