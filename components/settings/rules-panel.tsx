"use client";

import type { ShopView } from "@/lib/channels/core/shop-view";
import { ChangeRules } from "./change-rules";
import { LifecycleRules } from "./lifecycle-rules";
import { MergingRules } from "./merging-rules";
import classes from "./settings.module.css";
import { WaitingRules } from "./waiting-rules";

/** The rules everything follows, read from the same constants and tables as the code that follows them. */
export function RulesPanel({ shops, mergeRules }: { shops: ShopView[]; mergeRules: string[] }) {
  return (
    <div className={classes.columns}>
      <div className={classes.column}>
        <LifecycleRules />
        <WaitingRules shops={shops} />
      </div>
      <div className={classes.column}>
        <ChangeRules />
        <MergingRules rules={mergeRules} />
      </div>
    </div>
  );
}
