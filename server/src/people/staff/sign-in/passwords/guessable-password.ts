import { signInWords } from '@throughline/protocol/staff/sign-in-words.ts'
import type { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { AppError } from '../../../../lib/errors.ts'

/** Guesses that an attacker with lists and patterns needs at least: far more than the limits allow. */
const minGuesses = 1e6
/** The estimate takes more than linear time, and what is longer than this is not guessed by its pattern. */
const maxEstimatedLength = 64

const separators = /[\s@._-]+/g

let estimator: Promise<ZxcvbnFactory> | undefined

/** For a password that somebody chooses. */
export async function refuseGuessablePassword(password: string, knownWords: readonly string[]): Promise<void> {
  if (!(await isGuessable(password, knownWords))) return
  throw new AppError('guessable_password', signInWords.guessable_password())
}

/**
 * Whether a password is among the first that an attacker tries. Compares with common
 * passwords, keyboard rows, repetitions and years, and with words that everybody who attacks this account knows: the
 * product's name, the company's, the person's own. Demands no kinds of characters.
 */
export async function isGuessable(password: string, knownWords: readonly string[]): Promise<boolean> {
  estimator ??= makeEstimator()
  const words = ['throughline', ...knownWords].flatMap((word) => [
    word,
    word.replaceAll(separators, ''),
    ...word.split(separators),
  ])
  const longEnough = words.filter((word) => word.length >= 3)
  const { guesses } = (await estimator).check(password.slice(0, maxEstimatedLength), longEnough)
  return guesses < minGuesses
}

/** Its word lists take 8 MB of memory, for what happens a few times a year: loaded with the first use. */
async function makeEstimator(): Promise<ZxcvbnFactory> {
  const { ZxcvbnFactory } = await import('@zxcvbn-ts/core')
  const { adjacencyGraphs, dictionary } = await import('@zxcvbn-ts/language-common')
  return new ZxcvbnFactory({ dictionary: { ...dictionary }, graphs: adjacencyGraphs })
}
