import { Text } from "@medusajs/ui"
import { api, Field, type Json } from "@souk/kit/admin/ui"
import { Input } from "@medusajs/ui"
import { useQuery } from "@tanstack/react-query"
import { useDeferredValue, useState, type ReactNode } from "react"
import { useTranslation } from "react-i18next"
import type { OperatorPart } from "../../api/offer-schemas"
import { PartCard } from "./part-card"

type Part = Json<OperatorPart>

/** Finds a part by what is printed on it; what to do with it is the caller's. */
export function PartFinder({
  except,
  action,
}: {
  except?: string
  action: (part: Part) => ReactNode
}) {
  const { t } = useTranslation("parts")
  const [typed, setTyped] = useState("")
  const q = useDeferredValue(typed.trim())
  const { data } = useQuery({
    queryKey: ["souk", "/admin/parts", "find", q],
    enabled: q.length >= 2,
    queryFn: ({ signal }) =>
      api<{ parts: Part[] }>("/admin/parts", { query: { q, limit: 6 }, signal }),
  })
  const found = (data?.parts ?? []).filter((part) => part.id !== except && !part.merged_into_id)
  return (
    <div className="flex flex-col gap-y-3">
      <Field name="find-part" label={t("parts.find")}>
        <Input
          id="find-part"
          type="search"
          placeholder={t("parts.search")}
          value={typed}
          maxLength={100}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      {q.length >= 2 && data && found.length === 0 && (
        <Text size="small" className="souk-subtle">
          {t("cases.noCandidate")}
        </Text>
      )}
      <div className="grid gap-3">
        {found.map((part) => (
          <PartCard key={part.id} part={part} action={action(part)} />
        ))}
      </div>
    </div>
  )
}
