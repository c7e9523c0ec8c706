// The import rules, one sentence each. tests/rules plants a violation of every one and sees it caught.
const DOMAIN = "^lib/([^/]+)/";
const BUSINESS = "channels|couriers|customers|orders|inbox|merging|versions|returns|inventory|finance|alerts|ops|sandbox";
const SQL = ["(^|/)node_modules/(drizzle-orm|pg|postgres)/", "^db/schema/", "^db/client\\.ts$"];

/** Domains in the order they stand on each other: an import may only go to one before it in its row. */
const LADDERS = [
  ["customers", "orders", "couriers", "channels"],
  ["inbox", "couriers"],
  ["inbox", "channels"],
  ["orders", "versions", "merging"],
];

const ladderRules = LADDERS.flatMap((ladder) =>
  ladder.slice(0, -1).map((domain, index) => ({
    name: `ladder-${domain}-below-${ladder.slice(index + 1).join("-")}`,
    severity: "error",
    comment: `${domain} stands below ${ladder.slice(index + 1).join(", ")} and imports none of them.`,
    from: { path: `^lib/${domain}/` },
    to: { path: `^lib/(${ladder.slice(index + 1).join("|")})/` },
  })),
);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "core-is-pure",
      severity: "error",
      comment: "lib/*/core may import only core, lib/shared and zod.",
      from: { path: "^lib/[^/]+/core/" },
      to: { pathNot: ["^lib/[^/]+/core/", "^lib/shared/", "(^|/)node_modules/zod/"] },
    },
    {
      name: "core-never-reaches-db",
      severity: "error",
      comment: "core does not reach the database through somebody else either.",
      from: { path: "^lib/[^/]+/core/" },
      to: { path: "^db/", reachable: true },
    },
    {
      name: "shared-is-leaf",
      severity: "error",
      comment: "lib/shared is the bottom of the graph.",
      from: { path: "^lib/shared/" },
      to: { path: "^(app|components|db|tests|lib/(?!shared/))" },
    },
    {
      name: "db-imports-no-logic",
      severity: "error",
      comment: "db/ may read the pure state lists in lib/*/core and nothing else of lib.",
      from: { path: "^db/" },
      to: { path: "^(app|components|tests|lib/)", pathNot: ["^lib/[^/]+/core/", "^lib/shared/"] },
    },
    {
      name: "sql-lives-in-store",
      severity: "error",
      comment: "drizzle, postgres and table objects are imported by db/ and lib/*/store/ only.",
      from: { path: "^(app|components|lib)/", pathNot: "^lib/[^/]+/store/" },
      to: { path: SQL },
    },
    {
      name: "store-is-private",
      severity: "error",
      comment: "only the domain itself touches its store.",
      from: { path: DOMAIN },
      to: { path: "^lib/[^/]+/store/", pathNot: "^lib/$1/store/" },
    },
    {
      name: "lib-not-to-app",
      severity: "error",
      comment: "logic never imports routes or UI.",
      from: { path: "^(lib|db)/" },
      to: { path: "^(app|components|tests)/" },
    },
    {
      name: "lib-not-to-next",
      severity: "error",
      comment: "use-cases also run in the worker: no next, react or server-only.",
      from: { path: "^(lib|db)/" },
      to: { path: "(^|/)node_modules/(next|react|react-dom|server-only)/" },
    },
    {
      name: "components-see-core-only",
      severity: "error",
      comment: "components take data and actions as props; from lib they may import core and shared.",
      from: { path: "^components/" },
      to: { path: "^(app|db|tests|lib)/", pathNot: ["^lib/[^/]+/core/", "^lib/shared/"] },
    },
    {
      name: "ui-knows-no-domain",
      severity: "error",
      comment: "components/ui is the design kit.",
      from: { path: "^components/ui/" },
      to: { path: "^(components/(?!ui/)|lib/)", pathNot: "^lib/shared/" },
    },
    {
      name: "app-uses-use-cases",
      severity: "error",
      comment: "routes reach data through use-cases, never store or db.",
      from: { path: "^app/" },
      to: { path: ["^db/", "^lib/[^/]+/store/"] },
    },
    {
      name: "worker-is-an-entry",
      severity: "error",
      comment: "nothing imports the worker but its entry.",
      from: { pathNot: "^(lib/worker/|tests/|bin/worker\\.ts)" },
      to: { path: "^lib/worker/" },
    },
    {
      name: "foundation-below-business",
      severity: "error",
      comment: "audit, events, jobs, security and forms serve every domain and import none of them.",
      from: { path: "^lib/(audit|events|jobs|security|forms)/" },
      to: { path: `^lib/(${BUSINESS})/` },
    },
    {
      name: "adapters-are-islands",
      severity: "error",
      comment: "one marketplace adapter never imports another.",
      from: { path: "^lib/channels/adapters/([^/]+)/" },
      to: { path: "^lib/channels/adapters/", pathNot: "^lib/channels/adapters/$1/" },
    },
    {
      name: "mappers-are-pure",
      severity: "error",
      comment: "payload → order mapping is core code that happens to sit beside its client.",
      from: { path: "^lib/channels/adapters/[^/]+/mapper\\.ts$" },
      to: { pathNot: ["^lib/[^/]+/core/", "^lib/shared/", "^lib/channels/adapters/[^/]+/payloads\\.ts$", "(^|/)node_modules/zod/"] },
    },
    {
      name: "broker-client-in-one-place",
      severity: "error",
      comment: "only the transport folder knows RabbitMQ.",
      from: { pathNot: "^lib/events/transport/" },
      to: { path: "(^|/)node_modules/(amqplib|amqp-connection-manager)/" },
    },
    { name: "no-circular", severity: "error", comment: "no file imports itself through others.", from: {}, to: { circular: true } },
    {
      name: "no-domain-cycles",
      severity: "error",
      comment: "no two folders of lib stand on each other.",
      scope: "folder",
      from: { path: "^lib/" },
      to: { circular: true },
    },
    {
      name: "not-to-tests",
      severity: "error",
      comment: "the product never imports its tests.",
      from: { pathNot: "^tests/" },
      to: { path: "^tests/" },
    },
    ...ladderRules,
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    exclude: { path: "\\.next|node_modules/.*/node_modules" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main"],
    },
  },
};
