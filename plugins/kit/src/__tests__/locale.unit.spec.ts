import { LOCALES, localeOf } from "../locale"

describe("the reader's language", () => {
  it.each([
    [{}, "fr"],
    [{ "x-medusa-locale": "ar" }, "ar"],
    [{ "x-medusa-locale": "AR-TN" }, "ar"],
    [{ "x-medusa-locale": "en-US" }, "en"],
    [{ "x-medusa-locale": "de" }, "fr"],
    [{ "x-medusa-locale": "de", "accept-language": "en" }, "en"],
    [{ "x-medusa-locale": "fr", "accept-language": "en" }, "fr"],
    [{ "accept-language": "de-DE,de;q=0.9,ar;q=0.8,en;q=0.7" }, "ar"],
    [{ "accept-language": "en-GB;q=0.9" }, "en"],
    [{ "accept-language": "arz, english" }, "fr"],
    [{ "accept-language": "" }, "fr"],
    [{ "accept-language": "*" }, "fr"],
    [{ "x-medusa-locale": ["zz", "en"] }, "en"],
    [{ "x-medusa-locale": "\u0000,,,;;" }, "fr"],
  ])("of %p is %s", (headers: Record<string, string | string[]>, locale) => {
    expect(localeOf(headers)).toBe(locale)
  })

  it("is French first", () => expect(LOCALES).toEqual(["fr", "ar", "en"]))
})
