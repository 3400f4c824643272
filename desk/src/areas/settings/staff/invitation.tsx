import { Badge, Menu, Tooltip } from '@mantine/core'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getInvitationOffer, revokeInvitation } from '@throughline/protocol/staff/invitations.ts'
import { inviteStaff, type StaffMember } from '@throughline/protocol/staff/members.ts'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { useNow } from '../../../look/use-now.ts'
import { tell, tellProblem, tellRefusal } from '../../../look/tell.tsx'
import { language } from '../../../words/locale.ts'
import { fullTime } from '../../../words/times.ts'
import { say } from '../../../words/words.ts'
import { w } from './words/words.ts'

/** Whether mail can leave is looked at afresh: a channel may have been connected since. */
export const offerQuery = queryOptions({
  queryKey: keys.invitationOffer,
  queryFn: () => call(getInvitationOffer, {}),
  staleTime: 0,
})

/** What became of the mail, once for the one who asked for it. */
export function tellInvited({ email, invitation }: StaffMember, whenNot: string): void {
  if (invitation?.sentAt) return tell(w.staff.invitationSent(email))
  const { failure } = invitation ?? {}
  tellRefusal(`${whenNot} ${failure ? say(failure.sentence, failure.words) : ''}`.trim())
}

export function InvitationBadge({ member: { active, invitation } }: { member: StaffMember }) {
  const nowMs = useNow()
  if (!active || invitation === null) return null
  const { sentAt, expiresAt, failure } = invitation
  if (sentAt === null) {
    return (
      <Tooltip label={failure ? say(failure.sentence, failure.words) : w.staff.invitationFailed} multiline maw={320}>
        <Badge color="red" tabIndex={0}>
          {w.staff.notSent}
        </Badge>
      </Tooltip>
    )
  }
  if (Date.parse(expiresAt) <= nowMs) return <Badge color="gray">{w.staff.expired}</Badge>
  return (
    <Tooltip label={w.staff.validUntil(fullTime(expiresAt))}>
      <Badge color="blue" tabIndex={0}>
        {w.staff.invited}
      </Badge>
    </Tooltip>
  )
}

/** For a person who has nothing to sign in with yet. */
export function InvitationItems({ member, onGivePassword }: { member: StaffMember; onGivePassword: () => void }) {
  const queryClient = useQueryClient()
  const offer = useQuery(offerQuery)
  const onSettled = () => queryClient.invalidateQueries({ queryKey: keys.staff })
  const inviting = useMutation({
    mutationFn: () => call(inviteStaff, { params: { id: member.id }, body: { language: language() } }),
    onSuccess: (invited) => tellInvited(invited, w.staff.invitationFailed),
    onSettled,
    onError: tellProblem,
  })
  const revoking = useMutation({
    mutationFn: () => call(revokeInvitation, { params: { id: member.id } }),
    onSuccess: () => tell(w.staff.revoked(member.name)),
    onSettled,
    onError: tellProblem,
  })
  // They sign in by the company's provider: a password would open nothing.
  if (offer.data?.why === 'passwords_off') return null
  return (
    <>
      {offer.data?.from && (
        <Menu.Item onClick={() => inviting.mutate()} disabled={inviting.isPending}>
          {member.invitation ? w.staff.sendAgain : w.staff.sendInvitation}
        </Menu.Item>
      )}
      {member.invitation && <Menu.Item onClick={() => revoking.mutate()}>{w.staff.revoke}</Menu.Item>}
      <Menu.Item onClick={onGivePassword}>{w.staff.givePassword}</Menu.Item>
      <Menu.Divider />
    </>
  )
}
