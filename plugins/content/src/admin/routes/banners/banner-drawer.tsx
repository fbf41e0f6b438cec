import { Button, Heading, Input, toast, usePrompt } from "@medusajs/ui"
import {
  api,
  Field,
  fileAddress,
  FileField,
  FormDrawer,
  SwitchField,
  TextField,
} from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import {
  dayOf,
  endOfDay,
  LANGUAGES,
  lastMoment,
  startOfDay,
  type Banner,
  type Language,
} from "./types"

type Draft = {
  texts: Record<Language, { title: string; text: string }>
  link: string
  picture_url: string | null
  from: string
  to: string
  rank: string
  active: boolean
}

const draftOf = (banner: Banner | null): Draft => {
  const textOf = (language: Language) => ({
    title: banner?.texts[language]?.title ?? "",
    text: banner?.texts[language]?.text ?? "",
  })
  return {
    texts: { fr: textOf("fr"), ar: textOf("ar"), en: textOf("en") },
    link: banner?.link ?? "",
    picture_url: banner?.picture_url ?? null,
    from: dayOf(banner?.starts_at ?? null),
    to: banner?.ends_at ? dayOf(lastMoment(banner.ends_at)) : "",
    rank: String(banner?.rank ?? 0),
    active: banner?.active ?? true,
  }
}

const NAMES = { fr: "inFr", ar: "inAr", en: "inEn" } as const

type Props = { banner: Banner | null; onClose: () => void }

export function BannerDrawer({ banner, onClose }: Props) {
  const { t } = useTranslation("content")
  const queryClient = useQueryClient()
  const prompt = usePrompt()
  const [draft, setDraft] = useState(() => draftOf(banner))
  const [isTried, setTried] = useState(false)
  const set = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }))
  const say = (language: Language, changes: Partial<Draft["texts"][Language]>) =>
    set({ texts: { ...draft.texts, [language]: { ...draft.texts[language], ...changes } } })

  const path = banner ? `/admin/banners/${banner.id}` : "/admin/banners"
  const onSuccess = (told: string) => {
    toast.success(told)
    onClose()
    return queryClient.invalidateQueries({ queryKey: ["souk"] })
  }
  const saving = useMutation({
    mutationFn: (body: object) => api(path, { method: "POST", body }),
    onSuccess: () => onSuccess(t("banners.saved")),
  })
  const removal = useMutation({
    mutationFn: () => api(path, { method: "DELETE" }),
    onSuccess: () => onSuccess(t("banners.removed")),
  })
  const upload = useMutation({
    mutationFn: async (file: File) => {
      const body = new FormData()
      body.append("files", file)
      const { files } = await api<{ files: { url: string }[] }>("/admin/uploads", {
        method: "POST",
        body,
      })
      return files[0]!.url
    },
    onSuccess: (picture_url) => set({ picture_url }),
  })

  const written = LANGUAGES.filter((one) => draft.texts[one].title.trim() !== "")
  const hasRank = /^\d{1,4}$/.test(draft.rank)
  const submit = () => {
    setTried(true)
    if (written.length === 0 || !hasRank) return
    saving.mutate({
      texts: Object.fromEntries(
        written.map((one) => [
          one,
          { title: draft.texts[one].title.trim(), text: draft.texts[one].text.trim() || null },
        ]),
      ),
      link: draft.link.trim() || null,
      picture_url: draft.picture_url,
      starts_at: startOfDay(draft.from),
      ends_at: endOfDay(draft.to),
      rank: Number(draft.rank),
      active: draft.active,
    })
  }
  const remove = async () => {
    const isSure = await prompt({
      title: t("banners.removeTitle"),
      description: t("banners.removeText"),
      confirmText: t("banners.remove"),
      cancelText: t("banners.cancel"),
    })
    if (isSure) removal.mutate()
  }
  const error = saving.error ?? removal.error
  const day = (name: "from" | "to") => (
    <Field name={`banner-${name}`} label={t(`banners.${name}`)}>
      <Input
        id={`banner-${name}`}
        type="date"
        size="small"
        value={draft[name]}
        onChange={(event) => set({ [name]: event.target.value })}
      />
    </Field>
  )
  return (
    <FormDrawer
      title={t(banner ? "banners.edit" : "banners.create")}
      text={t("banners.languageHint")}
      submit={t("banners.save")}
      error={error}
      isBusy={saving.isPending}
      isReady={!upload.isPending}
      onClose={onClose}
      onSubmit={submit}
      other={
        banner && (
          <Button
            type="button"
            size="small"
            variant="danger"
            isLoading={removal.isPending}
            onClick={remove}
          >
            {t("banners.remove")}
          </Button>
        )
      }
    >
      {LANGUAGES.map((language) => (
        <section
          key={language}
          lang={language}
          dir={language === "ar" ? "rtl" : "ltr"}
          className="flex flex-col gap-y-3"
        >
          <Heading level="h3">{t(`banners.${NAMES[language]}`)}</Heading>
          <TextField
            name={`banner-title-${language}`}
            label={t("banners.heading")}
            maxLength={80}
            value={draft.texts[language].title}
            error={
              isTried && written.length === 0 && language === "fr"
                ? t("banners.titleMissing")
                : null
            }
            onChange={(title) => say(language, { title })}
          />
          <TextField
            name={`banner-text-${language}`}
            label={t("banners.body")}
            maxLength={240}
            value={draft.texts[language].text}
            onChange={(text) => say(language, { text })}
          />
        </section>
      ))}
      <TextField
        name="banner-link"
        label={t("banners.link")}
        hint={t("banners.linkHint")}
        ltr
        maxLength={500}
        value={draft.link}
        onChange={(link) => set({ link })}
      />
      {draft.picture_url && (
        <div className="flex items-center gap-x-3">
          <img
            src={fileAddress(draft.picture_url)}
            alt={t("banners.picture")}
            className="shadow-borders-base h-20 w-48 rounded-md object-cover"
          />
          <Button
            type="button"
            size="small"
            variant="transparent"
            onClick={() => set({ picture_url: null })}
          >
            {t("banners.removePicture")}
          </Button>
        </div>
      )}
      <FileField
        name="banner-picture"
        label={t("banners.picture")}
        hint={t("banners.pictureHint")}
        error={upload.error ? t("banners.pictureFailed") : null}
        accept="image/jpeg,image/png,image/webp"
        isTaken
        disabled={upload.isPending}
        onChange={([file]) => file && upload.mutate(file)}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        {day("from")}
        {day("to")}
        <TextField
          name="banner-rank"
          label={t("banners.rank")}
          hint={t("banners.rankHint")}
          ltr
          inputMode="numeric"
          value={draft.rank}
          error={isTried && !hasRank ? t("banners.rankInvalid") : null}
          onChange={(rank) => set({ rank })}
        />
      </div>
      <SwitchField
        name="banner-active"
        label={t("banners.active")}
        value={draft.active}
        onChange={(active) => set({ active })}
      />
    </FormDrawer>
  )
}
