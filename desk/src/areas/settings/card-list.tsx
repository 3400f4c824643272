import type { ReactNode } from 'react'
import cards from './card-list.module.css'

export interface CardListProps<Item> {
  label: string
  items: readonly Item[]
  keyOf: (item: Item) => string
  /** The row of one item. */
  children: (item: Item) => ReactNode
}

/** Rows with a frame around them: channels, people, tokens, webhooks, mails. */
export function CardList<Item>({ label, items, keyOf, children }: CardListProps<Item>) {
  return (
    <ul className={cards.list} aria-label={label}>
      {items.map((item) => (
        <li key={keyOf(item)}>{children(item)}</li>
      ))}
    </ul>
  )
}

/** What a row is about: its name, and what else is known of it below. */
export function RowText({ name, children }: { name: ReactNode; children?: ReactNode }) {
  return (
    <span className={cards.what}>
      <span className={cards.name}>
        <bdi>{name}</bdi>
      </span>
      {children}
    </span>
  )
}
