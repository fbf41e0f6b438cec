import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { SoukEvents, type CancellationRequestEvent, type LedgerBroken } from "@souk/kit/events"
import type { Locale } from "@souk/kit/locale"
import {
  MARKETPLACE_MODULE,
  type MarketplaceModuleService,
} from "@souk/marketplace/modules/marketplace"
import { writeMail, type MailData } from "@souk/messages/domain/templates"
import { MESSAGES_MODULE, type MessagesModuleService } from "@souk/messages/modules/messages"
import { sendMailsWorkflow } from "@souk/messages/workflows"

/** What waits for the operator is worth telling of for a week. */
const USEFUL_MS = 7 * 24 * 3_600_000

/** Les comptes de l'équipe ne disent pas leur langue. */
const LOCALE: Locale = "fr"

/** À l'adresse de l'exploitant, sinon à chaque compte de l'équipe ; jamais aux vendeurs. */
async function operators(container: MedusaContainer): Promise<string[]> {
  const messages: MessagesModuleService = container.resolve(MESSAGES_MODULE)
  if (messages.settings.operator_email) return [messages.settings.operator_email]
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const users = await container.resolve(Modules.USER).listUsers({}, { select: ["id", "email"] })
  const members = await marketplace.listVendorMembers(
    { user_id: users.map((user) => user.id) },
    { select: ["user_id"] },
  )
  const selling = new Set(members.map((member) => member.user_id))
  return users.flatMap((user) => (selling.has(user.id) ? [] : [user.email]))
}

async function tell<Kind extends "vendor_asks_cancellation" | "ledger_broken">(
  container: MedusaContainer,
  { source, kind, data }: { source: string; kind: Kind; data: MailData[Kind] },
) {
  const content = writeMail(kind, data, LOCALE)
  const expires_at = new Date(Date.now() + USEFUL_MS)
  const mails = (await operators(container)).map((recipient) => ({
    key: `${kind}:${source}:${recipient}`,
    kind,
    recipient,
    locale: LOCALE,
    content,
    expires_at,
  }))
  await sendMailsWorkflow(container).run({ input: mails })
}

/** Each mail is told once, by its key: an event that comes again writes none. */
export default async function operatorMails({
  event: { data },
  container,
}: SubscriberArgs<CancellationRequestEvent | LedgerBroken>) {
  const messages: MessagesModuleService = container.resolve(MESSAGES_MODULE)
  const { admin_url } = messages.settings
  if (!("id" in data)) {
    await tell(container, {
      // Une alerte par jour : le contrôle passe toutes les heures.
      source: new Date().toISOString().slice(0, 10),
      kind: "ledger_broken",
      data: {
        sum_millimes: data.sum_millimes,
        unbalanced_count: data.unbalanced.length,
        link: `${admin_url}/ledger`,
      },
    })
    return
  }
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const request = await marketplace.retrieveCancellationRequest(data.id)
  // Ce que demande un acheteur, son vendeur y répond.
  if (request.asked_by !== "vendor") return
  const { number } = await marketplace.retrieveVendorOrder(request.vendor_order_id)
  const vendor = await marketplace.retrieveVendor(request.vendor_id)
  await tell(container, {
    source: data.id,
    kind: "vendor_asks_cancellation",
    data: {
      number,
      vendor: vendor.name,
      reason: request.reason,
      link: `${admin_url}/vendor-orders`,
    },
  })
}

export const config: SubscriberConfig = {
  event: [SoukEvents.CANCELLATION_REQUESTED, SoukEvents.LEDGER_BROKEN],
}
