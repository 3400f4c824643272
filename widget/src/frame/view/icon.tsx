const paths = {
  send: 'M5 12h14M13 6l6 6-6 6',
  close: 'M6 6l12 12M18 6L6 18',
  attach: 'M19 11l-7.5 7.5a4.5 4.5 0 01-6.4-6.4L13 4.3a3 3 0 014.2 4.2l-7.8 7.9a1.5 1.5 0 01-2.1-2.2L14 7.5',
  emoji: 'M12 3a9 9 0 110 18 9 9 0 010-18zM9 10h.01M15 10h.01M8.5 14.5a4.5 4.5 0 007 0',
  file: 'M7 3h7l4 4v14H7zM14 3v4h4',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  down: 'M12 5v14M6 13l6 6 6-6',
} as const

export type IconName = keyof typeof paths

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}
