import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { shareAnswers, SHARED_FOR } from "../shared-answers"

/** What the middleware uses of Express, on Node's own server. */
function asExpress(req: IncomingMessage, res: ServerResponse) {
  const answer = Object.assign(res, {
    type: (name: string) => (res.setHeader("content-type", `application/${name}`), answer),
    send: (text: string) => (res.end(text), answer),
    json: (body: unknown) => answer.send(JSON.stringify(body)),
  })
  return [
    Object.assign(req, { originalUrl: req.url }) as unknown as MedusaRequest,
    answer as unknown as MedusaResponse,
  ] as const
}

describe("shared answers", () => {
  let server: Server
  let worked: string[]
  let slow = 0
  const ask = (path: string, headers: Record<string, string> = {}) =>
    fetch(`http://localhost:${(server.address() as AddressInfo).port}${path}`, { headers })
  const textOf = async (path: string, headers?: Record<string, string>) =>
    (await ask(path, headers)).text()

  beforeEach(async () => {
    worked = []
    slow = 0
    const share = shareAnswers()
    server = createServer((raw, rawAnswer) => {
      const [req, res] = asExpress(raw, rawAnswer)
      void share(req, res, async () => {
        worked.push(raw.url!)
        const place = worked.length
        await sleep(slow)
        if (raw.url === "/refused") rawAnswer.statusCode = 404
        if (raw.url === "/cut") rawAnswer.destroy()
        else res.json({ place })
      })
    })
    await new Promise<void>((resolve) => server.listen(0, resolve))
  })
  afterEach(() => new Promise((resolve) => server.close(resolve)))

  it("works once for all who ask the same at the same time", async () => {
    slow = 50
    const answers = await Promise.all(Array.from({ length: 10 }, () => textOf("/parts?q=a")))
    expect(new Set(answers)).toEqual(new Set(['{"place":1}']))
    expect(worked).toEqual(["/parts?q=a"])
  })

  it("works anew for another address, another language, and when the second is over", async () => {
    await textOf("/parts")
    await textOf("/parts?limit=2")
    await textOf("/parts", { "x-medusa-locale": "ar" })
    expect(worked).toHaveLength(3)
    expect(await textOf("/parts")).toBe('{"place":1}')
    await sleep(SHARED_FOR + 50)
    expect(await textOf("/parts")).toBe('{"place":4}')
  })

  it("works anew for who asks for no kept answer", async () => {
    await textOf("/parts")
    expect(await textOf("/parts", { "cache-control": "no-cache" })).toBe('{"place":2}')
    expect(await textOf("/parts")).toBe('{"place":1}')
  })

  it("shares neither a refusal nor an answer that never came", async () => {
    const refused = await ask("/refused")
    expect(refused.status).toBe(404)
    await ask("/refused")
    await expect(ask("/cut")).rejects.toThrow()
    await expect(ask("/cut")).rejects.toThrow()
    expect(worked).toEqual(["/refused", "/refused", "/cut", "/cut"])
  })

  it("lets those who waited for an answer that was refused ask for themselves", async () => {
    slow = 50
    const statuses = await Promise.all(
      Array.from({ length: 3 }, async () => (await ask("/refused")).status),
    )
    expect(statuses).toEqual([404, 404, 404])
  })
})
