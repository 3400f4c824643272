import type { SVGProps } from 'react'

export interface IconProps extends Omit<SVGProps<SVGSVGElement>, 'stroke'> {
  size?: number | string
  /** How thick the lines are, on a canvas of 24. */
  stroke?: number
}

export type Icon = (props: IconProps) => React.ReactElement

/** An icon of lines on a canvas of 24, in the colour of the text around it. */
export function drawn(lines: string): Icon {
  return function DrawnIcon({ size = 24, stroke = 2, ...more }) {
    return (
      <svg
        xmlns="http://www.w3.org/2000/svg"
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth={stroke}
        strokeLinecap="round"
        strokeLinejoin="round"
        {...more}
      >
        <path d={lines} />
      </svg>
    )
  }
}
