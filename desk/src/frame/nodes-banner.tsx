import { useQuery } from '@tanstack/react-query'
import { listNodes } from '@throughline/protocol/nodes/nodes.ts'
import { call } from '../session/call.ts'
import { keys } from '../data/query-keys.ts'
import { say, w } from '../words/words.ts'
import classes from './connection-banner.module.css'
import { useMay } from '../data/me/use-me.ts'

const lookEveryMs = 30_000

/** For those who run the installation: a node with another file store, which would lose files. */
export function NodesBanner() {
  const mayKnow = useMay('operation.read')
  const { data } = useQuery({
    queryKey: keys.nodes,
    queryFn: () => call(listNodes, {}),
    enabled: mayKnow,
    refetchInterval: lookEveryMs,
    retry: false,
  })
  const problems = new Set(data?.items.flatMap(({ problem, words }) => (problem === null ? [] : [say(problem, words)])))
  return (
    <div role="status" className={classes.banner} hidden={problems.size === 0}>
      {problems.size > 0 && <strong>{w.nodes.title}</strong>}
      {[...problems].map((problem) => (
        <div key={problem}>{problem}</div>
      ))}
    </div>
  )
}
