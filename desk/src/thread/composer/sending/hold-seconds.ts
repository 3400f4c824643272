import { useLocalStorage } from '@mantine/hooks'

/** For how long a message waits on the server, so that it can be taken back. 0: it leaves at once. */
export const holdChoices = [0, 5, 10, 30] as const
const usual = 5

/** Each person's own, on each device of theirs. */
export function useHoldSeconds(): [seconds: number, choose: (seconds: number) => void] {
  const [seconds, choose] = useLocalStorage<number>({
    key: 'throughline-hold-seconds',
    defaultValue: usual,
    getInitialValueInEffect: false,
  })
  return [holdChoices.find((choice) => choice === seconds) ?? usual, choose]
}
