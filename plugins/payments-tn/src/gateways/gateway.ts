import type { Millimes } from "@souk/kit/money"
import { clictopay, type ClicToPayOptions } from "./protocols/clictopay"
import { flouci, type FlouciOptions } from "./protocols/flouci"
import { konnect, type KonnectOptions } from "./protocols/konnect"
import { paymee, type PaymeeOptions } from "./protocols/paymee"
import {
  GATEWAYS,
  type Bill,
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
  readNotice: (sent: Record<string, unknown>) => Notice | null
}

function speak<Options extends Reach>(protocol: Protocol<Options>, options: Options): Gateway {
  const reach = {
    gateway: protocol.name,
    base_url: options.base_url,
    timeout_ms: options.timeout_ms ?? TIMEOUT_MS,
    attempts: ATTEMPTS,
  }
  return {
    name: protocol.name,
    refunds: protocol.refunds,
    notifies: protocol.notifies,
    open: async (bill) => protocol.readOpened(await exchange(protocol.open(options, bill), reach)),
    ask: async (ref) => protocol.readTold(await exchange(protocol.ask(options, ref), reach)),
    async refund(ref, amount) {
      if (!protocol.refund || !protocol.readRefund) {
        throw new Error(`${protocol.name} refunds nothing by itself`)
      }
      protocol.readRefund(await exchange(protocol.refund(options, ref, amount), reach))
    },
    readNotice: (sent) => protocol.readNotice(options, sent),
  }
}

/** The gateway of that name, or undefined when its variables are not set. */
export function gatewayOf(name: GatewayName, options: GatewayOptions): Gateway | undefined {
  const { [name]: given } = options
  if (!given) return undefined
  if (name === "clictopay") return speak(clictopay, options.clictopay!)
  if (name === "konnect") return speak(konnect, options.konnect!)
  if (name === "flouci") return speak(flouci, options.flouci!)
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
