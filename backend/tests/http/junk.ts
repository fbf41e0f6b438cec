import fc from "fast-check"
import type { Schema } from "./openapi"

/** A number that JSON can write and no double can hold; written in place of its mark. */
const INFINITE_MARK = "@@1e400@@"

/** A body as JSON text, with what JavaScript itself could not write. */
export const asJson = (body: unknown): string =>
  JSON.stringify(body)
    .replaceAll(`"${INFINITE_MARK}"`, "1e400")
    .replaceAll('"@@proto@@"', '"__proto__"')

const WRONG_FOR_ALL = [[], ["a"], {}, { $ne: "" }, { "@@proto@@": { admin: true } }]

/** Texts that people, scripts and attackers type, all of them valid Unicode. */
export const ODD_TEXTS = [
  "🔧🇹🇳",
  "\u202Eecnaruossa\u202C",
  "\u200B\u200F\uFEFF",
  "'; drop table vendor; --",
  '" or 1=1',
  "%' or '%'='",
  "%",
  "_",
  "\\",
  "a & | ! ( ) : * <-> b",
  "((((",
  "../../etc/passwd",
  "${7*7}{{7*7}}",
  "<script>alert(1)</script>",
  "قطع غيار",
  "é".repeat(150),
  "a ".repeat(90),
]

/** Values that a field of this schema must refuse, whatever its route. */
export function wrongFor(schema: Schema): unknown[] {
  const types = [schema.type ?? []].flat()
  if (schema.anyOf) {
    // A value is wrong when every branch refuses it.
    const [first, ...rest] = schema.anyOf.map((branch) => new Set(wrongFor(branch).map(asJson)))
    return [...(first ?? [])]
      .filter((one) => rest.every((branch) => branch.has(one)))
      .map((text) => JSON.parse(text.replaceAll("1e400", `"${INFINITE_MARK}"`)))
  }
  if (types.includes("integer") || types.includes("number")) {
    return [
      ...WRONG_FOR_ALL,
      null,
      true,
      "12",
      "1e3",
      "NaN",
      1.5,
      INFINITE_MARK,
      2 ** 60,
      ...(schema.minimum === undefined ? [] : [schema.minimum - 1]),
      ...(schema.maximum === undefined ? [] : [schema.maximum + 1]),
    ]
  }
  if (types.includes("array")) return [["a"], null, true, 12, "text", INFINITE_MARK, {}]
  if (types.includes("object")) {
    return [[], ["a"], null, true, 12, "text", INFINITE_MARK, { zz_unknown: { deep: [1] } }]
  }
  if (types.includes("boolean")) return [...WRONG_FOR_ALL, null, 0, 1, "true", "", "oui"]
  if (types.includes("null")) return [...WRONG_FOR_ALL, true, 12, 1.5, "text", INFINITE_MARK]
  const fits = schema.enum
    ? (text: string) => schema.enum!.includes(text)
    : (text: string) => !schema.pattern || new RegExp(schema.pattern).test(text)
  const texts = ["", " ", "é", "a/b", "a b", "null", "🔧", "\u202Ea", ...ODD_TEXTS].filter(
    (text) => !fits(text),
  )
  return [
    ...WRONG_FOR_ALL,
    null,
    true,
    12,
    -1,
    1.5,
    INFINITE_MARK,
    "a\u0000b",
    "x".repeat((schema.maxLength ?? 100_000) + 1),
    "🔧".repeat(50_000),
    ...texts,
  ]
}

/** Bodies that are no body of any route: text as it goes out. */
export const WRONG_BODIES: [name: string, body: string | Buffer][] = [
  ["null", "null"],
  ["a list", "[]"],
  ["a list of objects", '[{"a":1}]'],
  ["a text", '"text"'],
  ["a number", "12"],
  ["true", "true"],
  ["half an object", '{"a":'],
  ["single quotes", "{'a':1}"],
  ["a trailing comma", '{"a":1,}'],
  ["a comment", '{/* a */"a":1}'],
  ["bytes that are no text", Buffer.from([0xff, 0xfe, 0x00, 0x7b])],
  ["an unknown field", '{"zz_unknown":1}'],
  ["fields of every object", '{"__proto__":{"a":1},"constructor":{"prototype":{"a":1}},"zz":1}'],
  ["a null character in a name", '{"a\\u0000b":1}'],
  ["half a surrogate pair", '{"zz":"\\ud83d"}'],
  ["1e400", '{"zz":1e400}'],
  ["20,000 lists in one another", `{"zz":${"[".repeat(20_000)}${"]".repeat(20_000)}}`],
  ["20,000 unknown fields", `{${Array.from({ length: 20_000 }, (_, i) => `"f${i}":1`).join(",")}}`],
  ["2 MB", `{"zz":"${"x".repeat(2_000_000)}"}`],
]

export const WRONG_CONTENT_TYPES = [
  "text/plain",
  "application/xml",
  "application/x-www-form-urlencoded",
  "multipart/form-data",
  "multipart/form-data; boundary=x",
  "application/json; charset=utf-7",
  "application/octet-stream",
  "",
]

/** Objects that nobody wrote by hand. The same seed draws the same ones. */
export function drawObjects(seed: number, count: number): Record<string, unknown>[] {
  const name = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom("email", "id", "status", "name", "toString", "constructor", "address"),
  )
  const drawn = fc.sample(
    fc.dictionary(name, fc.jsonValue({ maxDepth: 3 }), { minKeys: 1, maxKeys: 8 }),
    { seed, numRuns: count },
  )
  return drawn.map((one) => ({ ...one, zz_unknown: 1 }))
}

export const WRONG_QUERY: Record<"integer" | "text" | "choice", string[]> = {
  integer: ["abc", "1.5", "-1", "1e400", "99999999999999999999", "NaN", "Infinity", "%F0%9F%94%A7"],
  text: [],
  choice: ["", "zzz", "NEW", "null", "%F0%9F%94%A7", "a'b", "1"],
}

/** In the place of an id. */
export const WRONG_IDS = [
  "nothing",
  "x".repeat(3_000),
  "%F0%9F%94%A7",
  "%E2%80%AE",
  "%ff",
  "%",
  "'",
  "%27%20or%201%3D1",
  "__proto__",
  "constructor",
  "null",
  "undefined",
  "-1",
  "1e400",
  "*",
  "a,b",
  "%2a",
  "{}",
  "a.b.c",
  "%0a",
]
