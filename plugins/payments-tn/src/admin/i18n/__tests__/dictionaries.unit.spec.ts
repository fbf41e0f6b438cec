import { leavesOf } from "@souk/kit/admin/dictionary"
import ar from "../ar"
import en from "../en"
import fr from "../fr"

describe("dictionaries of the payment pages", () => {
  it.each([
    ["Arabic", ar],
    ["English", en],
  ])("say in %s all that French says, with the same values", (_language, dictionary) => {
    expect(leavesOf(dictionary)).toEqual(leavesOf(fr))
  })
})
