import { z } from "@medusajs/framework/zod"
import { identifier, line, listQuery, type RouteRule } from "@souk/kit/routes"
import { CARRIERS } from "../domain/carriers"
import { REMITTANCE_LINE_STATUSES } from "../domain/remittance"
import { listOf } from "./route-words"
import {
  ownPayoutSchema,
  payoutRunFileSchema,
  payoutRunSchema,
  payoutSchema,
  TRANSFER_FORMATS,
} from "./views/payouts"
import {
  REMITTANCE_FILE_BYTES,
  remittanceLineSchema,
  remittancePreviewSchema,
  remittanceQuery,
  remittanceSchema,
  unremittedSchema,
} from "./views/settlement"

export type PayoutRunBody = z.infer<typeof payoutRunBody>
const payoutRunBody = z.object({
  minimum_millimes: z.number().int().min(1).max(1_000_000_000).optional(),
})

export type PayoutSettlementBody = z.infer<typeof payoutSettlementBody>
const payoutSettlementBody = z.object({
  outcome: z.enum(["paid", "rejected"]),
  note: line(500, 3).nullable().default(null),
})

export type RemittanceDecisionBody = z.infer<typeof remittanceDecisionBody>
const remittanceDecisionBody = z
  .object({
    decision: z.enum(["accepted", "sent_back", "dismissed"]),
    resolution: line(500, 3).optional(),
  })
  .refine(({ decision, resolution }) => decision !== "dismissed" || resolution !== undefined, {
    path: ["resolution"],
  })

export type RemittanceProposalBody = z.infer<typeof remittanceProposalBody>
const remittanceProposalBody = z.object({
  vendor_order_number: z.string().trim().min(1).max(60),
  resolution: line(500, 3),
})

/** Cash of the carriers and payouts of vendors. */
export const settlementRules: RouteRule[] = [
  {
    method: "GET",
    path: "/admin/remittances",
    who: "operator",
    summary: "Cash that carriers handed over, newest first",
    query: listQuery,
    response: listOf("remittances", remittanceSchema),
  },
  {
    method: "POST",
    path: "/admin/remittances",
    who: "operator",
    summary:
      "Records a carrier's file once: parcels paid to the millime are booked, others set aside",
    query: remittanceQuery,
    upload: { files: ["file"], max_bytes: REMITTANCE_FILE_BYTES },
    response: z.object({ remittance: remittanceSchema }),
  },
  {
    method: "POST",
    path: "/admin/remittance-previews",
    who: "operator",
    summary: "How a carrier's file reads and what each row would give, without recording it",
    query: remittanceQuery,
    upload: { files: ["file"], max_bytes: REMITTANCE_FILE_BYTES },
    response: z.object({ remittance_preview: remittancePreviewSchema }),
    status: 200,
  },
  {
    method: "GET",
    path: "/admin/remittance-lines",
    who: "operator",
    summary: "Rows of remittances; status=exception are set aside and wait for somebody",
    query: listQuery.extend({
      status: z.enum(REMITTANCE_LINE_STATUSES).optional(),
      remittance_id: identifier.optional(),
    }),
    response: listOf("remittance_lines", remittanceLineSchema),
  },
  {
    method: "POST",
    path: "/admin/remittance-lines/:id/decisions",
    who: "operator",
    summary:
      "Accepts what another person proposed (a gap is the marketplace's), sends it back, or dismisses a row",
    body: remittanceDecisionBody,
    response: z.object({ remittance_line: remittanceLineSchema }),
  },
  {
    method: "POST",
    path: "/admin/remittance-lines/:id/proposals",
    who: "operator",
    summary: "Says which vendor order a row set aside pays, for another person to accept",
    body: remittanceProposalBody,
    response: z.object({ remittance_line: remittanceLineSchema }),
  },
  {
    method: "GET",
    path: "/admin/remittances/:id/error-files",
    who: "operator",
    summary: "Rows set aside of a remittance as CSV: row, reason and the columns of the carrier",
  },
  {
    method: "GET",
    path: "/admin/unremitted-parcels",
    who: "operator",
    summary: "Parcels paid in cash, delivered and not handed over, the oldest first",
    query: listQuery.extend({ carrier: z.enum(CARRIERS).optional() }),
    response: listOf("unremitted_parcels", unremittedSchema),
  },
  {
    method: "GET",
    path: "/admin/payout-runs",
    who: "operator",
    summary: "Payout runs, newest first",
    query: listQuery.extend({ status: z.enum(["prepared", "approved", "refused"]).optional() }),
    response: listOf("payout_runs", payoutRunSchema),
  },
  {
    method: "POST",
    path: "/admin/payout-runs",
    who: "operator",
    summary: "Plan who is paid what is available; nothing is drawn until another person approves",
    body: payoutRunBody,
    status: 201,
    response: z.object({ payout_run: payoutRunFileSchema }),
  },
  {
    method: "GET",
    path: "/admin/payout-runs/:id",
    who: "operator",
    summary: "A payout run with what each vendor is paid, or why it is not",
    response: z.object({ payout_run: payoutRunFileSchema }),
  },
  {
    method: "POST",
    path: "/admin/payout-runs/:id/decisions",
    who: "operator",
    summary: "Approve a run, which draws the money, or refuse it: by another than who prepared it",
    body: z.object({ decision: z.enum(["approved", "refused"]) }),
    status: 201,
    response: z.object({ payout_run: payoutRunFileSchema }),
  },
  {
    method: "GET",
    path: "/admin/payout-runs/:id/transfer-files",
    who: "operator",
    summary: "The transfers of an approved run for the bank, as CSV or ISO 20022 pain.001",
    query: z.object({ format: z.enum(TRANSFER_FORMATS) }),
  },
  {
    method: "POST",
    path: "/admin/payouts/:id/settlements",
    who: "operator",
    summary: "What the bank did of a payout: paid, or rejected and owed again",
    body: payoutSettlementBody,
    status: 201,
    response: z.object({ payout: payoutSchema }),
  },
  {
    method: "GET",
    path: "/vendor/payouts",
    who: "vendor",
    summary: "The vendor's payouts, newest first",
    query: listQuery,
    response: listOf("payouts", ownPayoutSchema),
  },
]
