import type { GatewayOptions } from "../../../gateways/gateway"
import { RedirectProvider } from "../service"

const reach = { base_url: "http://127.0.0.1:9" }
const options: GatewayOptions = {
  konnect: { ...reach, api_key: "k", wallet_id: "w" },
  flouci: { ...reach, public_key: "p", private_key: "q" },
  paymee: { ...reach, api_key: "k" },
}
const data = {
  reference: "R-1",
  gateway_ref: "ref",
  amount_millimes: 10_000,
  expires_at: "2026-11-23T10:00:00Z",
}

function providerOf(name: string) {
  class Provider extends RedirectProvider {
    static override identifier = name
  }
  return new Provider({}, options)
}

it.each([
  ["konnect", 10, "konnect refused: its API gives no money back"],
  ["paymee", 10, "paymee refused: its API gives no money back"],
  ["flouci", 4, "flouci refused: its API gives back whole payments only"],
])("%s says what it cannot give back, without asking", async (name, amount, why) => {
  await expect(providerOf(name).refundPayment({ data, amount })).rejects.toThrow(why)
})

it("opens nothing and believes nothing before its page is open", async () => {
  const provider = providerOf("konnect")
  expect(
    await provider.initiatePayment({ amount: 10, currency_code: "tnd", data: { session_id: "s" } }),
  ).toEqual({ id: "s", data: {}, status: "requires_more" })
  expect((await provider.authorizePayment({ data: {} })).status).toBe("requires_more")
  expect(await provider.getWebhookActionAndData({ data: {}, rawData: "", headers: {} })).toEqual({
    action: "not_supported",
  })
})
