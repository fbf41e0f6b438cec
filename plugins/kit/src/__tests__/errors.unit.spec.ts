import { MedusaError } from "@medusajs/framework/utils"
import { commonErrors, defineErrors, listed, reasonOf, SoukError, tell, things } from "../errors"
import { describeErrors } from "./told-in-three-languages"

describe("errors every plugin may raise", () => describeErrors(commonErrors))

describe("telling an error", () => {
  const errors = defineErrors({
    spec_part_gone: {
      status: 409,
      fr: "Il reste {left} « {title} ».",
      ar: "بقي {left} «{title}».",
      en: "{left} “{title}” left.",
    },
  })

  it("fills the values and speaks French by itself", () => {
    const error = errors.spec_part_gone({ left: 3, title: "Disque" })
    expect(error).toBeInstanceOf(SoukError)
    expect(error).toBeInstanceOf(MedusaError)
    expect(error.message).toBe("Il reste 3 « Disque ».")
    expect(tell(error, "ar")).toEqual({
      status: 409,
      type: "conflict",
      code: "spec_part_gone",
      message: "بقي 3 «Disque».",
    })
  })

  it("survives a workflow, which keeps only code and params", () => {
    const crossed = JSON.parse(JSON.stringify(errors.spec_part_gone({ left: 1, title: "X" })))
    expect(tell(crossed, "en")?.message).toBe("1 “X” left.")
  })

  it("leaves a value out rather than show a hole, and never reads one as a pattern", () => {
    expect(errors.spec_part_gone().message).toBe("Il reste  «  ».")
    expect(errors.spec_part_gone({ left: "$&", title: "{left}" }).message).toBe(
      "Il reste $& « {left} ».",
    )
  })

  it("says words in the reader's language", () => {
    const error = commonErrors.not_found({ what: things.order, id: "x" })
    expect(tell(error, "fr")?.message).toContain("commande")
    expect(tell(error, "ar")?.message).toContain(things.order.ar)
    expect(tell(error, "en")?.message).toContain("order")
  })

  it("lists words with each language's comma, and a dash for none", () => {
    expect(listed([things.order, things.cart])).toEqual({
      fr: "commande, panier",
      ar: "الطلب، السلة",
      en: "order, cart",
    })
    expect(listed([])).toEqual({ fr: "—", ar: "—", en: "—" })
  })

  it.each([null, undefined, "text", 42, new Error("boom"), { code: "nobody_defined_this" }, {}])(
    "has nothing to tell of %p",
    (error) => expect(tell(error, "fr")).toBeNull(),
  )

  it("refuses a code nobody defined", () => {
    expect(() => new SoukError("nobody_defined_this", {})).toThrow("nobody_defined_this")
  })

  it.each([
    [new Error("no answer"), "no answer"],
    [new TypeError(), "TypeError"],
    [{ message: "as a workflow throws it", name: "Error" }, "as a workflow throws it"],
    ["text", "text"],
    [null, "null"],
  ])("gives the reason of %p to a log", (error, reason) => expect(reasonOf(error)).toBe(reason))
})
