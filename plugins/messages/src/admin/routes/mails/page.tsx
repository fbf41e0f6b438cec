import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Envelope } from "@medusajs/icons"
import { Text } from "@medusajs/ui"
import { PageHeader, RecordList, useFormat } from "@souk/kit/admin/ui"
import i18n from "i18next"
import { useTranslation } from "react-i18next"
import { MailStatus, type Mail } from "./mail-status"

const STATUSES = ["waiting", "sent", "kept", "failed"] as const

export default function Mails() {
  const { t } = useTranslation("messages")
  const { dateTime, number } = useFormat()
  return (
    <>
      <PageHeader title={t("title")} text={t("text")} />
      <RecordList<Mail>
        path="/admin/mails"
        rows="mails"
        searchLabel={t("search")}
        tabs={STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))}
        idOf={(mail) => mail.id}
        hrefOf={(mail) => `/mails/${mail.id}`}
        columns={[
          { header: t("subject"), cell: (mail) => <bdi>{mail.subject}</bdi> },
          { header: t("recipient"), cell: (mail) => <bdi>{mail.recipient}</bdi> },
          { header: t("kindLabel"), cell: (mail) => t(`kind.${mail.kind}`) },
          { header: t("statusLabel"), cell: (mail) => <MailStatus mail={mail} /> },
          { header: t("attempts"), cell: (mail) => number(mail.attempts), numeric: true },
          { header: t("date"), cell: (mail) => dateTime(mail.created_at), numeric: true },
        ]}
        card={(mail) => (
          <div className="flex flex-col gap-y-1.5">
            <div className="flex items-start justify-between gap-x-3">
              <Text size="small" weight="plus">
                <bdi>{mail.subject}</bdi>
              </Text>
              <MailStatus mail={mail} />
            </div>
            <Text size="xsmall" className="text-ui-fg-subtle break-all">
              <bdi>{mail.recipient}</bdi>
            </Text>
            <Text size="xsmall" className="text-ui-fg-muted">
              {dateTime(mail.created_at)}
            </Text>
          </div>
        )}
        empty={{ title: t("empty.title"), text: t("empty.text") }}
      />
    </>
  )
}

export const config = defineRouteConfig({
  label: "menu",
  translationNs: "messages",
  icon: Envelope,
})

export const handle = { breadcrumb: () => i18n.t("menu", { ns: "messages" }) }
