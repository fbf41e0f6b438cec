import { ArrowRightOnRectangle, BuildingStorefront } from "@medusajs/icons"
import { Button, Text } from "@medusajs/ui"
import { api, vendorPages, type VendorPage } from "@souk/kit/admin/ui"
import { useQueryClient } from "@tanstack/react-query"
import { useTranslation } from "react-i18next"
import { Link, useLocation, useNavigate } from "react-router-dom"
import { VendorStatusBadge } from "../components/status"
import type { Member, OwnVendor } from "../lib/types"
import { LanguageSelect } from "./language-select"

/** The vendor's own frame: menu beside the page, or under it on a phone. */
export function VendorChrome({ vendor, member }: { vendor: OwnVendor; member: Member }) {
  const { t } = useTranslation("marketplace")
  return (
    <div className="souk-chrome">
      <div className="souk-chrome-top">
        <Link to="/vendor" className="souk-shop">
          <span className="souk-shop-mark" aria-hidden>
            <BuildingStorefront />
          </span>
          <span className="souk-shop-name">
            <Text size="small" weight="plus" leading="compact" className="truncate">
              {vendor.name}
            </Text>
            <Text size="xsmall" leading="compact" className="text-ui-fg-muted truncate">
              {t("menu.space")}
            </Text>
          </span>
        </Link>
        {vendor.status !== "approved" && <VendorStatusBadge status={vendor.status} />}
      </div>
      <nav aria-label={t("menu.title")} className="souk-menu">
        {vendorPages().map((page) => (
          <MenuLink key={page.to} page={page} />
        ))}
      </nav>
      <div className="souk-account">
        <Text
          size="xsmall"
          className="souk-account-email text-ui-fg-subtle truncate"
          title={member.email}
        >
          <bdi>{member.email}</bdi>
        </Text>
        <LanguageSelect />
        <SignOut />
      </div>
    </div>
  )
}

function MenuLink({ page: { to, label, ns, icon: Icon } }: { page: VendorPage }) {
  const { t } = useTranslation(ns)
  const { pathname } = useLocation()
  const isCurrent = to === "/vendor" ? pathname === to : pathname.startsWith(to)
  return (
    <Link to={to} aria-current={isCurrent ? "page" : undefined}>
      <Icon />
      <span>{t(label)}</span>
    </Link>
  )
}

function SignOut() {
  const { t } = useTranslation("marketplace")
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const signOut = async () => {
    await api("/auth/session", { method: "DELETE" })
    // Nothing of this person's pages may greet the next one.
    queryClient.clear()
    navigate("/login", { replace: true })
  }
  return (
    <Button
      size="small"
      variant="transparent"
      onClick={() => void signOut()}
      aria-label={t("menu.signOut")}
    >
      <ArrowRightOnRectangle className="souk-flip" />
      <span className="souk-sign-out">{t("menu.signOut")}</span>
    </Button>
  )
}
