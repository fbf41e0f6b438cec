import { Text } from "@medusajs/ui"
import { Section } from "@souk/kit/admin/ui"
import { useTranslation } from "react-i18next"
import type { AdminVendor } from "../../../lib/types"

export function MembersSection({ vendor }: { vendor: AdminVendor }) {
  const { t } = useTranslation("marketplace")
  return (
    <Section title={t("vendors.members")}>
      {vendor.members.length === 0 ? (
        <Text size="small" className="text-ui-fg-subtle px-5 py-4">
          {t("vendors.noMembers")}
        </Text>
      ) : (
        <ul className="divide-ui-border-base divide-y">
          {vendor.members.map(({ user_id, email, role }) => (
            <li key={user_id} className="flex items-center justify-between gap-x-3 px-5 py-3">
              <Text size="small" className="min-w-0 truncate">
                {email}
              </Text>
              <Text size="small" className="text-ui-fg-subtle">
                {t(`role.${role}`)}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
