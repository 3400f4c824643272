/** The issue whose thread is open, wherever that is: what commands are about. */
let inLightId: string | null = null

export function setIssueInLight(id: string | null): void {
  inLightId = id
}

export function issueInLight(): string | null {
  return inLightId
}
