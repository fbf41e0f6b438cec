import { leavesOf } from "@souk/kit/admin/dictionary"
import { MOVEMENT_KINDS, OWN_ACCOUNTS } from "../../../domain/ledger"
import ar from "../ar"
import en from "../en"
import fr from "../fr"

describe("dictionaries of the marketplace pages", () => {
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

  it("name every movement and every account of the marketplace's own", () => {
    expect(Object.keys(fr.movement)).toEqual(expect.arrayContaining([...MOVEMENT_KINDS]))
    expect(Object.keys(fr.account)).toEqual(expect.arrayContaining([...OWN_ACCOUNTS]))
  })
})
