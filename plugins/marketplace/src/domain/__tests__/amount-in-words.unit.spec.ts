import { amountInFrench, numberInFrench } from "../amount-in-words"

describe("amounts in French words", () => {
  it.each([
    [0, "zéro dinar"],
    [1, "un millime"],
    [80, "quatre-vingts millimes"],
    [1_000, "un dinar"],
    [1_001, "un dinar et un millime"],
    [21_021, "vingt et un dinars et vingt et un millimes"],
    [71_000, "soixante et onze dinars"],
    [81_091, "quatre-vingt-un dinars et quatre-vingt-onze millimes"],
    [200_000, "deux cents dinars"],
    [203_200, "deux cent trois dinars et deux cents millimes"],
    [1_000_000, "mille dinars"],
    [80_000_000, "quatre-vingt mille dinars"],
    [200_000_000, "deux cent mille dinars"],
    [1_234_567, "mille deux cent trente-quatre dinars et cinq cent soixante-sept millimes"],
    [1_000_000_000, "un million de dinars"],
    [2_000_000_500, "deux millions de dinars et cinq cents millimes"],
    [80_000_001_000, "quatre-vingts millions un dinars"],
  ])("%d", (millimes, words) => {
    expect(amountInFrench(millimes)).toBe(words)
  })

  it("names each number below a thousand once", () => {
    const names = Array.from({ length: 1000 }, (_, value) => numberInFrench(value))
    expect(new Set(names).size).toBe(1000)
    expect(names.join()).not.toMatch(/undefined| {2}/)
  })
})
