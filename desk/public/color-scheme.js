// Before the first paint, so that somebody who chose dark never sees a white flash. A file, because the page's policy
// allows no inline script.
;(function () {
  var chosen = null
  try {
    chosen = localStorage.getItem('throughline-color-scheme')
  } catch {
    // Storage may be switched off: then the system's choice is followed.
  }
  var dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
  document.documentElement.style.colorScheme = dark ? 'dark' : 'light'
})()
