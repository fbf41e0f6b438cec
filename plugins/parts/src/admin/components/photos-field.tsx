import { Trash } from "@medusajs/icons"
import { IconButton } from "@medusajs/ui"
import { api, fileAddress, FileField } from "@souk/kit/admin/ui"
import { useMutation } from "@tanstack/react-query"
import { useTranslation } from "react-i18next"

const MOST = 8

type Props = { images: string[]; onChange: (images: string[]) => void }

/** Photos are kept as soon as they are chosen; the offer names them when it is saved. */
export function PhotosField({ images, onChange }: Props) {
  const { t } = useTranslation("parts")
  const upload = useMutation({
    mutationFn: async (files: File[]) => {
      const urls: string[] = []
      for (const file of files) {
        const body = new FormData()
        body.append("photo", file)
        const { photo } = await api<{ photo: { url: string } }>("/vendor/photos", {
          method: "POST",
          body,
        })
        urls.push(photo.url)
      }
      return urls
    },
    onSuccess: (urls) => onChange([...images, ...urls]),
  })
  return (
    <div className="flex flex-col gap-y-4">
      <ul className="flex flex-wrap gap-2 empty:hidden">
        {images.map((url, place) => (
          <li key={url} className="relative">
            <img
              src={fileAddress(url)}
              alt={`${t("offer.photos")} ${place + 1}`}
              width={96}
              height={96}
              loading="lazy"
              className="shadow-borders-base h-24 w-24 rounded-md object-cover"
            />
            <IconButton
              type="button"
              size="small"
              className="absolute end-1 top-1"
              aria-label={t("offer.removePhoto", { place: place + 1 })}
              onClick={() => onChange(images.filter((one) => one !== url))}
            >
              <Trash />
            </IconButton>
          </li>
        ))}
      </ul>
      {images.length < MOST && (
        <FileField
          name="photos"
          label={t("offer.addPhotos")}
          button={upload.isPending ? t("offer.sendingPhotos") : undefined}
          hint={t("offer.photoHint")}
          error={upload.error?.message}
          accept="image/jpeg,image/png,image/webp"
          multiple
          isTaken
          disabled={upload.isPending}
          onChange={(files) => {
            const taken = files.slice(0, MOST - images.length)
            if (taken.length > 0) upload.mutate(taken)
          }}
        />
      )}
    </div>
  )
}
