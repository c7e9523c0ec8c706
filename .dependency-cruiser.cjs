const base = require("../shared/rules/dependency-cruiser.cjs");
module.exports = { ...base, options: { ...base.options, tsConfig: undefined, parser: "swc", webpackConfig: { fileName: "config/resolve.cjs" } } };
