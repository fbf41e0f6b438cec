import { Alert, Badge, Button, Checkbox, Input, Text, toast } from "@medusajs/ui"
import {
  api,
  Fact,
  Facts,
  Failure,
  FormDrawer,
  Loading,
  PageHeader,
  Section,
  useFormat,
  type Json,
} from "@souk/kit/admin/ui"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import i18n from "i18next"
import { useState, type FormEvent } from "react"
import { useTranslation } from "react-i18next"
import { Link, useNavigate, useParams } from "react-router-dom"
import type { OperatorPartDetail } from "../../../../api/offer-schemas"
import {
  identityBody,
  IdentityFields,
  type IdentityDraft,
} from "../../../components/identity-fields"
import { MergePart } from "./merge-part"

type Part = Json<OperatorPartDetail>

export default function PartPage() {
  const { id } = useParams()
  const { t } = useTranslation("parts")
  const { locale, number } = useFormat()
  const { data, error, refetch } = useQuery({
    queryKey: ["souk", "/admin/parts", id],
    queryFn: ({ signal }) => api<{ part: Part }>(`/admin/parts/${id}`, { signal }),
  })
  const back = { to: "/parts", label: t("parts.title") }
  if (error || !data) {
    return (
      <>
        <PageHeader title={t("parts.one")} back={back} />
        <Section>
          {error ? <Failure error={error} retry={() => void refetch()} /> : <Loading lines={8} />}
        </Section>
      </>
    )
  }
  const { part } = data
  const name = { fr: part.name_fr, ar: part.name_ar, en: part.name_en }[locale]
  return (
    <>
      <PageHeader
        title={<bdi>{`${part.brand} ${part.mpn}`}</bdi>}
        text={name}
        badge={part.merged_into_id && <Badge size="2xsmall">{t("parts.merged")}</Badge>}
        back={back}
        actions={!part.merged_into_id && <MergePart part={part} />}
      />
      {part.merged_into_id && (
        <Alert variant="info">
          {t("parts.mergedInto")}{" "}
          <Link to={`/parts/${part.merged_into_id}`} className="text-ui-fg-interactive">
            {t("parts.openTarget")}
          </Link>
        </Alert>
      )}
      <Section>
        <Facts>
          <Fact label={t("parts.nameFr")}>{part.name_fr}</Fact>
          <Fact label={t("parts.nameAr")}>{part.name_ar}</Fact>
          <Fact label={t("parts.nameEn")}>{part.name_en}</Fact>
          <Fact label={t("parts.category")}>{part.category}</Fact>
          <Fact label={t("parts.ean")}>{part.ean}</Fact>
          <Fact label={t("parts.fitments")}>
            {part.fitment_count > 0 ? (
              <Link
                to={`/fitments?q=${encodeURIComponent(part.mpn)}`}
                className="text-ui-fg-interactive"
              >
                {number(part.fitment_count)}
              </Link>
            ) : (
              t("parts.noFitment")
            )}
          </Fact>
          {part.merged_parts.length > 0 && (
            <Fact label={t("parts.mergedParts")}>
              <bdi>{part.merged_parts.map(({ brand, mpn }) => `${brand} ${mpn}`).join(", ")}</bdi>
            </Fact>
          )}
        </Facts>
      </Section>
      <Offers key={part.id} part={part} />
      <Section title={t("parts.references")}>
        {part.cross_references.length > 0 ? (
          <ul className="columns-1 gap-8 p-5 text-sm md:columns-2">
            {part.cross_references.map(({ kind, maker, number }) => (
              <li key={`${kind} ${maker} ${number}`}>
                <bdi>
                  {maker} {number}
                </bdi>{" "}
                <Text as="span" size="xsmall" className="text-ui-fg-muted">
                  {t(`referenceKind.${kind}`)}
                </Text>
              </li>
            ))}
          </ul>
        ) : (
          <Text size="small" className="souk-subtle p-5">
            {t("parts.noReference")}
          </Text>
        )}
      </Section>
      <BrandNames part={part} />
    </>
  )
}

/** One thing the operator does to the part: told of, and everything shown read anew. */
function useAct(done: string, after?: (part: Part) => void) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ path, ...request }: { path: string; method?: "DELETE"; body?: object }) =>
      api<{ part: Part }>(path, { method: "POST", ...request }),
    onSuccess: ({ part }) => {
      if (done) toast.success(done)
      after?.(part)
    },
    onError: (refused) => toast.error(refused.message),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["souk"] }),
  })
}

/** Who sells it; offers that are of another part are chosen here and set apart. */
function Offers({ part }: { part: Part }) {
  const { t } = useTranslation("parts")
  const { money } = useFormat()
  const [chosen, setChosen] = useState<string[]>([])
  const [isOpen, setOpen] = useState(false)
  const toggle = (id: string) =>
    setChosen((before) =>
      before.includes(id) ? before.filter((one) => one !== id) : [...before, id],
    )
  return (
    <Section
      title={t("parts.offers")}
      aside={
        <Button
          size="small"
          variant="secondary"
          disabled={chosen.length === 0}
          onClick={() => setOpen(true)}
        >
          {t("parts.split")}
        </Button>
      }
    >
      {part.offers.length === 0 && (
        <Text size="small" className="souk-subtle p-5">
          {t("parts.noOffer")}
        </Text>
      )}
      <ul className="divide-ui-border-base divide-y">
        {part.offers.map((offer) => (
          <li key={offer.id} className="flex items-center gap-x-3 px-5 py-3">
            <Checkbox
              aria-label={t("parts.choose", { offer: `${offer.vendor_name} ${offer.title}` })}
              checked={chosen.includes(offer.id)}
              onCheckedChange={() => toggle(offer.id)}
            />
            <div className="min-w-0 flex-1">
              <Text size="small" weight="plus" className="break-words">
                {offer.title}
              </Text>
              <Text size="xsmall" className="text-ui-fg-subtle">
                {offer.vendor_name} · {t(`condition.${offer.condition}`)} ·{" "}
                {t(`productStatus.${offer.status}`)}
              </Text>
            </div>
            <Text size="small" className="whitespace-nowrap tabular-nums">
              {offer.price_millimes === null ? t("offers.noPrice") : money(offer.price_millimes)}
            </Text>
          </li>
        ))}
      </ul>
      {isOpen && <Split part={part} offerIds={chosen} onClose={() => setOpen(false)} />}
    </Section>
  )
}

function Split({
  part,
  offerIds,
  onClose,
}: {
  part: Part
  offerIds: string[]
  onClose: () => void
}) {
  const { t } = useTranslation("parts")
  const navigate = useNavigate()
  const [draft, setDraft] = useState<IdentityDraft>({
    brand: part.brand,
    mpn: "",
    ean: "",
    category_id: part.category_id,
    name_fr: part.name_fr,
    name_ar: part.name_ar,
    name_en: part.name_en,
  })
  const split = useAct(t("parts.splitDone"), (made) => {
    onClose()
    navigate(`/parts/${made.id}`)
  })
  return (
    <FormDrawer
      title={t("parts.splitTitle", { offers: offerIds.length })}
      text={t("parts.splitText")}
      submit={t("parts.split")}
      error={split.error}
      isBusy={split.isPending}
      isReady={Boolean(draft.brand.trim() && draft.mpn.trim())}
      onClose={onClose}
      onSubmit={() =>
        split.mutate({
          path: "/admin/part-splits",
          body: { part_id: part.id, offer_ids: offerIds, ...identityBody(draft) },
        })
      }
    >
      <IdentityFields
        draft={draft}
        onChange={(changes) => setDraft((before) => ({ ...before, ...changes }))}
      />
    </FormDrawer>
  )
}

function BrandNames({ part }: { part: Part }) {
  const { t } = useTranslation("parts")
  const [name, setName] = useState("")
  const act = useAct("")
  const path = `/admin/brands/${part.brand_id}/aliases`
  const add = (event: FormEvent) => {
    event.preventDefault()
    act.mutate({ path, body: { name: name.trim() } }, { onSuccess: () => setName("") })
  }
  return (
    <Section title={t("parts.brandNames", { brand: part.brand })}>
      <div className="flex flex-col gap-y-3 p-5">
        <ul className="flex flex-wrap gap-2">
          {part.brand_aliases.map((alias) => (
            <li key={alias.id}>
              <Button
                size="small"
                variant="secondary"
                aria-label={t("parts.removeName", { name: alias.name })}
                onClick={() => act.mutate({ path: `${path}/${alias.id}`, method: "DELETE" })}
              >
                {alias.name} ×
              </Button>
            </li>
          ))}
        </ul>
        <form onSubmit={add} className="flex flex-wrap items-center gap-2">
          <Input
            aria-label={t("parts.newName")}
            placeholder={t("parts.newName")}
            value={name}
            maxLength={80}
            onChange={(event) => setName(event.target.value)}
          />
          <Button
            type="submit"
            size="small"
            variant="secondary"
            isLoading={act.isPending}
            disabled={name.trim() === ""}
          >
            {t("parts.addName")}
          </Button>
        </form>
      </div>
    </Section>
  )
}

export const handle = { breadcrumb: () => i18n.t("parts.one", { ns: "parts" }) }
