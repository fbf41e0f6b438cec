import { Button, Text, toast } from "@medusajs/ui"
import {
  api,
  ApiError,
  Fields,
  isolated,
  parseMoney,
  Section,
  SelectField,
  SwitchField,
  TextField,
  useFormat,
  type Json,
  type Option,
} from "@souk/kit/admin/ui"
import { taxParts, USUAL_VAT_PERCENT, withTaxes, type TaxClass } from "@souk/kit/tax"
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useDeferredValue, useState, type FormEvent } from "react"
import { useTranslation } from "react-i18next"
import { useNavigate } from "react-router-dom"
import type { VendorOfferView } from "../../api/offer-schemas"
import { POSITIONS } from "../../domain/positions"
import { useCategories } from "./categories"
import { PhotosField } from "./photos-field"

export type VendorOffer = Json<VendorOfferView>

const CONDITIONS = ["new", "used", "refurbished"] as const
/** Radix keeps the empty value for itself. */
const NOWHERE = "none"

/** The vendor types its price with its taxes, or before them. */
const PRICE_KINDS = ["ttc", "ht"] as const

const PRICE_KIND_KEY = "souk.price-kind"

/** How the vendor typed its last price: the next form begins the same way. */
function preferredPriceKind(): string {
  const kept = localStorage.getItem(PRICE_KIND_KEY)
  return PRICE_KINDS.find((kind) => kind === kept) ?? "ttc"
}

/** Le prix TTC que dit la saisie ; le prix gardé est toujours TTC, en millimes entiers. */
function ttcOf(draft: Draft, tax: TaxClass): number | null {
  const typedPrice = parseMoney(draft.price)
  if (typedPrice === null || draft.price_kind === "ttc") return typedPrice
  return withTaxes(typedPrice, tax)
}

const dinars = (millimes: number | null) =>
  millimes === null ? "" : (millimes / 1000).toFixed(3).replace(".", ",")
const typed = (value: number | null | undefined) => (value == null ? "" : String(value))

function draftOf(offer: VendorOffer | null) {
  return {
    brand: offer?.brand ?? "",
    mpn: offer?.mpn ?? "",
    ean: offer?.ean ?? "",
    title: offer?.title ?? "",
    category_id: offer?.category_id ?? "",
    sku: offer?.sku ?? "",
    price: dinars(offer?.price_millimes ?? null),
    // Un prix gardé se relit tel qu'il est gardé : TTC.
    price_kind: offer ? "ttc" : preferredPriceKind(),
    stock: typed(offer?.stock),
    condition: (offer?.condition ?? "new") as string,
    delay_days: typed(offer?.delay_days ?? 1),
    warranty_months: typed(offer?.warranty_months ?? 0),
    deposit: dinars(offer?.core_deposit_millimes ?? null),
    position: offer?.position ?? NOWHERE,
    donor_label: offer?.donor_vehicle?.label ?? "",
    donor_year: typed(offer?.donor_vehicle?.year),
    donor_mileage: typed(offer?.donor_vehicle?.mileage_km),
  }
}
type Draft = ReturnType<typeof draftOf>

/** The answer names a field as its route does. */
const FIELD_OF: Record<string, keyof Draft> = {
  price_millimes: "price",
  core_deposit_millimes: "deposit",
  "donor_vehicle.label": "donor_label",
  "donor_vehicle.year": "donor_year",
  "donor_vehicle.mileage_km": "donor_mileage",
}
const WHOLE: (keyof Draft)[] = [
  "stock",
  "delay_days",
  "warranty_months",
  "donor_year",
  "donor_mileage",
]

/** Creates an offer, or changes the one given. */
export function OfferForm({ offer }: { offer: VendorOffer | null }) {
  const { t } = useTranslation("parts")
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const categories = useCategories("vendor")
  const { money } = useFormat()
  const [draft, setDraft] = useState(() => draftOf(offer))
  const known = useKnownPart(draft)
  const tax = useTaxClass(draft, offer, known.data?.identity_match.part ?? null)
  const ttc = ttcOf(draft, tax)
  const taxes = t(tax.fodec ? "offer.vatAndFodec" : "offer.vat", { rate: tax.vat_percent })
  const [images, setImages] = useState<string[]>(offer?.images ?? [])
  const [isPublished, setPublished] = useState(true)
  const [isTried, setTried] = useState(false)
  const set = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }))

  const saving = useMutation({
    mutationFn: (body: object) =>
      api<{ offer: VendorOffer }>(offer ? `/vendor/offers/${offer.id}` : "/vendor/offers", {
        method: "POST",
        body,
      }),
    onSuccess: async ({ offer: saved }) => {
      if (!offer || draft.price_kind !== "ttc") {
        localStorage.setItem(PRICE_KIND_KEY, draft.price_kind)
      }
      await queryClient.invalidateQueries({ queryKey: ["souk"] })
      toast.success(t("offer.saved"))
      navigate(`/vendor/offers/${saved.id}`)
    },
  })

  const required: (keyof Draft)[] = offer ? ["title", "price", "stock"] : ["sku", "price", "stock"]
  const wrong = (field: keyof Draft): string | null => {
    const value = draft[field].trim()
    if (value === "") return required.includes(field) ? t("offer.required") : null
    if ((field === "price" || field === "deposit") && parseMoney(value) === null) {
      return t("offer.priceInvalid", { typed: value })
    }
    if (WHOLE.includes(field) && !/^\d{1,9}$/.test(value)) {
      return t("offer.wholeInvalid", { typed: value })
    }
    return null
  }
  const issues = saving.error instanceof ApiError ? saving.error.issues : []
  const errorOf = (field: keyof Draft) =>
    (isTried ? wrong(field) : null) ??
    issues.find(({ path }) => (FIELD_OF[path] ?? path) === field)?.message ??
    null

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if ((Object.keys(draft) as (keyof Draft)[]).some((field) => wrong(field) !== null)) return
    saving.mutate(offer ? bodyOf(draft, images, ttc) : newBody(draft, images, isPublished, ttc))
  }

  const text = (
    name: keyof Draft,
    label: string,
    options: Partial<Parameters<typeof TextField>[0]> = {},
  ) => (
    <TextField
      name={name}
      label={label}
      value={draft[name]}
      error={errorOf(name)}
      optional={required.includes(name) ? undefined : t("offer.optional")}
      onChange={(value) => set({ [name]: value })}
      {...options}
    />
  )
  const select = (
    name: "category_id" | "condition" | "position" | "price_kind",
    label: string,
    options: Option[],
  ) => (
    <SelectField
      name={name}
      label={label}
      value={draft[name]}
      error={errorOf(name)}
      placeholder={t("offer.choose")}
      options={options}
      onChange={(value) => set({ [name]: value })}
    />
  )

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-y-3">
      <Section title={t("offer.identity")}>
        <Fields>
          {text("brand", t("offer.brand"), { maxLength: 80 })}
          {text("mpn", t("offer.mpn"), { hint: t("offer.mpnHint"), ltr: true, maxLength: 60 })}
          {text("ean", t("offer.ean"), { ltr: true, inputMode: "numeric", maxLength: 40 })}
          {text("title", t("offer.title"), {
            hint: offer ? undefined : t("offer.titleHint"),
            maxLength: 200,
          })}
          {select("category_id", t("offer.category"), categories)}
        </Fields>
        <KnownPart known={known} />
      </Section>
      <Section title={t("offer.sale")}>
        <Fields>
          {offer
            ? null
            : text("sku", t("offer.sku"), { hint: t("offer.skuHint"), ltr: true, maxLength: 64 })}
          {select(
            "condition",
            t("offers.condition"),
            CONDITIONS.map((value) => ({ value, label: t(`condition.${value}`) })),
          )}
          {text("price", t(draft.price_kind === "ttc" ? "offer.price" : "offer.priceHt"), {
            hint:
              ttc === null
                ? undefined
                : draft.price_kind === "ttc"
                  ? t("offer.priceWithoutTax", {
                      price: money(taxParts(ttc, tax).ht_millimes),
                      taxes,
                    })
                  : t("offer.priceWithTax", { price: money(ttc), taxes }),
            ltr: true,
            inputMode: "decimal",
          })}
          {select(
            "price_kind",
            t("offer.priceKind"),
            PRICE_KINDS.map((value) => ({
              value,
              label: t(value === "ttc" ? "offer.priceTtc" : "offer.priceBefore"),
            })),
          )}
          {text("stock", t("offer.stock"), { ltr: true, inputMode: "numeric" })}
          {text("delay_days", t("offer.delay"), { ltr: true, inputMode: "numeric" })}
          {text("warranty_months", t("offer.warranty"), { ltr: true, inputMode: "numeric" })}
          {text("deposit", t("offer.deposit"), {
            hint: t("offer.depositHint"),
            ltr: true,
            inputMode: "decimal",
          })}
          {select("position", t("offer.position"), [
            { value: NOWHERE, label: t("offer.noPosition") },
            ...POSITIONS.map((value) => ({ value, label: t(`position.${value}`) })),
          ])}
        </Fields>
      </Section>
      {draft.condition === "used" && (
        <Section title={t("offer.used")}>
          <Text size="small" className="souk-subtle px-5 pt-4">
            {t("offer.usedText")}
          </Text>
          <Fields>
            {text("donor_label", t("offer.donor"), {
              hint: t("offer.donorHint"),
              optional: undefined,
              maxLength: 120,
            })}
            {text("donor_year", t("offer.year"), {
              ltr: true,
              inputMode: "numeric",
              optional: undefined,
              maxLength: 4,
            })}
            {text("donor_mileage", t("offer.mileage"), { ltr: true, inputMode: "numeric" })}
          </Fields>
        </Section>
      )}
      <Section title={t("offer.photos")}>
        <div className="p-5">
          <PhotosField images={images} onChange={setImages} />
        </div>
      </Section>
      <div className="souk-form-end">
        {!offer && (
          <div className="me-auto">
            <SwitchField
              name="published"
              label={t("offer.publishNow")}
              value={isPublished}
              onChange={setPublished}
            />
          </div>
        )}
        {saving.error && (
          <Text role="alert" size="small" className="text-ui-fg-error w-full">
            {saving.error.message}
          </Text>
        )}
        <Button
          type="button"
          size="small"
          variant="secondary"
          onClick={() => navigate("/vendor/offers")}
        >
          {t("offer.cancel")}
        </Button>
        <Button type="submit" size="small" isLoading={saving.isPending}>
          {t("offer.save")}
        </Button>
      </div>
    </form>
  )
}

type Match = {
  identity_match: {
    part: {
      name: string
      brand: string
      mpn: string
      category_id: string
      vat_percent: number
    } | null
    reason: string | null
  }
}

/** The part that what is typed names, looked for while the vendor types. */
function useKnownPart({ brand, mpn, ean }: Draft) {
  const asked = useDeferredValue([brand, mpn, ean].map((one) => one.trim()).join("\n"))
  const [saidBrand, saidMpn, saidEan] = asked.split("\n")
  return useQuery({
    queryKey: ["souk", "/vendor/identity-matches", asked],
    enabled: Boolean(saidBrand && saidMpn),
    retry: false,
    queryFn: ({ signal }) =>
      api<Match>("/vendor/identity-matches", {
        query: { brand: saidBrand, mpn: saidMpn, ean: saidEan },
        signal,
      }),
  })
}

/** Until the server has said: what most parts are taxed. */
const USUAL: TaxClass = { vat_percent: USUAL_VAT_PERCENT, fodec: false }

/** How the offer will be taxed: as it is now, or as its category, its part and its vendor decide. */
function useTaxClass(
  draft: Draft,
  offer: VendorOffer | null,
  part: Match["identity_match"]["part"],
): TaxClass {
  const category_id = draft.category_id || part?.category_id
  const isAsSaved = offer !== null && draft.category_id === (offer.category_id ?? "")
  const query = { category_id, vat_percent: part?.vat_percent }
  const { data } = useQuery({
    queryKey: ["souk", "/vendor/tax-classes", query],
    enabled: !isAsSaved,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api<{ tax_class: TaxClass }>("/vendor/tax-classes", { query, signal }),
  })
  if (isAsSaved) return { vat_percent: offer.vat_percent, fodec: offer.fodec }
  return data?.tax_class ?? USUAL
}

/** Says at once whether the part is known, so that the vendor corrects a slip before saving. */
function KnownPart({ known: { data, error } }: { known: ReturnType<typeof useKnownPart> }) {
  const { t } = useTranslation("parts")
  if (!data && !error) return null
  const part = data?.identity_match.part
  return (
    <Text
      role="status"
      size="small"
      className={`px-5 pb-4 ${error ? "text-ui-fg-error" : "souk-subtle"}`}
    >
      {error
        ? error.message
        : part
          ? t("offer.known", { part: `${part.name} ${isolated(`${part.brand} ${part.mpn}`)}` })
          : t("offer.unknown")}
    </Text>
  )
}

function bodyOf(draft: Draft, images: string[], price_millimes: number | null) {
  const orNull = (value: string) => value.trim() || null
  const whole = (value: string) => (value.trim() === "" ? null : Number(value))
  return {
    brand: orNull(draft.brand),
    mpn: orNull(draft.mpn),
    ean: orNull(draft.ean),
    ...(draft.title.trim() && { title: draft.title.trim() }),
    category_id: orNull(draft.category_id),
    price_millimes,
    stock: Number(draft.stock),
    condition: draft.condition,
    delay_days: whole(draft.delay_days) ?? 0,
    warranty_months: whole(draft.warranty_months) ?? 0,
    core_deposit_millimes: parseMoney(draft.deposit) || null,
    position: draft.position === NOWHERE ? null : draft.position,
    donor_vehicle:
      draft.condition === "used" && draft.donor_label.trim()
        ? {
            label: draft.donor_label.trim(),
            year: whole(draft.donor_year),
            mileage_km: whole(draft.donor_mileage),
          }
        : null,
    images: images.length > 0 ? images : null,
  }
}

const newBody = (
  draft: Draft,
  images: string[],
  published: boolean,
  price_millimes: number | null,
) => ({
  ...bodyOf(draft, images, price_millimes),
  sku: draft.sku.trim(),
  published,
})
