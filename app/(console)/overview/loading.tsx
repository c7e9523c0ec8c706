import { Skeleton } from "@mantine/core";
import classes from "@/components/overview/overview.module.css";

/** The overview's own boxes, empty. */
export default function Loading() {
  return (
    <div className={classes.page} aria-busy="true">
      <Skeleton h={30} w={120} />
      <Skeleton h={101} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <Skeleton h={294} />
          <Skeleton h={304} />
        </div>
        <div className={classes.column}>
          <Skeleton h={438} />
          <Skeleton h={112} />
        </div>
      </div>
    </div>
  );
}
