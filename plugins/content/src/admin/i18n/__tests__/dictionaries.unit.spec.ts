import { leavesOf } from "@souk/kit/admin/dictionary"
import ar from "../ar"
import en from "../en"
import fr from "../fr"

describe("dictionaries of the content pages", () => {
  const french = leavesOf(fr)

  it.each([
    ["Arabic", ar],
    ["English", en],
  ])(
    "say in %s all that French says, with the same values in the sentences",
    (_language, dictionary) => {
      expect(leavesOf(dictionary)).toEqual(french)
    },
  )
})
