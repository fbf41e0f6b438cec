import { join } from "node:path"
import { Linter, type Rule } from "eslint"
import { parser } from "typescript-eslint"

const floors = jest.requireActual<Rule.RuleModule>("./floors.cjs")

const root = join(__dirname, "..", "..")

function messagesFor(file: string, code: string) {
  const linter = new Linter({ cwd: root })
  const results = linter.verify(
    code,
    [
      {
        files: ["**/*.ts"],
        languageOptions: { parser: parser as Linter.Parser },
        plugins: { souk: { rules: { floors } } },
        rules: { "souk/floors": "error" },
      },
    ],
    { filename: join(root, file) },
  )
  return results.map(({ messageId, message }) => messageId ?? message)
}

const marketplace = "plugins/marketplace/src/api/store/route.ts"
const domain = "plugins/marketplace/src/domain/split-order.ts"
const page = "storefront/src/pages/index.ts"

describe("the floors", () => {
  test.each([
    ["down to kit", marketplace, `import { toMillimes } from "@souk/kit/money"`],
    [
      "down two floors",
      "backend/src/x.ts",
      `import { MARKETPLACE_MODULE } from "@souk/marketplace/modules/marketplace"`,
    ],
    ["inside the package", marketplace, `import { x } from "../../domain/x"`],
    ["Medusa outside domain/", marketplace, `import { Modules } from "@medusajs/framework/utils"`],
    [
      "a type of Medusa in domain/",
      domain,
      `import type { OrderDTO } from "@medusajs/framework/types"`,
    ],
    [
      "inline types in domain/",
      domain,
      `import { type OrderDTO } from "@medusajs/framework/types"`,
    ],
    ["money in domain/", domain, `import { spread } from "@souk/kit/money"`],
    [
      "a type of a module in domain/",
      domain,
      `import type { Vendor } from "../modules/marketplace/types"`,
    ],
    ["types in the storefront", page, `import type { Part } from "@souk/parts/types"`],
    ["scripts, which stand outside", "scripts/x.ts", `import { x } from "@souk/backend/seed/x"`],
  ])("allow %s", (_, file, code) => {
    expect(messagesFor(file, code)).toEqual([])
  })

  test.each([
    ["a sibling", marketplace, `import { x } from "@souk/parts/domain/x"`, "up"],
    ["a sibling's types", marketplace, `import type { X } from "@souk/parts/types"`, "up"],
    [
      "a floor above",
      "plugins/kit/src/money.ts",
      `import { x } from "@souk/marketplace/domain/x"`,
      "up",
    ],
    [
      "a re-export upwards",
      "plugins/kit/src/money.ts",
      `export { x } from "@souk/parts/domain/x"`,
      "up",
    ],
    [
      "a dynamic import upwards",
      "plugins/parts/src/x.ts",
      `const x = import("@souk/backend/seed/x")`,
      "up",
    ],
    [
      "a require upwards",
      "plugins/parts/src/x.ts",
      `const x = require("@souk/payments-tn/x")`,
      "up",
    ],
    [
      "backend from migrations",
      "migrations/src/x.ts",
      `import { x } from "@souk/backend/seed/x"`,
      "up",
    ],
    [
      "another package's folder",
      marketplace,
      `import { x } from "../../../../kit/src/money"`,
      "outside",
    ],
    ["a package without a floor", marketplace, `import { x } from "@souk/attic/x"`, "unknown"],
    [
      "Medusa in domain/",
      domain,
      `import { MathBN } from "@medusajs/framework/utils"`,
      "domainMedusa",
    ],
    ["a module in domain/", domain, `import { x } from "../modules/marketplace"`, "domainInside"],
    ["code in the storefront", page, `import { x } from "@souk/kit/money"`, "storefront"],
    ["values beside types", page, `import { x, type Y } from "@souk/parts/types"`, "storefront"],
  ])("refuse %s", (_, file, code, expected) => {
    expect(messagesFor(file, code)).toEqual([expected])
  })
})
