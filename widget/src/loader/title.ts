/** "(2) The shop": says in the tab that an answer waits, only while nobody looks at the page. */
export function createTitle() {
  let mark = ''
  let unread = 0
  function draw(): void {
    const own = document.title.startsWith(mark) ? document.title.slice(mark.length) : document.title
    mark = unread > 0 && document.hidden ? `(${unread}) ` : ''
    if (document.title !== mark + own) document.title = mark + own
  }
  document.addEventListener('visibilitychange', draw)
  return {
    count(now: number): void {
      unread = now
      draw()
    },
  }
}
