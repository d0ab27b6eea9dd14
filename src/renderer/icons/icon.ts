/** Drawn in Tabler's manner: 24 units, one stroke of 1.75, round ends, the text's colour. */
export interface IconProps {
  readonly size?: number
  readonly className?: string
}

export const drawn = ({ size = 24, className }: IconProps) =>
  ({
    width: size,
    height: size,
    viewBox: '0 0 24 24',
    fill: 'none',
    stroke: 'currentColor',
    strokeWidth: 1.75,
    strokeLinecap: 'round',
    strokeLinejoin: 'round',
    className,
    'aria-hidden': true,
  }) as const
