import classes from "./settings.module.css";

/** One rule: what it is about, its value, and why it is that. */
export function RuleValue({ name, value, why }: { name: string; value: string; why?: string }) {
  return (
    <div className={classes.rule}>
      <dt>{name}</dt>
      <dd>{value}</dd>
      {why && (
        <dd className={classes.why} style={{ fontWeight: 400, textAlign: "left" }}>
          {why}
        </dd>
      )}
    </div>
  );
}
