/**
 * The launcher and the edge of the frame, as they stand in the host's page. Handed to the loader, which stays small; what
 * is inside the frame has styles of its own.
 */
export const launcherLook = `
button, iframe { position: fixed; inset-inline-end: 20px; border: 0; padding: 0; margin: 0 }
[data-side=start] > * { inset-inline: 20px auto }
button {
  inset-block-end: calc(20px + env(safe-area-inset-bottom)); width: 56px; height: 56px; border-radius: 50%;
  background: var(--accent); color: var(--on-accent); cursor: pointer; font: 700 12px/20px system-ui, sans-serif;
  box-shadow: 0 2px 6px #0003, 0 8px 24px #0003; transition: transform .12s; -webkit-tap-highlight-color: transparent
}
button[hidden], span[hidden] { display: none }
button:hover { transform: scale(1.05) }
button:active { transform: scale(.97) }
button:focus-visible { outline: 3px solid #fff; box-shadow: 0 0 0 6px var(--accent), 0 8px 24px #0003 }
svg {
  position: absolute; inset: 14px; width: 28px; height: 28px; fill: none; stroke: currentColor; stroke-width: 2.2;
  stroke-linecap: round; stroke-linejoin: round; transition: opacity .12s, transform .12s
}
.talk { fill: currentColor; stroke-width: 1.5 }
.fold, .open .talk { opacity: 0; transform: scale(.6) }
.open .fold { opacity: 1; transform: none }
span {
  position: absolute; top: -3px; inset-inline-end: -3px; min-width: 20px; height: 20px; box-sizing: border-box;
  padding: 0 5px; border-radius: 10px; background: #d92d20; color: #fff; text-align: center
}
.open span { display: none }
iframe {
  inset-block-end: calc(88px + env(safe-area-inset-bottom)); width: 400px; max-width: calc(100vw - 40px);
  height: min(704px, calc(100vh - 108px)); border-radius: 16px; background: Canvas; color-scheme: light dark;
  box-shadow: 0 0 0 1px #8883, 0 12px 48px #0004; visibility: hidden; opacity: 0; transform: translateY(8px);
  transition: opacity .12s, transform .12s, visibility 0s .12s
}
.open iframe { visibility: visible; opacity: 1; transform: none; transition-delay: 0s }
@media (max-width: 520px), (max-height: 480px) {
  .open button { display: none }
  iframe, [data-side] > iframe {
    inset: 0; width: 100%; max-width: none; height: 100dvh; border-radius: 0; box-sizing: border-box;
    padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left)
  }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important } }
@media print { button, iframe { display: none } }
`
