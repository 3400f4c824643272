import { Anchor, Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { deleteToken, listTokens, type ApiToken } from '@throughline/protocol/staff/tokens.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { EmptyState } from '../../../look/empty-state.tsx'
import { Failure } from '../../../look/failure.tsx'
import { IconKey } from '../../../look/icons.ts'
import { LateSkeleton } from '../../../look/late-skeleton.tsx'
import { useNow } from '../../../look/use-now.ts'
import { nearTime } from '../../../words/times.ts'
import { w } from './words/words.ts'
import cards from '../card-list.module.css'
import { CardList, RowText } from '../card-list.tsx'
import { RemoveDialog } from '../remove-dialog.tsx'
import { SettingsHead } from '../settings-head.tsx'
import { ShownOnce } from '../shown-once.tsx'
import { AddToken } from './add-token.tsx'

type Token = z.infer<typeof ApiToken>

export function TokensPage() {
  const tokens = useQuery({ queryKey: keys.tokens, queryFn: () => call(listTokens, {}) })
  const [isAdding, { open, close }] = useDisclosure(false)
  const [made, setMade] = useState<{ name: string; token: string } | null>(null)
  if (tokens.isPending) return <LateSkeleton />
  if (tokens.isError) return <Failure error={tokens.error} onRetry={tokens.refetch} />
  return (
    <>
      <SettingsHead
        title={w.tokens.title}
        more={
          <>
            {w.tokens.more}{' '}
            <Anchor underline="always" href="/api/docs" target="_blank" rel="noopener" size="xs">
              {w.tokens.docs}
            </Anchor>
          </>
        }
        action={<Button onClick={open}>{w.tokens.add}</Button>}
      />
      {made && (
        <ShownOnce
          title={w.tokens.made(made.name)}
          value={made.token}
          more={w.tokens.shownOnce}
          onDone={() => setMade(null)}
        />
      )}
      {tokens.data.items.length === 0 ? (
        <EmptyState icon={<IconKey size={28} stroke={1.5} />} title={w.tokens.none}>
          {w.tokens.noneMore}
        </EmptyState>
      ) : (
        <CardList label={w.tokens.title} items={tokens.data.items} keyOf={({ id }) => id}>
          {(token) => <TokenRow token={token} />}
        </CardList>
      )}
      {isAdding && <AddToken onMade={setMade} onClose={close} />}
    </>
  )
}

function TokenRow({ token }: { token: Token }) {
  const queryClient = useQueryClient()
  const nowMs = useNow()
  const [isAsking, { open, close }] = useDisclosure(false)
  return (
    <div className={cards.row}>
      <RowText name={token.name}>
        {!token.works && <span className={cards.more}>{w.tokens.stopped(token.standsFor?.name ?? '')}</span>}
        <span className={cards.more}>
          {w.people.roleNames[token.role] ?? token.role} ·{' '}
          {token.createdBy && <>{w.tokens.madeBy(token.createdBy.name)} · </>}
          {token.standsFor && token.standsFor.id !== token.createdBy?.id && (
            <>{w.tokens.standsFor(token.standsFor.name)} · </>
          )}
          {w.tokens.lastUsed}: {near(token.lastUsedAt, nowMs)} · {w.tokens.expires}: {near(token.expiresAt, nowMs)}
        </span>
      </RowText>
      <Button variant="subtle" color="red" onClick={open}>
        {w.tokens.revoke}
      </Button>
      {isAsking && (
        <RemoveDialog
          title={w.tokens.revokeTitle(token.name)}
          more={w.tokens.revokeMore}
          submit={w.tokens.revokeSubmit}
          remove={() => call(deleteToken, { params: { id: token.id } })}
          onRemoved={() => queryClient.invalidateQueries({ queryKey: keys.tokens })}
          removed={w.tokens.revoked(token.name)}
          onClose={close}
        />
      )}
    </div>
  )
}

function near(time: string | null, nowMs: number): string {
  return time ? nearTime(time, nowMs) : w.common.never
}
