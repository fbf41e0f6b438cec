import { Alert, Button, Text, toast } from "@medusajs/ui"
import {
  api,
  Failure,
  FormDrawer,
  isolated,
  Loading,
  useFormat,
  type Json,
} from "@souk/kit/admin/ui"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useState, type ReactNode } from "react"
import { useTranslation } from "react-i18next"
import { useNavigate } from "react-router-dom"
import type { OperatorPart, PartMergePreview } from "../../../../api/offer-schemas"
import { PartCard } from "../../../components/part-card"
import { PartFinder } from "../../../components/part-finder"

type Part = Json<OperatorPart>
type Preview = Json<PartMergePreview>

/** Merges this part into another, once the operator has read what that does. */
export function MergePart({ part }: { part: Part }) {
  const { t } = useTranslation("parts")
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="small" variant="secondary" onClick={() => setOpen(true)}>
        {t("parts.merge")}
      </Button>
      {isOpen && <MergeDrawer part={part} onClose={() => setOpen(false)} />}
    </>
  )
}

function MergeDrawer({ part, onClose }: { part: Part; onClose: () => void }) {
  const { t } = useTranslation("parts")
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [into, setInto] = useState<Part | null>(null)
  const both = { from_part_id: part.id, into_part_id: into?.id }
  const preview = useQuery({
    queryKey: ["souk", "/admin/part-merge-previews", both],
    enabled: into !== null,
    // Read anew each time: an offer may have come since.
    staleTime: 0,
    queryFn: ({ signal }) =>
      api<{ part_merge_preview: Preview }>("/admin/part-merge-previews", { query: both, signal }),
  })
  const merge = useMutation({
    mutationFn: () => api<{ part: Part }>("/admin/part-merges", { method: "POST", body: both }),
    onSuccess: ({ part: kept }) => {
      toast.success(t("parts.mergedDone"))
      onClose()
      navigate(`/parts/${kept.id}`)
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["souk"] }),
  })
  const name = isolated(`${part.brand} ${part.mpn}`)
  return (
    <FormDrawer
      title={t("parts.mergeTitle", { part: name })}
      text={into === null ? t("parts.mergeFind") : t("parts.mergeText")}
      submit={t("parts.merge")}
      isGrave
      error={merge.error}
      isBusy={merge.isPending}
      isReady={preview.isSuccess}
      onClose={onClose}
      onSubmit={() => merge.mutate()}
      other={
        into && (
          <Button type="button" size="small" variant="transparent" onClick={() => setInto(null)}>
            {t("parts.mergeOther")}
          </Button>
        )
      }
    >
      {into === null ? (
        <PartFinder
          except={part.id}
          action={(found) => (
            <Button type="button" size="small" variant="secondary" onClick={() => setInto(found)}>
              {t("parts.mergeChoose", { part: isolated(`${found.brand} ${found.mpn}`) })}
            </Button>
          )}
        />
      ) : preview.error ? (
        <Failure error={preview.error} retry={() => void preview.refetch()} />
      ) : preview.data ? (
        <Consequences preview={preview.data.part_merge_preview} />
      ) : (
        <Loading lines={6} />
      )}
    </FormDrawer>
  )
}

/** What moves, what is counted once, which page leads where, and what makes one doubt. */
function Consequences({ preview }: { preview: Preview }) {
  const { t } = useTranslation("parts")
  const { number } = useFormat()
  const { from, into, differences, offers, fitments, cross_references: references } = preview
  const said = (part: Part, difference: (typeof differences)[number]) => {
    if (difference === "position") return part.position && t(`position.${part.position}`)
    if (difference === "vat_percent") return `${number(part.vat_percent)} %`
    return part[difference]
  }
  const sentence = (key: string, count: number, more: Record<string, string> = {}) =>
    count > 0 && t(`mergePreview.${key}`, { rows: number(count), ...more })
  return (
    <>
      {differences.length > 0 && (
        <Alert variant="warning">
          <Text size="small" weight="plus">
            {t("mergePreview.doubt")}
          </Text>
          <ul className="list-inside list-disc">
            {differences.map((one) => (
              <li key={one}>
                {t(`mergePreview.difference.${one}`)} : <bdi>{said(from, one)}</bdi> /{" "}
                <bdi>{said(into, one)}</bdi>
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <Group title={t("mergePreview.goes")}>
        <PartCard part={from} />
      </Group>
      <Group title={t("mergePreview.stays")}>
        <PartCard part={into} />
      </Group>
      <Group title={t("mergePreview.happens")}>
        <ul className="txt-small text-ui-fg-base flex list-inside list-disc flex-col gap-y-1.5">
          {[
            sentence("offers", offers.moved, {
              vendors: number(offers.vendors),
              onSale: number(offers.on_sale),
            }) || t("mergePreview.noOffer"),
            sentence("doubledVendors", offers.doubled_vendors),
            sentence("fitments", fitments.moved),
            sentence("fitmentsJoined", fitments.joined),
            sentence("fitmentsDisagreeing", fitments.disagreeing),
            sentence("fitmentsDisputed", fitments.disputed),
            sentence("references", references.moved),
            sentence("referencesJoined", references.joined),
            sentence("openCases", preview.open_cases),
            t("mergePreview.number", { number: isolated(`${from.brand} ${from.mpn}`) }),
          ]
            .filter(Boolean)
            .map((line) => (
              <li key={String(line)}>{line}</li>
            ))}
        </ul>
      </Group>
      <Group title={t("mergePreview.redirects")}>
        <ul className="txt-small text-ui-fg-subtle flex flex-col gap-y-1 break-all">
          {preview.old_slugs.map((slug) => (
            <li key={slug}>
              <bdi dir="ltr">
                /{slug} → /{preview.new_slug}
              </bdi>
            </li>
          ))}
        </ul>
      </Group>
    </>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-y-2">
      <Text size="small" weight="plus">
        {title}
      </Text>
      {children}
    </section>
  )
}
