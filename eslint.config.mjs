import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import tseslint from "typescript-eslint"

const require = createRequire(import.meta.url)
const souk = {
  rules: {
    floors: require("./scripts/lint/floors.cjs"),
    explained: require("./scripts/lint/explained.cjs"),
  },
}

const ignored = readFileSync(new URL(".gitignore", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line && !line.startsWith("!"))
  .map((line) => `**/${line}${line.endsWith("/") ? "**" : ""}`)

const nodeGlobals = Object.getOwnPropertyNames(globalThis)

export default tseslint.config(
  { ignores: ignored },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.{ts,tsx,mts,mjs,cjs}"],
    extends: [tseslint.configs.recommended],
    plugins: { souk },
    rules: {
      "souk/floors": "error",
      "souk/explained": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      "@typescript-eslint/no-empty-object-type": [
        "error",
        { allowInterfaces: "with-single-extends" },
      ],
      "no-warning-comments": ["error", { terms: ["todo", "fixme", "xxx"], location: "start" }],
      // Medusa's services hand their arguments on as they came.
      "prefer-rest-params": "off",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  {
    // Pure decisions: the clock is passed in.
    files: ["**/src/domain/**/*.ts"],
    ignores: ["**/__tests__/**"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
          message: "domain/ has no clock of its own: pass the time in.",
        },
        {
          selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
          message: "domain/ has no clock of its own: pass the time in.",
        },
      ],
    },
  },
  {
    // TypeScript finds undefined names itself; plain scripts have only this.
    files: ["**/*.{mjs,cjs}"],
    languageOptions: {
      globals: Object.fromEntries(nodeGlobals.map((name) => [name, "readonly"])),
    },
    rules: { "no-undef": "error" },
  },
  {
    files: ["**/*.cjs"],
    languageOptions: {
      globals: { require: "readonly", module: "writable", __dirname: "readonly" },
    },
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
)
