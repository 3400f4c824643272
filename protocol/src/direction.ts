/** Embeddings, overrides and isolates: they make "gpj.exe" look like "exe.jpg". Marks (LRM, RLM, ALM) are harmless. */
const directionControls = /[\u202a-\u202e\u2066-\u2069]/g

/** For names of people, files and channels: whatever is shown after the name keeps its own direction. */
export function withoutDirectionControls(text: string): string {
  return text.replace(directionControls, '')
}
