import { createHost } from './host.ts'
import { offerApi } from './api.ts'
import { warn } from './warn.ts'

/**
 * The only code of ours that runs in the host's page. It loads nothing until the page is done, stores nothing until
 * the visitor acts, and never throws: a chat that fails must not take a shop with it.
 */
function start(): void {
  const script = document.currentScript ?? document.querySelector('script[data-channel][src*="/widget.js"]')
  if (!(script instanceof HTMLScriptElement) || !script.dataset.channel) {
    return warn('the script needs a data-channel attribute with the id of the chat channel.')
  }
  if (typeof window.Throughline === 'function' && 'open' in window.Throughline) return warn('it is on this page twice.')
  const host = createHost(script.dataset, script.dataset.channel, new URL(script.src).origin)
  offerApi(host)
  whenIdle(() => host.load())
}

function whenIdle(work: () => void): void {
  const soon = () => ('requestIdleCallback' in window ? requestIdleCallback(work, { timeout: 2000 }) : setTimeout(work))
  if (document.readyState === 'complete') soon()
  else addEventListener('load', soon)
}

try {
  start()
} catch (error) {
  warn(String(error))
}
