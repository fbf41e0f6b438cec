import { SMTPServer } from "smtp-server"
import { killServer, startServer, testServer } from "../../../scripts/lib/test-server"
import { leaveDatabase, post, sql } from "./shop"

const { smtpPort } = testServer()
const stamp = Date.now()

/** Mail servers that a story opened: each ends with it, however it ends. */
const open: SMTPServer[] = []
afterEach(async () => {
  for (const server of open.splice(0)) {
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
})

/** The mail server the server under test was given: what it received. */
async function openMailServer() {
  const received: { to: string; at: number }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      stream.on("end", () => {
        const to = session.envelope.rcptTo.map(({ address }) => address).join()
        received.push({ to, at: Date.now() })
        done()
      })
      stream.resume()
    },
  })
  server.on("error", () => undefined)
  await new Promise<void>((resolve) => server.listen(smtpPort, "127.0.0.1", resolve))
  open.push(server)
  return received
}

async function openAccount(email: string): Promise<string> {
  const password = "mot-de-passe-solide"
  const { token } = await post<{ token: string }>("/auth/customer/emailpass/register", {
    email,
    password,
  })
  await post("/store/customers", { email, first_name: "Leïla" }, token)
  const signed = await post<{ token: string }>("/auth/customer/emailpass", { email, password })
  return signed.token
}

const askMail = (token: string) =>
  post("/store/customers/me/email-confirmation-requests", {}, token)

const stateOf = async (email: string) => {
  const [row] = await sql<{ status: string; attempts: number }>(
    "select status, attempts from mail where recipient = $1",
    [email],
  )
  return row ? `${row.status} after ${row.attempts}` : "unknown"
}

async function within(seconds: number, holds: () => Promise<boolean>): Promise<boolean> {
  for (const until = Date.now() + seconds * 1000; Date.now() < until;) {
    if (await holds()) return true
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return false
}

afterAll(leaveDatabase)

it("a mail leaves at once, not with the next minute", async () => {
  const received = await openMailServer()
  // The clock's job may take one mail by chance, not four in a row.
  for (let round = 0; round < 4; round += 1) {
    const email = `tout-de-suite-${stamp}-${round}@exemple.tn`
    await askMail(await openAccount(email))
    const arrived = async () => received.some(({ to }) => to === email)
    expect(await within(5, arrived)).toBe(true)
    expect(await within(5, async () => (await stateOf(email)) === "sent after 1")).toBe(true)
  }
  // Orders of other stories have mails of their own to send.
  const own = received.filter(({ to }) => to.startsWith(`tout-de-suite-${stamp}`))
  expect(own).toHaveLength(4)
})

it("a mail taken in before a kill leaves once, after it", async () => {
  const email = `apres-la-coupure-${stamp}@exemple.tn`
  // No mail server answers: the mail waits, tried once. What is cut while being sent is another story.
  await askMail(await openAccount(email))
  expect(await within(10, async () => (await stateOf(email)) === "waiting after 1")).toBe(true)
  await killServer()
  const received = await openMailServer()
  await startServer()
  expect(await within(150, async () => (await stateOf(email)) === "sent after 2")).toBe(true)
  expect(received.filter(({ to }) => to === email)).toHaveLength(1)
}, 240_000)
