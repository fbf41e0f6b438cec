import type { AddressInfo } from "node:net"
import { join } from "node:path"
import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import { SMTPServer, type SMTPServerOptions } from "smtp-server"
import { MESSAGES_MODULE } from ".."
import { writeMail } from "../../../domain/templates"
import SmtpNotificationProvider from "../../../providers/smtp/service"
import { deliverMails } from "../../../workflows/send-mail"
import type MessagesModuleService from "../service"
import type { ClaimedMail } from "../service"

const secretLink = "https://souk.example/nouveau-mot-de-passe?token=secret-1234"
const start = new Date("2026-11-23T10:00:00Z")
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000)

const mail = (key: string, minutes = 600) => ({
  key,
  kind: "password_reset" as const,
  recipient: "leila@exemple.tn",
  locale: "ar" as const,
  content: writeMail("password_reset", { link: secretLink, minutes: 15 }, "ar"),
  expires_at: after(minutes * 60),
})

/** A real mail server, that may misbehave. */
async function mailServer(options: SMTPServerOptions = {}) {
  const received: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on("data", (chunk: Buffer) => chunks.push(chunk))
      stream.on("end", () => {
        received.push(Buffer.concat(chunks).toString("utf8"))
        done()
      })
    },
    ...options,
  })
  server.on("error", () => undefined)
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    received,
    port,
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

const sender = (url: string) => {
  const provider = new SmtpNotificationProvider(
    {},
    { url, from: "Souk <bonjour@souk.example>", timeout_ms: 500 },
  )
  return async ({ recipient, kind, content }: ClaimedMail) => {
    await provider.send({ to: recipient, channel: "email", template: kind, content })
  }
}

const refusal = (code: number, text: string) =>
  Object.assign(new Error(text), { responseCode: code })

moduleIntegrationTestRunner<MessagesModuleService>({
  moduleName: MESSAGES_MODULE,
  resolve: join(__dirname, ".."),
  moduleOptions: {
    secret: "s".repeat(32),
    shop_url: "https://souk.example",
    admin_url: "https://api.souk.example/app",
    has_server: true,
  },
  testSuite: ({ service }) => {
    const only = async () => (await service.listMail({}))[0]!

    it("sends a mail once, in UTF-8, and then knows nothing of what it said", async () => {
      const server = await mailServer()
      expect(await service.queue([mail("k")], start)).toEqual(["k"])
      expect(await service.queue([mail("k")], start)).toEqual([])
      expect(JSON.stringify(await only())).not.toContain("secret-1234")

      await Promise.all([1, 2, 3].map(() => deliverMails(service, sender(server.url), () => start)))
      await deliverMails(service, sender(server.url), () => after(3600))
      expect(server.received).toHaveLength(1)
      expect(server.received[0]).toMatch(/^From: Souk <bonjour@souk.example>/m)
      expect(server.received[0]).toMatch(/^To: leila@exemple\.tn/m)
      expect(server.received[0]).toMatch(/multipart\/alternative/)
      expect(await only()).toMatchObject({ status: "sent", attempts: 1, sealed_content: null })
      await server.close()
    })

    it("waits for a server that is down, and sends once it is back", async () => {
      const gone = await mailServer()
      await gone.close()
      await service.queue([mail("k")], start)
      await deliverMails(service, sender(gone.url), () => start)
      expect(await only()).toMatchObject({ status: "waiting", attempts: 1 })
      expect((await only()).failure).toMatch(/ECONNREFUSED/)

      const back = await mailServer()
      await deliverMails(service, sender(back.url), () => after(10))
      expect(back.received).toHaveLength(0)
      await deliverMails(service, sender(back.url), () => after(31))
      expect(back.received).toHaveLength(1)
      expect(await only()).toMatchObject({ status: "sent", attempts: 2, failure: null })
      await back.close()
    })

    it("comes back to a server that says « later »", async () => {
      let asked = 0
      const server = await mailServer({
        onRcptTo: (_address, _session, done) =>
          done((asked += 1) === 1 ? refusal(451, "greylisted, come back") : null),
      })
      await service.queue([mail("k")], start)
      await deliverMails(service, sender(server.url), () => start)
      expect((await only()).failure).toMatch(/greylisted/)
      await deliverMails(service, sender(server.url), () => after(31))
      expect(server.received).toHaveLength(1)
      await server.close()
    })

    it("gives up on an address that does not exist, and forgets the link", async () => {
      const server = await mailServer({
        onRcptTo: (_address, _session, done) => done(refusal(550, "no such mailbox")),
      })
      await service.queue([mail("k")], start)
      await deliverMails(service, sender(server.url), () => start)
      expect(await only()).toMatchObject({ status: "failed", sealed_content: null })
      expect((await only()).failure).toMatch(/no such mailbox/)
      await server.close()
    })

    it("tells the operator that the login is refused, without the password", async () => {
      const server = await mailServer({
        authOptional: false,
        onAuth: (_auth, _session, done) => done(refusal(535, "bad credentials")),
      })
      const url = `smtp://souk:motdepasse-smtp@127.0.0.1:${server.port}`
      await service.queue([mail("k")], start)
      await deliverMails(service, sender(url), () => start)
      expect(await only()).toMatchObject({ status: "waiting" })
      expect((await only()).failure).toMatch(/bad credentials/)
      expect(JSON.stringify(await only())).not.toContain("motdepasse-smtp")
      await server.close()
    })

    it("does not send twice when the connection breaks while the mail is handed over", async () => {
      let handed = 0
      // Takes the whole mail and never says so: the sender gives up waiting for the answer.
      const server = await mailServer({
        onData(stream) {
          handed += 1
          stream.resume()
        },
      })
      await service.queue([mail("k")], start)
      await deliverMails(service, sender(server.url), () => start)
      expect(handed).toBe(1)
      expect(await only()).toMatchObject({ status: "failed", sealed_content: null })
      await deliverMails(service, sender(server.url), () => after(3600))
      expect(handed).toBe(1)
      await server.close()
    })

    it("does not wait for a server that never answers", async () => {
      const server = await mailServer({ onConnect: () => undefined })
      await service.queue([mail("k")], start)
      const began = Date.now()
      await deliverMails(service, sender(server.url), () => start)
      expect(Date.now() - began).toBeLessThan(5_000)
      expect(await only()).toMatchObject({ status: "waiting" })
      await server.close()
    })

    it("stops trying once the link has expired", async () => {
      const gone = await mailServer()
      await gone.close()
      await service.queue([mail("k", 15)], start)
      for (const seconds of [0, 60, 300, 800, 1600]) {
        await deliverMails(service, sender(gone.url), () => after(seconds))
      }
      expect(await only()).toMatchObject({ status: "failed", attempts: 4, sealed_content: null })
    })

    it("never sends again what a killed process may have sent", async () => {
      const server = await mailServer()
      await service.queue([mail("k")], start)
      await service.claim(start)
      await service.tidy(after(600))
      await deliverMails(service, sender(server.url), () => after(600))
      expect(server.received).toHaveLength(0)
      expect(await only()).toMatchObject({ status: "failed", sealed_content: null })
      await server.close()
    })

    it("counts the mails of an hour, and starts again the next", async () => {
      const ask = async (now: Date) => {
        const key = await service.nextKey("password_reset", "leila@exemple.tn", now)
        return key !== null && (await service.queue([mail(key)], now)).length > 0
      }
      for (const expected of [true, true, true, false]) expect(await ask(start)).toBe(expected)
      expect(await ask(after(3600))).toBe(true)
      const other = await service.nextKey("password_reset", "autre@exemple.tn", start)
      expect(other).not.toBeNull()
    })
  },
})
