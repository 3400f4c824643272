/** People who embed the widget look into the console when it does not come. */
export function warn(sentence: string): void {
  // oxlint-disable-next-line no-console -- the one way to reach the site's developer
  console.warn(`Throughline chat: ${sentence}`)
}
