import type { CoverageSegmentView, ShopCoverage } from "@/lib/channels/core/coverage-view";

/** A stretch somebody pointed at; `failed` where its pulls failed and could be tried again as they are. */
export type AskedStretch = { shop: ShopCoverage; from: string; to: string; failed: CoverageSegmentView | null };
