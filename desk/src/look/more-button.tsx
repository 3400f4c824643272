import { Button } from '@mantine/core'
import { w } from '../words/words.ts'

export interface MoreButtonProps {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> }
}

export function MoreButton({ query }: MoreButtonProps) {
  if (!query.hasNextPage) return null
  return (
    <Button variant="default" mb="lg" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
      {w.common.loadMore}
    </Button>
  )
}
