import { Button, Checkbox, Label, Text, Textarea, toast } from "@medusajs/ui"
import {
  api,
  Fact,
  Facts,
  Failure,
  Field,
  Fields,
  fileAddress,
  Loading,
  PageHeader,
  Section,
  useFormat,
  type Json,
} from "@souk/kit/admin/ui"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import i18n from "i18next"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Link, useParams } from "react-router-dom"
import type { IdentityCaseDetail } from "../../../../api/offer-schemas"
import { CaseStatus } from "../../../components/case-status"
import {
  identityBody,
  IdentityFields,
  type IdentityDraft,
} from "../../../components/identity-fields"
import { PartCard } from "../../../components/part-card"
import { PartFinder } from "../../../components/part-finder"

type Case = Json<IdentityCaseDetail>

export default function PartIdentity() {
  const { id } = useParams()
  const { t } = useTranslation("parts")
  const { data, error, refetch } = useQuery({
    queryKey: ["souk", "/admin/identity-cases", id],
    queryFn: ({ signal }) =>
      api<{ identity_case: Case }>(`/admin/identity-cases/${id}`, { signal }),
  })
  const back = { to: "/part-identities?status=open", label: t("cases.title") }
  if (error || !data) {
    return (
      <>
        <PageHeader title={t("cases.one")} back={back} />
        <Section>
          {error ? <Failure error={error} retry={() => void refetch()} /> : <Loading lines={8} />}
        </Section>
      </>
    )
  }
  const { identity_case: asked } = data
  return (
    <>
      <PageHeader
        title={<bdi>{`${asked.brand} ${asked.mpn}`}</bdi>}
        text={t(`reason.${asked.reason}`)}
        badge={<CaseStatus status={asked.status} />}
        back={back}
      />
      <Said asked={asked} />
      {asked.status === "open" ? <Decide asked={asked} /> : <Decided asked={asked} />}
    </>
  )
}

function Said({ asked }: { asked: Case }) {
  const { t } = useTranslation("parts")
  const { dateTime } = useFormat()
  return (
    <Section title={t("cases.said")}>
      <Facts>
        <Fact label={t("parts.brand")}>{asked.brand}</Fact>
        <Fact label={t("parts.mpn")}>
          <bdi>{asked.mpn}</bdi>
        </Fact>
        <Fact label={t("parts.ean")}>{asked.ean}</Fact>
        <Fact label={t("cases.offer")}>{asked.title}</Fact>
        <Fact label={t("offers.condition")}>
          {asked.offer && t(`condition.${asked.offer.condition}`)}
        </Fact>
        <Fact label={t("cases.vendor")}>
          <Link to={`/vendors/${asked.vendor_id}`} className="text-ui-fg-interactive">
            {asked.vendor_name}
          </Link>
        </Fact>
        <Fact label={t("cases.asked")}>{dateTime(asked.created_at)}</Fact>
      </Facts>
      {asked.offer?.thumbnail && (
        <img
          src={fileAddress(asked.offer.thumbnail)}
          alt={asked.title}
          className="max-h-60 px-5 pb-5"
        />
      )}
    </Section>
  )
}

function Decided({ asked }: { asked: Case }) {
  const { t } = useTranslation("parts")
  const { dateTime } = useFormat()
  return (
    <Section title={t("cases.decision")}>
      <Facts>
        <Fact label={t("cases.status")}>{t(`caseStatus.${asked.status}`)}</Fact>
        <Fact label={t("cases.decision")}>
          {asked.decided_at && t("cases.decided", { date: dateTime(asked.decided_at) })}
        </Fact>
        <Fact label={t("cases.note")}>{asked.note}</Fact>
        <Fact label={t("parts.one")}>
          {asked.part_id && (
            <Link to={`/parts/${asked.part_id}`} className="text-ui-fg-interactive">
              {t("parts.openTarget")}
            </Link>
          )}
        </Fact>
      </Facts>
    </Section>
  )
}

/** The three ways out, each saying what it does. */
function Decide({ asked }: { asked: Case }) {
  const { t } = useTranslation("parts")
  const queryClient = useQueryClient()
  const [draft, setDraft] = useState<IdentityDraft>({
    brand: asked.brand,
    mpn: asked.mpn,
    ean: asked.ean ?? "",
    category_id: asked.category_id ?? "",
    name_fr: asked.title,
    name_ar: asked.title,
    name_en: asked.title,
  })
  const [note, setNote] = useState("")
  const [keepsName, setKeepsName] = useState(false)
  const deciding = useMutation({
    mutationFn: (body: { decision: string }) =>
      api<{ identity_case: Case }>(`/admin/identity-cases/${asked.id}/decisions`, {
        method: "POST",
        body,
      }),
    onSuccess: () => toast.success(t("cases.done")),
    onError: (refused) => toast.error(refused.message),
    // After a refusal too: somebody else may have decided meanwhile.
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["souk"] }),
  })
  const decide = (body: { decision: string; [key: string]: unknown }) =>
    deciding.mutate({ ...body, ...(keepsName && { add_alias: true }) })
  const mergeButton = (part: { id: string }) => (
    <Button
      size="small"
      variant="secondary"
      disabled={deciding.isPending}
      onClick={() => decide({ decision: "merge", part_id: part.id })}
    >
      {t("cases.merge")}
    </Button>
  )
  return (
    <>
      <Section title={t("cases.candidates")}>
        <div className="grid gap-3 p-5 md:grid-cols-2 lg:grid-cols-3">
          {asked.candidates.map((part) => (
            <PartCard key={part.id} part={part} action={mergeButton(part)} />
          ))}
          {asked.candidates.length === 0 && (
            <Text size="small" className="souk-subtle">
              {t("cases.noCandidate")}
            </Text>
          )}
        </div>
        <div className="px-5 pb-5">
          <PartFinder action={mergeButton} />
        </div>
      </Section>
      <Section title={t("cases.accept")}>
        <Text size="small" className="souk-subtle px-5 pt-4">
          {t("cases.acceptText")}
        </Text>
        <Fields>
          <IdentityFields
            draft={draft}
            onChange={(changes) => setDraft((before) => ({ ...before, ...changes }))}
          />
        </Fields>
        <div className="flex flex-wrap items-center justify-between gap-3 px-5 pb-5">
          <div className="flex min-h-10 items-center gap-x-2">
            <Checkbox
              id="keep-name"
              checked={keepsName}
              onCheckedChange={(checked) => setKeepsName(checked === true)}
            />
            <Label htmlFor="keep-name" size="small">
              {t("cases.alias", { brand: asked.brand })}
            </Label>
          </div>
          <Button
            size="small"
            isLoading={deciding.isPending}
            disabled={!draft.brand.trim() || !draft.mpn.trim() || !draft.category_id}
            onClick={() => decide({ decision: "accept", ...identityBody(draft) })}
          >
            {t("cases.accept")}
          </Button>
        </div>
      </Section>
      <Section title={t("cases.reject")}>
        <div className="flex flex-col gap-y-3 p-5">
          <Text size="small" className="souk-subtle">
            {t("cases.rejectText")}
          </Text>
          <Field name="reject-note" label={t("cases.note")}>
            <Textarea
              id="reject-note"
              rows={3}
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </Field>
          <Button
            size="small"
            variant="danger"
            className="self-end"
            disabled={note.trim().length < 3 || deciding.isPending}
            onClick={() => decide({ decision: "reject", note: note.trim() })}
          >
            {t("cases.reject")}
          </Button>
        </div>
      </Section>
    </>
  )
}

export const handle = { breadcrumb: () => i18n.t("cases.one", { ns: "parts" }) }
