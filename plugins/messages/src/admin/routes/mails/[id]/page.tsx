import { Text } from "@medusajs/ui"
import {
  api,
  Fact,
  Facts,
  Failure,
  Loading,
  PageHeader,
  Section,
  useFormat,
} from "@souk/kit/admin/ui"
import { useQuery } from "@tanstack/react-query"
import i18n from "i18next"
import { useTranslation } from "react-i18next"
import { useParams } from "react-router-dom"
import { MailStatus, type Mail } from "../mail-status"

type WholeMail = Mail & { text: string | null }

export default function OneMail() {
  const { id = "" } = useParams()
  const { t } = useTranslation("messages")
  const { dateTime, number } = useFormat()
  const address = `/admin/mails/${encodeURIComponent(id)}`
  const query = useQuery({
    queryKey: ["souk", address],
    queryFn: ({ signal }) => api<{ mail: WholeMail }>(address, { signal }),
  })
  if (query.isPending) return <Loading lines={6} />
  if (query.isError) return <Failure error={query.error} retry={() => query.refetch()} />
  const { mail } = query.data
  const link = mail.text && /https?:\/\/\S+/.exec(mail.text)?.[0]
  return (
    <>
      <PageHeader
        title={<bdi>{mail.subject}</bdi>}
        badge={<MailStatus mail={mail} />}
        back={{ to: "/mails", label: t("menu") }}
      />
      <Section>
        <Facts>
          <Fact label={t("recipient")}>
            <bdi className="break-all">{mail.recipient}</bdi>
          </Fact>
          <Fact label={t("kindLabel")}>{t(`kind.${mail.kind}`)}</Fact>
          <Fact label={t("date")}>{dateTime(mail.created_at)}</Fact>
          <Fact label={t("attempts")}>{number(mail.attempts)}</Fact>
          {mail.sent_at && <Fact label={t("sent")}>{dateTime(mail.sent_at)}</Fact>}
          {mail.failure && (
            <Fact label={t("failure")}>
              <bdi className="break-words">{mail.failure}</bdi>
            </Fact>
          )}
        </Facts>
      </Section>
      <Section title={t("content")}>
        {mail.text ? (
          <div className="px-6 py-4">
            <Text
              size="small"
              className="whitespace-pre-wrap break-words"
              dir={mail.locale === "ar" ? "rtl" : "ltr"}
            >
              {mail.text}
            </Text>
            {link && (
              <a
                href={link}
                target="_blank"
                rel="noreferrer"
                className="text-ui-fg-interactive txt-compact-small inline-block py-2"
              >
                {t("openLink")}
              </a>
            )}
          </div>
        ) : (
          <Text size="small" className="text-ui-fg-subtle px-6 py-4">
            {t("erased")}
          </Text>
        )}
      </Section>
    </>
  )
}

export const handle = { breadcrumb: () => i18n.t("menu", { ns: "messages" }) }
