import type { Millimes } from "@souk/kit/money"

/** The gateways to which a buyer is sent to pay. */
export const GATEWAYS = ["clictopay", "konnect", "flouci", "paymee", "stripe", "paypal"] as const
export type GatewayName = (typeof GATEWAYS)[number]

/** One request to a gateway. */
export type Call = {
  method: "GET" | "POST"
  /** Appended to the gateway's address. */
  path: string
  headers?: Record<string, string>
  body?: { json: Record<string, unknown> } | { form: Record<string, string> }
  /** Asked twice it changes nothing more: it may be sent again when its answer is lost. */
  repeatable: boolean
}

/** What is to be paid, as every gateway is told. */
export type Bill = {
  /** Ours, never used before, 32 characters at most. */
  reference: string
  amount_millimes: Millimes
  description: string
  /** Where the gateway sends the buyer back, paid or not. */
  return_url: string
  /** Where the gateway tells our server. */
  webhook_url: string
  lifetime_seconds: number
  language: "fr" | "ar" | "en"
  buyer: { first_name: string; last_name: string; email: string; phone: string }
}

export type Opened = { gateway_ref: string; redirect_url: string }

/** What a gateway says of a payment when it is asked. Nothing else is believed. */
export type Told = {
  state: "pending" | "paid" | "refused" | "expired" | "refunded"
  /** Null where the gateway does not repeat it. */
  reference: string | null
  amount_millimes: Millimes | null
  currency: string
  /** Null where the gateway does not say. */
  refunded_millimes: Millimes | null
  fee_millimes: Millimes | null
}

/** A notification, before anything of it is believed: only which payment to ask about. */
export type Notice = {
  gateway_ref: string
  /** `null` where the gateway signs nothing. */
  signature_holds: boolean | null
}

/** A notification as it was sent, for who signs it. */
export type Envelope = { raw: string | null; headers: Record<string, unknown> }

/** What a gateway can give back by itself: any part, only the whole, nothing. */
export type Refunds = "any" | "whole" | "none"

/** The words of one gateway: pure, no network. Readers throw `UnexpectedAnswerError`. */
export type Protocol<Options> = {
  name: GatewayName
  refunds: Refunds
  /** False: only asking tells that a payment was made. */
  notifies: boolean
  /** Values that no log and no message may hold. */
  secrets: (options: Options) => string[]
  /** Whether an amount can be paid there; any, unless told. */
  accepts?: (amount: Millimes) => boolean
  /** Asked for first where every call needs a token that does not last. */
  letIn?: {
    call: (options: Options) => Call
    read: (answer: unknown) => { token: string; lives_seconds: number }
  }
  open: (options: Options, bill: Bill) => Call
  readOpened: (answer: unknown) => Opened
  ask: (options: Options, gatewayRef: string) => Call
  readTold: (answer: unknown) => Told
  /** What takes the money once the buyer agreed, given the answer of `ask`; null: nothing to take. */
  collect?: (options: Options, gatewayRef: string, answer: unknown) => Call | null
  /** `refund` is then given the answer of `ask`. */
  asks_to_refund?: boolean
  refund?: (options: Options, gatewayRef: string, amount: Millimes, answer: unknown) => Call
  /** @throws RefusedByGatewayError when the gateway says no. */
  readRefund?: (answer: unknown) => void
  readNotice: (options: Options, sent: Record<string, unknown>, envelope: Envelope) => Notice | null
}

/** The gateway said no, in so many words: asking again changes nothing. */
export class RefusedByGatewayError extends Error {
  constructor(
    readonly gateway: GatewayName,
    readonly reason: string,
  ) {
    super(`${gateway} refused: ${reason}`)
    this.name = "RefusedByGatewayError"
  }
}

/** The gateway answered something its protocol does not know. */
export class UnexpectedAnswerError extends Error {
  constructor(readonly gateway: GatewayName) {
    super(`${gateway} answered something that is not in its protocol`)
    this.name = "UnexpectedAnswerError"
  }
}
