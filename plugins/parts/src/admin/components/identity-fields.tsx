import { SelectField, TextField } from "@souk/kit/admin/ui"
import { useTranslation } from "react-i18next"
import { useCategories } from "./categories"

/** The identity of a part as the operator writes it. */
export type IdentityDraft = {
  brand: string
  mpn: string
  ean: string
  category_id: string
  name_fr: string
  name_ar: string
  name_en: string
}

type Props = { draft: IdentityDraft; onChange: (changes: Partial<IdentityDraft>) => void }

export function IdentityFields({ draft, onChange }: Props) {
  const { t } = useTranslation("parts")
  const categories = useCategories("admin")
  const text = (name: keyof IdentityDraft, label: string, ltr = false, optional?: string) => (
    <TextField
      name={`identity-${name}`}
      label={label}
      ltr={ltr}
      optional={optional}
      maxLength={120}
      value={draft[name]}
      onChange={(value) => onChange({ [name]: value })}
    />
  )
  return (
    <>
      {text("brand", t("parts.brand"))}
      {text("mpn", t("parts.mpn"), true)}
      {text("ean", t("parts.ean"), true, t("offer.optional"))}
      <SelectField
        name="identity-category"
        label={t("parts.category")}
        value={draft.category_id}
        placeholder={t("offer.choose")}
        options={categories}
        onChange={(category_id) => onChange({ category_id })}
      />
      {text("name_fr", t("parts.nameFr"))}
      {text("name_ar", t("parts.nameAr"))}
      {text("name_en", t("parts.nameEn"))}
    </>
  )
}

/** What the routes take: an empty field is not sent. */
export function identityBody(draft: IdentityDraft) {
  const given = Object.entries(draft)
    .map(([key, value]) => [key, value.trim()])
    .filter(([, value]) => value !== "")
  return { ...Object.fromEntries(given), ean: draft.ean.trim() || null }
}
