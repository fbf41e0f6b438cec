import { parseEnvironment } from "../env"
import { parsePhone, isEmail } from "../form"
import { localTarget } from "../local-target"
import { comesFromHere } from "../same-origin"
import { seal, unseal } from "../seal"
import { singleFlight } from "../single-flight"

describe("seal", () => {
  const secret = "a-secret-of-more-than-thirty-two-characters"

  it("opens what it closed, and says nothing of it", () => {
    const sealed = seal({ cartId: "cart_1", label: "قرص" }, secret, "session")
    expect(sealed).not.toContain("cart_1")
    expect(unseal(sealed, secret, "session")).toEqual({ cartId: "cart_1", label: "قرص" })
  })

  it("gives nothing for any tampered byte", () => {
    const bytes = Buffer.from(seal({ cartId: "cart_1" }, secret, "session"), "base64url")
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes)
      changed[index] = changed[index]! ^ 1
      expect(unseal(changed.toString("base64url"), secret, "session")).toBeNull()
    }
  })

  it.each(["", "x", "AAAA", "é", "a".repeat(5000)])("gives nothing for %p", (text) => {
    expect(unseal(text, secret, "session")).toBeNull()
  })

  it("gives nothing with another secret or for another purpose", () => {
    const sealed = seal({ a: 1 }, secret, "session")
    expect(unseal(sealed, `${secret}!`, "session")).toBeNull()
    expect(unseal(sealed, secret, "checkout")).toBeNull()
  })
})

describe("localTarget", () => {
  it.each(["/panier", "/ar/pieces?q=a%20b&page=2", "/piece/x#offres"])("follows %s", (target) => {
    expect(localTarget(target, "/")).toBe(target)
  })

  it.each([
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "panier",
    "",
    null,
    undefined,
    "/a\nSet-Cookie: x",
  ])("does not follow %p", (target) => {
    expect(localTarget(target, "/")).toBe("/")
  })

  it.each(["/..//evil.example", "/.//evil.example", "/a/..//evil.example"])(
    "does not climb out by %s",
    (target) => {
      expect(localTarget(target, "/")).toBe("/")
    },
  )
})

describe("comesFromHere", () => {
  const url = new URL("https://souk.example/panier/lignes")
  it.each([
    [{ origin: "https://souk.example", "sec-fetch-site": "same-origin" }, true],
    [{ origin: "https://souk.example" }, true],
    [{ "sec-fetch-site": "same-origin" }, true],
    [{ origin: "https://evil.example", "sec-fetch-site": "cross-site" }, false],
    [{ origin: "https://souk.example", "sec-fetch-site": "same-site" }, false],
    [{ origin: "null" }, false],
    [{ origin: "http://souk.example" }, false],
    [{}, false],
  ])("of %j is %s", (headers, expected) => {
    expect(comesFromHere(new Headers(headers as Record<string, string>), url)).toBe(expected)
  })
})

describe("form values", () => {
  it.each([
    ["20 184 536", "20184536"],
    ["+216 20184536", "20184536"],
    ["0021671204518", "71204518"],
    ["71.204.518", "71204518"],
  ])("reads the phone %s", (typed, phone) => {
    expect(parsePhone(typed)).toBe(phone)
  })
  it.each(["", "1234567", "123456789", "10184536", "2018453a", "+33612345678"])(
    "refuses the phone %p",
    (typed) => {
      expect(parsePhone(typed)).toBeNull()
    },
  )
  it("knows an e-mail address", () => {
    expect(["a@b.tn", "nom.prenom@exemple.com"].every(isEmail)).toBe(true)
    expect(["", "a", "a@b", "a b@c.tn", "@c.tn", `${"a".repeat(120)}@b.tn`].some(isEmail)).toBe(
      false,
    )
  })
})

describe("the environment", () => {
  const good = { SOUK_PUBLISHABLE_KEY: "pk_1", SOUK_SESSION_SECRET: "x".repeat(32) }
  it("has an API address by default", () => {
    expect(parseEnvironment(good)).toMatchObject({ apiUrl: "http://localhost:9000" })
  })
  it("names every wrong variable at once", () => {
    const parsed = parseEnvironment({ SOUK_API_URL: "localhost", PORT: "abc" })
    expect("problems" in parsed && parsed.problems.map((text) => text.split(" ")[0])).toEqual([
      "SOUK_API_URL",
      "SOUK_PUBLISHABLE_KEY",
      "SOUK_SESSION_SECRET",
      "PORT",
    ])
  })
})

it("runs a task once for all who ask while it runs", async () => {
  const flight = singleFlight<number>()
  let runs = 0
  const task = async () => ++runs
  expect(await Promise.all([flight("a", task), flight("a", task), flight("b", task)])).toEqual([
    1, 1, 2,
  ])
  expect(await flight("a", task)).toBe(3)
})
