import { readFileSync } from "node:fs"
import { dataModel, dataModelFile } from "../lib/data-model"

it("docs/data-model.md is what the models say (npm run docs:data-model writes it)", () => {
  expect(readFileSync(dataModelFile, "utf8")).toBe(dataModel())
})
