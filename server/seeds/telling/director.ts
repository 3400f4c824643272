import type { manualClock } from '../../src/lib/clock.ts'
import type { StoryTime } from './times.ts'

/** Says when something happens in a scene. */
export type At = (time: StoryTime, step: () => Promise<unknown>) => void

/** One matter of one or more people, from its beginning to where it stands now. */
export interface Scene {
  title: string
  tell(at: At): void
}

interface Step {
  scene: Scene
  at: Date
  take: () => Promise<unknown>
}

/**
 * Tells scenes as they happened beside each other: every step of all of them in the order of time, with the clock set
 * to when it happened. A scene whose own steps are out of order is a mistake of its author.
 */
export async function tell(scenes: readonly Scene[], clock: ReturnType<typeof manualClock>, end: Date): Promise<void> {
  const steps = scenes.flatMap((scene) => stepsOf(scene, end))
  for (const { scene, at, take } of steps.sort((a, b) => a.at.getTime() - b.at.getTime())) {
    clock.set(at)
    try {
      await take()
    } catch (error) {
      throw new Error(`The scene “${scene.title}” could not be told at ${at.toISOString()}.`, { cause: error })
    }
  }
  clock.set(end)
}

function stepsOf(scene: Scene, end: Date): Step[] {
  const steps: Step[] = []
  scene.tell((time, take) => {
    const at = time(end)
    const before = steps.at(-1)
    if (before && before.at >= at) throw new Error(`“${scene.title}” goes back in time at ${at.toISOString()}.`)
    steps.push({ scene, at, take })
  })
  return steps
}
