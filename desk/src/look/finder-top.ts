/** How far below the edge a finder opens: on a phone at the top, since the keyboard takes the lower half. */
export const finderTop = 'clamp(8px, 100vw - 480px, 12vh)'
