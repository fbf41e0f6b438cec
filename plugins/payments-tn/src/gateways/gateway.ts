import type { Millimes } from "@souk/kit/money"
import { clictopay, type ClicToPayOptions } from "./protocols/clictopay"
import { flouci, type FlouciOptions } from "./protocols/flouci"
import { konnect, type KonnectOptions } from "./protocols/konnect"
import { paymee, type PaymeeOptions } from "./protocols/paymee"
import { paypal, type PayPalOptions } from "./protocols/paypal"
import { stripe, type StripeOptions } from "./protocols/stripe"
import {
  GATEWAYS,
  type Bill,
  type Call,
  type Envelope,
  type GatewayName,
  type Notice,
  type Opened,
  type Protocol,
  type Refunds,
  type Told,
} from "../domain/protocol"
import { exchange } from "./exchange"

type Reach = { base_url: string; timeout_ms?: number }

/** What `medusa-config.ts` gives for each gateway that is switched on. */
export type GatewayOptions = {
  clictopay?: ClicToPayOptions & Reach
  konnect?: KonnectOptions & Reach
  flouci?: FlouciOptions & Reach
  paymee?: PaymeeOptions & Reach
  stripe?: StripeOptions & Reach
  paypal?: PayPalOptions & Reach
}

/** A buyer waits for these: what takes longer is told as « pending » and asked again later. */
const TIMEOUT_MS = 6_000
const ATTEMPTS = 2

/** A gateway that can be spoken to. Every method may throw `GatewayUnreachableError`. */
export type Gateway = {
  name: GatewayName
  refunds: Refunds
  notifies: boolean
  open: (bill: Bill) => Promise<Opened>
  ask: (gatewayRef: string) => Promise<Told>
  /** @throws RefusedByGatewayError when the gateway says no. */
  refund: (gatewayRef: string, amount: Millimes) => Promise<void>
  /** Whether an amount can be paid there. */
  accepts: (amount: Millimes) => boolean
  readNotice: (sent: Record<string, unknown>, envelope: Envelope) => Notice | null
}

/** A token is asked for again this long before its end. */
const TOKEN_MARGIN_SECONDS = 60

/** Tokens in use, by the options they were given for. */
const tokens = new WeakMap<object, { token: string; until: number }>()

function speak<Options extends Reach>(protocol: Protocol<Options>, options: Options): Gateway {
  const reach = {
    gateway: protocol.name,
    base_url: options.base_url,
    timeout_ms: options.timeout_ms ?? TIMEOUT_MS,
    attempts: ATTEMPTS,
  }
  const letIn = async (): Promise<Record<string, string>> => {
    if (!protocol.letIn) return {}
    let held = tokens.get(options)
    if (!held || held.until < Date.now()) {
      const answer = await exchange(protocol.letIn.call(options), reach)
      const { token, lives_seconds } = protocol.letIn.read(answer)
      held = { token, until: Date.now() + (lives_seconds - TOKEN_MARGIN_SECONDS) * 1000 }
      tokens.set(options, held)
    }
    return { authorization: `Bearer ${held.token}` }
  }
  const say = async (call: Call) =>
    await exchange({ ...call, headers: { ...(await letIn()), ...call.headers } }, reach)
  /** Taking the money of a buyer who agreed is part of asking: whoever asks first takes it. */
  const ask = async (ref: string): Promise<unknown> => {
    const answer = await say(protocol.ask(options, ref))
    const collecting = protocol.collect?.(options, ref, answer)
    if (!collecting) return answer
    await say(collecting)
    return await say(protocol.ask(options, ref))
  }
  return {
    name: protocol.name,
    refunds: protocol.refunds,
    notifies: protocol.notifies,
    accepts: (amount) => protocol.accepts?.(amount) ?? true,
    open: async (bill) => protocol.readOpened(await say(protocol.open(options, bill))),
    ask: async (ref) => protocol.readTold(await ask(ref)),
    async refund(ref, amount) {
      if (!protocol.refund || !protocol.readRefund) {
        throw new Error(`${protocol.name} refunds nothing by itself`)
      }
      const answer = protocol.asks_to_refund ? await say(protocol.ask(options, ref)) : null
      protocol.readRefund(await say(protocol.refund(options, ref, amount, answer)))
    },
    readNotice: (sent, envelope) => protocol.readNotice(options, sent, envelope),
  }
}

/** The gateway of that name, or undefined when its variables are not set. */
export function gatewayOf(name: GatewayName, options: GatewayOptions): Gateway | undefined {
  const { [name]: given } = options
  if (!given) return undefined
  if (name === "clictopay") return speak(clictopay, options.clictopay!)
  if (name === "konnect") return speak(konnect, options.konnect!)
  if (name === "flouci") return speak(flouci, options.flouci!)
  if (name === "stripe") return speak(stripe, options.stripe!)
  if (name === "paypal") return speak(paypal, options.paypal!)
  return speak(paymee, options.paymee!)
}

/** Those that are switched on, in the order they are offered. */
export function gatewaysOf(options: GatewayOptions): Gateway[] {
  return GATEWAYS.flatMap((name) => gatewayOf(name, options) ?? [])
}

/** `konnect` → `pp_konnect_konnect`, as core names a provider after its service and its id. */
export const providerIdOf = (name: GatewayName): string => `pp_${name}_${name}`

/** The gateway a provider's name (with or without `pp_`) stands for. */
export function gatewayNameOf(provider: string): GatewayName | undefined {
  return GATEWAYS.find((name) => providerIdOf(name) === `pp_${provider.replace(/^pp_/, "")}`)
}
