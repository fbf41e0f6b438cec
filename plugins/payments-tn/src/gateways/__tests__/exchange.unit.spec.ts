import { createServer, type RequestListener, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import type { Bill } from "../../domain/protocol"
import { gatewaysOf, type GatewayOptions } from "../gateway"

const secrets = ["very-secret-password", "very-secret-key", "very-secret-private"]
const [password, key, privateKey] = secrets as [string, string, string]

let server: Server
let base_url: string
let answer: RequestListener
let asked = 0

beforeAll(async () => {
  server = createServer((request, response) => {
    asked += 1
    request.resume()
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  base_url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => (asked = 0))

function gateways() {
  const reach = { base_url, timeout_ms: 150 }
  const options: GatewayOptions = {
    clictopay: { ...reach, user: "shop", password },
    konnect: { ...reach, api_key: key, wallet_id: "wallet" },
    flouci: { ...reach, public_key: "public", private_key: privateKey },
    paymee: { ...reach, api_key: key },
  }
  return gatewaysOf(options)
}

const bill: Bill = {
  reference: "R-1",
  amount_millimes: 1000,
  description: "Souk",
  return_url: "http://localhost/back",
  webhook_url: "http://localhost/hook",
  lifetime_seconds: 1200,
  language: "fr",
  buyer: { first_name: "N", last_name: "H", email: "n@x.tn", phone: "20123456" },
}

const failures: [string, RequestListener][] = [
  ["never answers", () => undefined],
  ["answers 500", (_request, response) => response.writeHead(500).end('{"error":"broken"}')],
  ["answers 429", (_request, response) => response.writeHead(429).end("{}")],
  ["answers no JSON", (_request, response) => response.end("<html>")],
  ["cuts the line", (request) => request.socket.destroy()],
  ["redirects", (_request, response) => response.writeHead(302, { location: "/x" }).end()],
  ["answers nonsense", (_request, response) => response.end('{"unexpected":true}')],
]

describe.each(failures)("a gateway that %s", (_name, listener) => {
  it.each(gateways().map(({ name }) => name))(
    "%s: fails without telling a secret",
    async (name) => {
      answer = listener
      const gateway = gateways().find((one) => one.name === name)!
      for (const attempt of [() => gateway.open(bill), () => gateway.ask("ref")]) {
        const error: unknown = await attempt().then(
          () => undefined,
          (reason: unknown) => reason,
        )
        expect(error).toBeInstanceOf(Error)
        const { message, stack, cause } = error as Error
        const everything = `${message} ${stack} ${JSON.stringify(error)} ${String(cause)}`
        for (const secret of secrets) expect(everything).not.toContain(secret)
      }
    },
  )
})

describe("sending again", () => {
  it("asks twice before it gives up, and opens once", async () => {
    answer = (_request, response) => response.writeHead(503).end()
    const konnect = gateways().find(({ name }) => name === "konnect")!
    await expect(konnect.ask("ref")).rejects.toThrow("konnect gave no usable answer")
    expect(asked).toBe(2)
    asked = 0
    await expect(konnect.open(bill)).rejects.toThrow("konnect gave no usable answer")
    expect(asked).toBe(1)
  })

  it("takes the second answer when the first is lost", async () => {
    answer = (request, response) => {
      if (asked === 1) return request.socket.destroy()
      response.end('{"payment":{"status":"completed","amount":1000,"token":"TND","orderId":"R-1"}}')
    }
    const konnect = gateways().find(({ name }) => name === "konnect")!
    expect((await konnect.ask("ref")).state).toBe("paid")
  })
})
