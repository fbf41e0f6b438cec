import { Button, StatusBadge, Text, toast } from "@medusajs/ui"
import { api, PageHeader, RecordList, useFormat } from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { Coupon } from "../lib/types"
import { CouponDrawer } from "./coupon-drawer"

/** Coupons of the marketplace, or those on one vendor's offers. */
export function Coupons({ side }: { side: "admin" | "vendor" }) {
  const { t } = useTranslation("marketplace")
  const { money, rate, number, date } = useFormat()
  const [isOpen, setOpen] = useState(false)
  const value = (one: Coupon) =>
    one.percent_bps === null ? money(one.amount_millimes ?? 0) : rate(one.percent_bps)
  const paidBy = (one: Coupon) => {
    if (one.marketplace_bps === 10_000) return t("coupons.byMarketplace")
    if (one.marketplace_bps === 0) return t("coupons.byVendor")
    return t("coupons.shared", { rate: rate(one.marketplace_bps) })
  }
  const uses = (one: Coupon) =>
    one.max_uses === null
      ? number(one.use_count)
      : t("coupons.usesOf", { used: number(one.use_count), max: number(one.max_uses) })
  const limits = (one: Coupon) =>
    [
      side === "admin" && one.vendor?.name,
      one.category?.name,
      one.minimum_millimes > 0 && t("coupons.from", { amount: money(one.minimum_millimes) }),
      one.starts_at && `${t("coupons.startsAt")} ${date(one.starts_at)}`,
      one.ends_at && `${t("coupons.endsAt")} ${date(one.ends_at)}`,
    ]
      .filter(Boolean)
      .join(" · ") || t("coupons.unlimited")
  const badge = (one: Coupon) => (
    <div className="flex flex-wrap gap-1">
      <StatusBadge color={one.is_active ? "green" : "grey"} className="w-fit rtl:pl-1.5 rtl:pr-0.5">
        {t(one.is_active ? "coupons.active" : "coupons.stopped")}
      </StatusBadge>
      {one.is_public && (
        <StatusBadge color="blue" className="w-fit rtl:pl-1.5 rtl:pr-0.5">
          {t("coupons.public")}
        </StatusBadge>
      )}
    </div>
  )
  const create = (
    <Button size="small" onClick={() => setOpen(true)}>
      {t("coupons.create")}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t("coupons.title")}
        text={t(side === "admin" ? "coupons.text" : "coupons.mineText")}
        actions={create}
      />
      <RecordList<Coupon>
        path={`/${side}/coupons`}
        rows="coupons"
        searchLabel={side === "admin" ? t("coupons.code") : undefined}
        idOf={(one) => one.id}
        columns={[
          {
            header: t("coupons.code"),
            cell: (one) => (
              <>
                <bdi className="font-medium">{one.code}</bdi>
                <span className="text-ui-fg-subtle block">{one.name}</span>
              </>
            ),
          },
          { header: t("coupons.value"), cell: value },
          { header: t("coupons.paidBy"), cell: paidBy },
          { header: t("coupons.uses"), cell: uses },
          { header: t("coupons.vendor"), cell: limits },
          { header: t("order.status"), cell: badge },
          { header: "", cell: (one) => <Switch coupon={one} side={side} />, numeric: true },
        ]}
        card={(one) => (
          <div className="flex flex-col gap-y-2">
            <div className="flex justify-between gap-x-3">
              <Text size="small" weight="plus">
                <bdi>{one.code}</bdi> · {one.name}
              </Text>
              <Text size="small" weight="plus" className="whitespace-nowrap">
                {value(one)}
              </Text>
            </div>
            <Text size="xsmall" className="text-ui-fg-subtle">
              {t("coupons.paidBy")} {paidBy(one)} · {t("coupons.uses")} {uses(one)}
            </Text>
            <Text size="xsmall" className="text-ui-fg-subtle">
              {limits(one)}
            </Text>
            <div className="flex items-center justify-between gap-x-3">
              {badge(one)}
              <Switch coupon={one} side={side} />
            </div>
          </div>
        )}
        empty={{
          title: t("coupons.empty.title"),
          text: t("coupons.empty.text"),
          action: create,
        }}
      />
      {isOpen && <CouponDrawer side={side} onClose={() => setOpen(false)} />}
    </>
  )
}

function Switch({ coupon, side }: { coupon: Coupon; side: "admin" | "vendor" }) {
  const { t } = useTranslation("marketplace")
  const queryClient = useQueryClient()
  const change = useMutation({
    mutationFn: (body: { is_active: boolean } | { is_public: boolean }) =>
      api(`/${side}/coupons/${coupon.id}`, { method: "POST", body }),
    onSuccess: () => toast.success(t("coupons.switched")),
    onError: (error) => toast.error(error.message),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["souk"] }),
  })
  if (!coupon.is_own) return null
  return (
    <div className="flex flex-wrap justify-end gap-2">
      <Button
        size="small"
        variant="secondary"
        isLoading={change.isPending}
        onClick={() => change.mutate({ is_public: !coupon.is_public })}
      >
        {t(coupon.is_public ? "coupons.unpublish" : "coupons.publish")}
      </Button>
      <Button
        size="small"
        variant="secondary"
        isLoading={change.isPending}
        onClick={() => change.mutate({ is_active: !coupon.is_active })}
      >
        {t(coupon.is_active ? "coupons.stop" : "coupons.start")}
      </Button>
    </div>
  )
}
