import { join } from "node:path"
import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import { INVOICES_MODULE } from ".."
import { invoiceLine, type InvoiceDraft, type Party } from "../../../domain/invoice"
import type InvoicesModuleService from "../service"
import type { NewInvoice } from "../service"

const party = (name: string): Party => ({
  name,
  company: null,
  tax_number: null,
  trade_register: null,
  address: ["12 rue des Jasmins", "Tunis"],
  phone: null,
  email: null,
  name_ar: null,
  address_ar: null,
})

const draft = (changes: Partial<InvoiceDraft> = {}): InvoiceDraft => ({
  kind: "invoice",
  currency_code: "tnd",
  is_bilingual: false,
  seller: party("Frein Express"),
  buyer: party("Nour Haddad"),
  order_number: "1042-1",
  netted_refunds: [],
  ordered_at: "2026-11-20T10:00:00.000Z",
  period: null,
  credited: null,
  reason: null,
  lines: [
    invoiceLine({
      id: "vol_1",
      kind: "item",
      description: "Plaquettes",
      reference: "BRM-1",
      quantity: 3,
      gross_millimes: 35_700,
      discount_millimes: 0,
      tax: { vat_percent: 19, fodec: false },
    }),
  ],
  stamp: { amount_millimes: 1_000, payer: "issuer" },
  exemption: null,
  footer: null,
  ...changes,
})

const sale = (source: string, changes: Partial<NewInvoice> = {}): NewInvoice => ({
  source,
  issuer_id: "ven_a",
  vendor_id: "ven_a",
  order_id: "order_1",
  vendor_order_id: source,
  prefix: "FAC",
  draft: draft(),
  ...changes,
})

const NOW = new Date("2026-11-23T08:00:00Z")

jest.setTimeout(120_000)

moduleIntegrationTestRunner<InvoicesModuleService>({
  moduleName: INVOICES_MODULE,
  resolve: join(__dirname, ".."),
  // The triggers that keep what is issued are in the migrations, not in the models.
  pathToMigrations: join(__dirname, "..", "migrations"),
  testSuite: ({ service, MikroOrmWrapper }) => {
    const numbersOf = async (issuer_id: string, kind = "invoice") =>
      (await service.listInvoices({ issuer_id, kind } as object, { take: 1000 }))
        .map((invoice) => invoice.sequence)
        .sort((a, b) => a - b)
    const oneTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
    const sql = (text: string) => MikroOrmWrapper.forkManager().getKnex().raw(text)

    describe("numbers", () => {
      it("follow each other without a gap when thirty are issued at once", async () => {
        const issued = await Promise.all(
          oneTo(30).map((place) => service.issue(sale(`vord_${place}`), NOW)),
        )
        expect(new Set(issued.map(({ invoice }) => invoice.number)).size).toBe(30)
        expect(await numbersOf("ven_a")).toEqual(oneTo(30))
        expect(issued.map(({ invoice }) => invoice.number)).toContain("FAC-2026-000030")
      })

      it("are given once to one sale, asked ten times at once", async () => {
        const issued = await Promise.all(oneTo(10).map(() => service.issue(sale("vord_1"), NOW)))
        expect(new Set(issued.map(({ invoice }) => invoice.id)).size).toBe(1)
        expect(issued.filter(({ is_new }) => is_new)).toHaveLength(1)
        await service.issue(sale("vord_2"), NOW)
        expect(await numbersOf("ven_a")).toEqual([1, 2])
      })

      it("come back from what failed, in the middle of others", async () => {
        // What no type allows: a draft that fails in the middle of being written.
        const broken = sale("vord_broken", { draft: draft({ lines: null as never }) })
        const fractional = draft()
        fractional.lines[0]!.ht_millimes += 0.5
        const unwritable = sale("vord_fraction", { draft: fractional })
        const results = await Promise.allSettled(
          oneTo(20).map((place) =>
            service.issue(
              place % 4 === 0 ? broken : place % 4 === 1 ? unwritable : sale(`vord_${place}`),
              NOW,
            ),
          ),
        )
        expect(results.filter(({ status }) => status === "rejected")).toHaveLength(10)
        expect(await numbersOf("ven_a")).toEqual(oneTo(10))
      })

      it("start anew for each vendor, each kind and each year", async () => {
        await service.issue(sale("vord_1"), NOW)
        const other = await service.issue(sale("vord_2", { issuer_id: "ven_b" }), NOW)
        const next = await service.issue(sale("vord_3"), new Date("2026-12-31T23:30:00Z"))
        expect([other.invoice.number, next.invoice.number]).toEqual([
          "FAC-2026-000001",
          "FAC-2027-000001",
        ])
      })

      it("and dates go up together, whatever the clocks say", async () => {
        await service.issue(sale("vord_1"), NOW)
        const { invoice } = await service.issue(sale("vord_2"), new Date(NOW.getTime() - 60_000))
        expect(new Date(invoice.issued_at)).toEqual(NOW)
      })
    })

    describe("what is issued", () => {
      it("says what is due, in figures and in words", async () => {
        const { invoice } = await service.issue(sale("vord_1"), NOW)
        expect(invoice.content).toMatchObject({
          number: "FAC-2026-000001",
          issued_at: NOW.toISOString(),
          due_millimes: 35_700,
          due_in_words: "trente-cinq dinars et sept cents millimes",
        })
        const paid = draft({ stamp: { amount_millimes: 1_000, payer: "buyer" } })
        const stamped = await service.issue(sale("vord_2", { draft: paid }), NOW)
        expect(Number(stamped.invoice.due_millimes)).toBe(36_700)
      })

      it.each([
        ["update", `update "invoice" set "buyer_name" = 'Autre'`],
        ["delete", `delete from "invoice"`],
        ["truncate", `truncate "invoice" cascade`],
      ])("refuses %s", async (_what, text) => {
        await service.issue(sale("vord_1"), NOW)
        await expect(sql(text)).rejects.toThrow(/never changed/)
        expect(await numbersOf("ven_a")).toEqual([1])
      })

      it("refuses what the module itself would write over it", async () => {
        const { invoice } = await service.issue(sale("vord_1"), NOW)
        await expect(
          service.updateInvoices({ id: invoice.id, buyer_name: "Autre" }),
        ).rejects.toThrow(/never changed/)
        await expect(service.softDeleteInvoices([invoice.id])).rejects.toThrow(/never changed/)
        await expect(sql(`update "invoice_counter" set "last_sequence" = 0`)).rejects.toThrow(
          /never goes back/,
        )
      })
    })

    describe("credit notes", () => {
      const credit = (invoice_id: string, source: string, quantity?: number) =>
        service.credit(
          {
            source,
            invoice_id,
            prefix: "AV",
            asked: quantity ? { lines: [{ line_id: "vol_1", quantity }] } : "rest",
            reason: "Pièce retournée",
          },
          NOW,
        )

      it("have their own series and name their invoice", async () => {
        const { invoice } = await service.issue(sale("vord_1"), NOW)
        const { invoice: note } = await credit(invoice.id, "refund:1", 1)
        expect(note).toMatchObject({ number: "AV-2026-000001", credited_id: invoice.id })
        expect(note.content).toMatchObject({
          credited: { number: "FAC-2026-000001" },
          due_millimes: 11_900,
          stamp: null,
          reason: "Pièce retournée",
        })
      })

      it("never take back more than was invoiced, ten at once", async () => {
        const { invoice } = await service.issue(sale("vord_1"), NOW)
        const results = await Promise.allSettled(
          oneTo(10).map((place) => credit(invoice.id, `refund:${place}`, 1)),
        )
        expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(3)
        expect(await numbersOf("ven_a", "credit_note")).toEqual([1, 2, 3])
        await expect(credit(invoice.id, "refund:all")).rejects.toMatchObject({
          code: "invoice_credited",
        })
      })

      it("are issued once for one refund, asked five times at once", async () => {
        const { invoice } = await service.issue(sale("vord_1"), NOW)
        const notes = await Promise.all(oneTo(5).map(() => credit(invoice.id, "refund:1", 1)))
        expect(new Set(notes.map((note) => note.invoice.id)).size).toBe(1)
      })

      it("are not taken back by credit notes", async () => {
        const { invoice } = await service.issue(sale("vord_1"), NOW)
        const { invoice: note } = await credit(invoice.id, "refund:1", 1)
        await expect(credit(note.id, "refund:2", 1)).rejects.toMatchObject({
          code: "not_an_invoice",
        })
      })
    })
  },
})
