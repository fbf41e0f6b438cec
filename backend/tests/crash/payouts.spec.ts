import { setTimeout as sleep } from "node:timers/promises"
import { killServer, startServer } from "../../../scripts/lib/test-server"
import { leaveDatabase, post, sql, tryPost } from "./shop"
import { problemsOfShop } from "./state"

/** `npm run test:crash -- 30` sets it; `npm test` makes do with a few. */
const KILLS = Number(process.env.SOUK_TEST_KILLS ?? 5)

const CREDIT_MILLIMES = 50_001
const ROUND_SECONDS = 60

jest.setTimeout((KILLS * 90 + 400) * 1000)

const people = { preparer: "", approver: "" }
let vendors: string[] = []
let credited = 0

async function signIn(email: string): Promise<string> {
  const body = { email, password: "SoukDemo2026" }
  return (await post<{ token: string }>("/auth/user/emailpass", body)).token
}

/** Somebody else of the staff, who approves what the first prepares. */
async function secondPerson(): Promise<string> {
  const email = `caisse-${Date.now()}@souk.example`
  const { invite } = await post<{ invite: { token: string } }>(
    "/admin/invites",
    { email },
    people.preparer,
  )
  const { token } = await post<{ token: string }>("/auth/user/emailpass/register", {
    email,
    password: "SoukDemo2026",
  })
  await post(`/admin/invites/accept?token=${invite.token}`, { email }, token)
  return signIn(email)
}

/** Two people owe each vendor a little more, so that there is something to pay. */
async function creditVendors(): Promise<void> {
  for (const vendor of vendors) {
    const { ledger_adjustment } = await post<{ ledger_adjustment: { id: string } }>(
      "/admin/ledger-adjustments",
      {
        reason: "Essai de coupure",
        debit_account: "marketplace/goodwill",
        credit_account: `vendors/${vendor}`,
        amount_millimes: CREDIT_MILLIMES,
      },
      people.preparer,
    )
    const path = `/admin/ledger-adjustments/${ledger_adjustment.id}/decisions`
    await post(path, { decision: "approved" }, people.approver)
    credited += CREDIT_MILLIMES
  }
}

type Work = { path: string; body: object; token: string }

/** What is left to do of the runs, by what is written: prepare, approve, then tell each line. */
async function nextWork(): Promise<Work[]> {
  const [run] = await sql<{ id: string }>("select id from payout_run where status = 'prepared'")
  if (run) {
    const path = `/admin/payout-runs/${run.id}/decisions`
    return [{ path, body: { decision: "approved" }, token: people.approver }]
  }
  const sent = await sql<{ id: string; rank: number }>(
    "select id, row_number() over (order by id)::int as rank from payout where status = 'sent'",
  )
  return sent.map(({ id, rank }) => ({
    path: `/admin/payouts/${id}/settlements`,
    // Un vendeur sur deux est rejeté : son argent revient, et part au lot suivant.
    body: rank % 2 ? { outcome: "paid" } : { outcome: "rejected", note: "Compte clôturé" },
    token: people.preparer,
  }))
}

/** A whole run, each request sent three times at once; stops where the server dies. */
async function payAll(): Promise<boolean> {
  const ask = ({ path, body, token }: Work) =>
    Promise.all([1, 2, 3].map(() => tryPost(path, body, token)))
  let work: Work[] = await nextWork()
  if (work.length === 0) work = [{ path: "/admin/payout-runs", body: {}, token: people.preparer }]
  for (const end = Date.now() + ROUND_SECONDS * 1000; work.length > 0; work = await nextWork()) {
    if (Date.now() > end) throw new Error("The run is not finished within a minute")
    for (const one of work) {
      const answers = await ask(one)
      if (answers.includes(null)) return false
      // Only the first of the three finds something to do.
      if (answers.some((status) => ![200, 201, 409].includes(status!))) {
        throw new Error(`${one.path} answered ${answers.join(", ")}`)
      }
    }
  }
  return true
}

/** What is not as it must be in the payouts, in words; nothing when all is well. */
async function problemsOfPayouts(): Promise<string[]> {
  const problems: string[] = []
  const payouts = await sql<{
    id: string
    status: string
    drawn: number
    paid: number
    failed: number
  }>(
    `select p.id, p.status,
            (select count(*)::int from ledger_transaction t where t.source = p.id and t.kind = 'payout') as drawn,
            (select count(*)::int from ledger_transaction t where t.source = p.id and t.kind = 'payout_paid') as paid,
            (select count(*)::int from ledger_transaction t where t.source = p.id and t.kind = 'payout_failed') as failed
       from payout p`,
  )
  for (const { id, status, drawn, paid, failed } of payouts) {
    const isDrawn = ["sent", "paid", "rejected"].includes(status)
    const wanted = [Number(isDrawn), Number(status === "paid"), Number(status === "rejected")]
    if (String([drawn, paid, failed]) !== String(wanted)) {
      problems.push(`${id} is ${status} with movements ${drawn}, ${paid}, ${failed}`)
    }
  }
  const [waiting] = await sql<{ runs: number }>(
    "select count(*)::int as runs from payout_run where status = 'prepared'",
  )
  if (waiting!.runs > 1) problems.push(`${waiting!.runs} runs wait at once`)
  const [money] = await sql<{ paid: string; owed: string }>(
    `select (select coalesce(sum(amount_millimes), 0) from payout
              where status in ('sent', 'paid') and vendor_id = any($1)) as paid,
            (select 0 - coalesce(sum(amount_millimes), 0) from ledger_entry
              where account = any(select 'vendors/' || unnest($1::text[]))) as owed`,
    [vendors],
  )
  const all = Number(money!.paid) + Number(money!.owed)
  if (all !== credited) problems.push(`${all} millimes paid or owed, of ${credited} credited`)
  return [...problems, ...(await problemsOfShop())]
}

describe("a server killed while vendors are paid", () => {
  beforeAll(async () => {
    people.preparer = await signIn("operateur@souk.example")
    people.approver = await secondPerson()
    const rows = await sql<{ id: string }>(
      "select id from vendor where status = 'approved' and rib is not null order by id limit 4",
    )
    vendors = rows.map(({ id }) => id)
    const [before] = await sql<{ all: string }>(
      `select (select coalesce(sum(amount_millimes), 0) from payout
                where status in ('sent', 'paid') and vendor_id = any($1))
            - (select coalesce(sum(amount_millimes), 0) from ledger_entry
                where account = any(select 'vendors/' || unnest($1::text[]))) as all`,
      [vendors],
    )
    credited = Number(before!.all)
  })
  afterAll(leaveDatabase)

  it(`pays each vendor once after ${KILLS} kills between any two steps`, async () => {
    let windowMs = 2500
    let cut = 0
    for (let kill = 0; kill < KILLS; kill++) {
      await creditVendors()
      const round = payAll()
      await sleep(Math.random() * windowMs)
      await killServer()
      if (await round) windowMs *= 0.6
      else cut++
      await startServer()
      // The clerk goes on from what the pages show.
      expect(await problemsOfPayouts()).toEqual([])
      await payAll()
      expect(await problemsOfPayouts()).toEqual([])
    }
    process.stdout.write(`\n${KILLS} kills, ${cut} of them while a request was open\n`)
  })
})
