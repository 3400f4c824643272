/** Line drawings of 20 px, in the manner of the desk's. */
function drawing(path: string) {
  return function Icon({ size = 18 }: { size?: number }) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        stroke-width="1.7"
        stroke-linecap="round"
        stroke-linejoin="round"
        aria-hidden="true"
      >
        <path d={path} />
      </svg>
    )
  }
}

export const IconShop = drawing('M3 9l1.5-5h15L21 9M4 9v11h16V9M3 9h18M9 20v-6h6v6')
export const IconMail = drawing('M3 6h18v12H3zM3 7l9 6 9-6')
export const IconDesk = drawing('M4 4h16v12H4zM9 20h6M12 16v4')
export const IconStory = drawing('M5 4h11l3 3v13H5zM9 11l2 2 4-4M9 17h6')
export const IconCheck = drawing('M5 12l5 5L20 7')
export const IconApart = drawing('M14 4h6v6M20 4l-9 9M18 14v6H4V6h6')
export const IconBack = drawing('M15 5l-7 7 7 7')
export const IconClip = drawing(
  'M19 11l-7.5 7.5a4.5 4.5 0 0 1-6.4-6.4L13 4.3a3 3 0 0 1 4.3 4.3l-7.8 7.8a1.5 1.5 0 0 1-2.1-2.1L14 7.6',
)
