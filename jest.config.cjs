// Run by scripts/test.mjs, which brings up what the suites need. `npm test -- unit` needs nothing.
const { join } = require("node:path")

const shared = {
  rootDir: __dirname,
  testEnvironment: "node",
  transform: {
    "^.+\\.tsx?$": [
      "@swc/jest",
      {
        swcrc: false,
        jsc: {
          target: "es2022",
          parser: { syntax: "typescript", tsx: true, decorators: true },
          transform: {
            legacyDecorator: true,
            decoratorMetadata: true,
            useDefineForClassFields: false,
            react: { runtime: "automatic" },
          },
        },
      },
    ],
  },
  // Tests see the plugins' source, not what was last built from it.
  moduleNameMapper: {
    "^@souk/backend/seed/(.*)$": join(__dirname, "backend/seed/$1"),
    "^@souk/(backend|migrations)/(?!package\\.json)(.*)$": join(__dirname, "$1/src/$2"),
    "^@souk/([^/]+)/(?!package\\.json)(.*)$": join(__dirname, "plugins/$1/src/$2"),
  },
  modulePathIgnorePatterns: ["/\\.medusa/", "/\\.souk/", "/dist/"],
  testPathIgnorePatterns: ["/node_modules/", "/\\.medusa/", "/\\.souk/"],
}

const anywhere = ["plugins/*/src", "backend", "migrations/src", "storefront/src", "scripts"]

module.exports = {
  testTimeout: 120_000,
  projects: [
    {
      ...shared,
      displayName: "unit",
      testMatch: anywhere.map((dir) => `<rootDir>/${dir}/**/*.unit.spec.{ts,tsx}`),
    },
    {
      ...shared,
      displayName: "module",
      testMatch: [
        "<rootDir>/plugins/*/src/modules/*/__tests__/**/!(*.unit).spec.ts",
        "<rootDir>/backend/src/modules/*/__tests__/**/!(*.unit).spec.ts",
      ],
    },
    { ...shared, displayName: "http", testMatch: ["<rootDir>/backend/tests/http/**/*.spec.ts"] },
    { ...shared, displayName: "crash", testMatch: ["<rootDir>/backend/tests/crash/**/*.spec.ts"] },
  ],
}
