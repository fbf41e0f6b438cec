import { clictopay } from "../protocols/clictopay"
import { flouci } from "../protocols/flouci"
import { konnect } from "../protocols/konnect"
import { paymee, paymeeCheckSum } from "../protocols/paymee"
import {
  RefusedByGatewayError,
  UnexpectedAnswerError,
  type Bill,
  type Protocol,
} from "../../domain/protocol"
import { asDinars, dinarsAsMillimes } from "../protocols/reading"

const bill: Bill = {
  reference: "01JD2Q7Y3TFS8C9N5B4X6Z1R0M-1",
  amount_millimes: 69_039,
  description: "Commande Souk",
  return_url: "https://souk.example/commande/retour",
  webhook_url: "https://api.souk.example/hooks/payment/x",
  lifetime_seconds: 1200,
  language: "fr",
  buyer: { first_name: "Nour", last_name: "Haddad", email: "n@x.tn", phone: "20123456" },
}
const keys = {
  clictopay: { user: "shop", password: "p@ss&word" },
  konnect: { api_key: "kon-secret", wallet_id: "wallet" },
  flouci: { public_key: "pub", private_key: "flo-secret" },
  paymee: { api_key: "pay-secret" },
}

/** None of these signs what it sends. */
const unsigned = { raw: null, headers: {} }

describe("amounts", () => {
  it.each([
    ["12.5", 12_500],
    ["12.500", 12_500],
    [0.001, 1],
    [69.039, 69_039],
    ["999999999.9990", 999_999_999_999],
    [7, 7000],
  ])("reads %s DT", (written, millimes) => {
    expect(dinarsAsMillimes.parse(written)).toBe(millimes)
  })

  it.each(["12,5", "12.5001", "-1", "", "1e3", "abc"])("refuses « %s »", (written) => {
    expect(dinarsAsMillimes.safeParse(written).success).toBe(false)
  })

  it("writes dinars that read back to the same millimes", () => {
    for (let millimes = 0; millimes < 3_000_000; millimes += 997) {
      expect(dinarsAsMillimes.parse(asDinars(millimes))).toBe(millimes)
      expect(dinarsAsMillimes.parse(Number(asDinars(millimes)))).toBe(millimes)
    }
  })

  it("sends millimes to every gateway, and dinars to Paymee alone", () => {
    expect(clictopay.open(keys.clictopay, bill).body).toMatchObject({
      form: { amount: "69039", currency: "788", orderNumber: bill.reference },
    })
    expect(konnect.open(keys.konnect, bill).body).toMatchObject({
      json: { amount: 69_039, token: "TND", lifespan: 20 },
    })
    expect(flouci.open(keys.flouci, bill).body).toMatchObject({ json: { amount: "69039" } })
    expect(paymee.open(keys.paymee, bill).body).toMatchObject({ json: { amount: 69.039 } })
  })
})

describe("statuses", () => {
  const cases: [string, (status: never) => { state: string }, [unknown, string][]][] = [
    [
      "ClicToPay",
      (orderStatus) =>
        clictopay.readTold({
          errorCode: "0",
          orderNumber: "r",
          orderStatus,
          amount: 1000,
          currency: "788",
        }),
      [
        [0, "pending"],
        [1, "pending"],
        [2, "paid"],
        [3, "refused"],
        [4, "refunded"],
        [5, "pending"],
        [6, "refused"],
        [77, "pending"],
      ],
    ],
    [
      "Konnect",
      (status) => konnect.readTold({ payment: { status, amount: 1000, token: "TND" } }),
      [
        ["completed", "paid"],
        ["pending", "pending"],
        ["failed", "refused"],
        ["expired", "expired"],
        ["COMPLETED?", "pending"],
      ],
    ],
    [
      "Flouci",
      (status) => flouci.readTold({ success: true, result: { status, amount: "1000" } }),
      [
        ["SUCCESS", "paid"],
        ["PENDING", "pending"],
        ["FAILURE", "refused"],
        ["EXPIRED", "expired"],
        ["anything", "pending"],
      ],
    ],
    [
      "Paymee",
      (payment_status) =>
        paymee.readTold({ status: true, data: { token: "t", payment_status, amount: 1 } }),
      [
        [true, "paid"],
        [1, "paid"],
        [false, "pending"],
        [0, "pending"],
      ],
    ],
  ]
  it.each(cases)("%s", (_name, read, table) => {
    // Each gateway's table holds its own kind of status, a number or a word.
    for (const [status, state] of table) expect(read(status as never).state).toBe(state)
  })

  it("reads another currency as such", () => {
    const answer = { errorCode: "0", orderNumber: "r", orderStatus: 2, amount: 1, currency: "978" }
    expect(clictopay.readTold(answer).currency).toBe("978")
    expect(
      konnect.readTold({ payment: { status: "completed", amount: 1, token: "EUR" } }).currency,
    ).toBe("EUR")
  })

  it("keeps the fee only where the verified answer tells it", () => {
    const data = { token: "t", payment_status: true, amount: 100, cost: 1.5 }
    expect(paymee.readTold({ status: true, data }).fee_millimes).toBe(1500)
  })
})

describe("answers that are none of the protocol", () => {
  const protocols = [clictopay, konnect, flouci, paymee] as unknown as Protocol<unknown>[]
  it.each(protocols.map((one) => [one.name, one] as const))("%s", (_name, protocol) => {
    for (const answer of [null, "", [], {}, { status: "ok" }, { payment: { amount: -1 } }]) {
      expect(() => protocol.readTold(answer)).toThrow(UnexpectedAnswerError)
      expect(() => protocol.readOpened(answer)).toThrow(UnexpectedAnswerError)
    }
  })
})

describe("refunds", () => {
  it("are refused in the gateway's words", () => {
    expect(() => clictopay.readRefund!({ errorCode: "7", errorMessage: "System error" })).toThrow(
      RefusedByGatewayError,
    )
    expect(() =>
      flouci.readRefund!({ status: "error", code: "REFUND_NOT_ALLOWED", message: "No" }),
    ).toThrow(RefusedByGatewayError)
    expect(() => flouci.readRefund!({})).toThrow(RefusedByGatewayError)
  })

  it("are accepted", () => {
    clictopay.readRefund!({ errorCode: 0 })
    flouci.readRefund!({ status: "success", result: { status: "success" } })
  })
})

describe("notifications", () => {
  it("Paymee's is signed with the key", () => {
    const token = "dfa5823e0268c5b045aa50ee7b2a8f6f"
    // MD5 of token + 1 + key, worked out apart.
    expect(paymeeCheckSum("abc", true, "key")).toBe("1f0f564494bd57562efb5ea29db6ddbd")
    const check_sum = paymeeCheckSum(token, true, "pay-secret")
    const read = (sent: Record<string, unknown>) => paymee.readNotice(keys.paymee, sent, unsigned)
    expect(read({ token, check_sum, payment_status: "True" })?.signature_holds).toBe(true)
    expect(read({ token, check_sum, payment_status: "False" })?.signature_holds).toBe(false)
    expect(read({ token: "other", check_sum, payment_status: true })?.signature_holds).toBe(false)
    expect(read({ token, payment_status: true })?.signature_holds).toBe(false)
  })

  it("names a payment or nothing", () => {
    expect(konnect.readNotice(keys.konnect, { payment_ref: "6392d70408ac861b" }, unsigned)).toEqual(
      {
        gateway_ref: "6392d70408ac861b",
        signature_holds: null,
      },
    )
    for (const sent of [
      {},
      { payment_ref: ["a"] },
      { payment_ref: "../../x" },
      { payment_ref: "" },
    ]) {
      expect(konnect.readNotice(keys.konnect, sent, unsigned)).toBeNull()
      expect(flouci.readNotice(keys.flouci, sent, unsigned)).toBeNull()
    }
  })
})
