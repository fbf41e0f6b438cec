import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { SoukEvents, type VendorAccountEvent, type VendorStatusChanged } from "@souk/kit/events"
import type { Locale } from "@souk/kit/locale"
import { maskRib } from "@souk/marketplace/domain/identifiers"
import { VENDOR_STATUS_NAMES } from "@souk/marketplace/domain/vendor-status"
import {
  MARKETPLACE_MODULE,
  type MarketplaceModuleService,
} from "@souk/marketplace/modules/marketplace"
import { writeMail, type Content, type MailKind } from "@souk/messages/domain/templates"
import { MESSAGES_MODULE, type MessagesModuleService } from "@souk/messages/modules/messages"
import { sendMailsWorkflow } from "@souk/messages/workflows"

/** What changed in a shop's account is worth telling of for a week. */
const USEFUL_MS = 7 * 24 * 3_600_000

type News = {
  vendor_id: string
  kind: MailKind
  /** Names what happened: told again, it is the same mail. */
  source: string
  write: (shop: { vendor: string; locale: Locale; admin_url: string }) => Content
}

async function statusNews(
  marketplace: MarketplaceModuleService,
  { id, status }: VendorStatusChanged,
): Promise<News | null> {
  const [change] = await marketplace.listVendorStatusChanges(
    { vendor_id: id },
    { take: 1, order: { created_at: "DESC", id: "DESC" } },
  )
  // A later change tells of itself.
  if (!change || change.to !== status) return null
  const { to, reason } = change
  return {
    vendor_id: id,
    kind: "vendor_status_changed",
    source: change.id,
    write: ({ vendor, locale, admin_url }) =>
      writeMail(
        "vendor_status_changed",
        { vendor, status: VENDOR_STATUS_NAMES[to][locale], reason, link: `${admin_url}/vendor` },
        locale,
      ),
  }
}

async function bankNews(
  marketplace: MarketplaceModuleService,
  id: string,
  isDecided: boolean,
): Promise<News | null> {
  const { vendor_id, rib, status, note } = await marketplace.retrieveBankChange(id)
  const step = isDecided ? status : "requested"
  if (step === "withdrawn") return null
  return {
    vendor_id,
    kind: "bank_change",
    source: `${id}:${step}`,
    write: ({ vendor, locale, admin_url }) =>
      writeMail(
        "bank_change",
        {
          vendor,
          step,
          account: maskRib(rib),
          // Une confirmation se note pour l'opérateur ; un refus s'explique à la boutique.
          note: step === "refused" ? note : null,
          link: `${admin_url}/vendor/money/payouts`,
        },
        locale,
      ),
  }
}

async function memberNews(marketplace: MarketplaceModuleService, id: string): Promise<News> {
  const { vendor_id, email } = await marketplace.retrieveVendorMember(id)
  return {
    vendor_id,
    kind: "vendor_member_added",
    source: id,
    write: ({ vendor, locale, admin_url }) =>
      writeMail("vendor_member_added", { vendor, email, link: `${admin_url}/vendor` }, locale),
  }
}

/**
 * Ce qui change dans le compte d'une boutique se dit à la boutique et à chacun de ses membres, dans sa
 * langue : eux seuls peuvent s'en étonner.
 */
export default async function vendorAccountMails({
  event: { data, name },
  container,
}: SubscriberArgs<VendorStatusChanged | VendorAccountEvent>) {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const messages: MessagesModuleService = container.resolve(MESSAGES_MODULE)
  const news =
    "status" in data
      ? await statusNews(marketplace, data)
      : name === SoukEvents.VENDOR_MEMBER_ADDED
        ? await memberNews(marketplace, data.id)
        : await bankNews(marketplace, data.id, name === SoukEvents.BANK_CHANGE_DECIDED)
  if (!news) return

  const vendor = await marketplace.retrieveVendor(news.vendor_id, { relations: ["members"] })
  const { admin_url } = messages.settings
  const content = news.write({ vendor: vendor.name, locale: vendor.locale, admin_url })
  const addresses = [vendor.email, ...vendor.members.map(({ email }) => email)]
  await sendMailsWorkflow(container).run({
    input: [...new Set(addresses.map((email) => email.toLowerCase()))].map((recipient) => ({
      key: `${news.kind}:${news.source}:${recipient}`,
      kind: news.kind,
      recipient,
      locale: vendor.locale,
      content,
      expires_at: new Date(Date.now() + USEFUL_MS),
    })),
  })
}

export const config: SubscriberConfig = {
  event: [
    SoukEvents.VENDOR_STATUS_CHANGED,
    SoukEvents.BANK_CHANGE_REQUESTED,
    SoukEvents.BANK_CHANGE_DECIDED,
    SoukEvents.VENDOR_MEMBER_ADDED,
  ],
}
