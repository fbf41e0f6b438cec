import { ArrowLongLeft, ExclamationCircle } from "@medusajs/icons"
import { Button, Heading, Text } from "@medusajs/ui"
import { useId, type ReactNode } from "react"
import { Link } from "react-router-dom"
import { ApiError } from "./api"
import "./panel.css"
import { useWords } from "./words"

type PageHeaderProps = {
  title: ReactNode
  text?: ReactNode
  badge?: ReactNode
  actions?: ReactNode
  /** Where the list is that this page was opened from. */
  back?: { to: string; label: string }
}

export function PageHeader({ title, text, badge, actions, back }: PageHeaderProps) {
  return (
    <header className="souk-header">
      <div className="souk-header-text">
        {back && (
          <Link to={back.to} className="souk-back">
            <ArrowLongLeft className="souk-flip" />
            {back.label}
          </Link>
        )}
        <div className="souk-title">
          <Heading level="h1">{title}</Heading>
          {badge}
        </div>
        {text && (
          <Text size="small" className="souk-subtle">
            {text}
          </Text>
        )}
      </div>
      {actions && <div className="souk-actions">{actions}</div>}
    </header>
  )
}

type SectionProps = { title?: ReactNode; aside?: ReactNode; children: ReactNode }

/** A card of a page, named by its heading. */
export function Section({ title, aside, children }: SectionProps) {
  const id = useId()
  return (
    <section className="souk-section" aria-labelledby={title ? id : undefined}>
      {title && (
        <div className="souk-section-head">
          <Heading level="h2" id={id}>
            {title}
          </Heading>
          {aside}
        </div>
      )}
      {children}
    </section>
  )
}

export function Facts({ children }: { children: ReactNode }) {
  return <dl className="souk-facts">{children}</dl>
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="souk-fact">
      <dt>{label}</dt>
      <dd>{children ?? "—"}</dd>
    </div>
  )
}

export function Loading({ lines = 4 }: { lines?: number }) {
  const words = useWords()
  return (
    <div role="status" aria-label={words.loading} className="souk-loading">
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="souk-skeleton" />
      ))}
    </div>
  )
}

/** What went wrong, in the server's own words, and the way to try again. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const words = useWords()
  return (
    <div role="alert" className="souk-empty">
      <ExclamationCircle className="souk-danger" />
      <Text weight="plus">{words.failed}</Text>
      <Text size="small" className="souk-subtle">
        {error instanceof ApiError ? error.message : words.offline}
      </Text>
      {retry && (
        <Button size="small" variant="secondary" onClick={retry}>
          {words.retry}
        </Button>
      )}
    </div>
  )
}
