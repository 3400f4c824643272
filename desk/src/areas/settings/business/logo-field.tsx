import { Button, FileButton, Group } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { BusinessProfile, deleteLogo, maxLogoBytes, putLogo } from '@throughline/protocol/business/business.ts'
import { call, request, urlOf } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { IconBuildingStore } from '../../../look/icons.ts'
import { tell, tellProblem, tellRefusal } from '../../../look/tell.tsx'
import { w } from './words/words.ts'
import classes from './business-page.module.css'

export function LogoField({ logoUrl }: { logoUrl: string | null }) {
  const queryClient = useQueryClient()
  const setting = useMutation({
    mutationFn: async (file: File) => {
      const response = await request(urlOf(putLogo.path, {}), {
        method: putLogo.method,
        headers: { 'content-type': 'application/octet-stream' },
        body: file,
      })
      return BusinessProfile.parse(await response.json())
    },
    onSuccess: (business) => {
      queryClient.setQueryData(keys.business, business)
      tell(w.business.logoSaved)
    },
    onError: tellProblem,
  })
  const removing = useMutation({
    mutationFn: () => call(deleteLogo, {}),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: keys.business })
      tell(w.business.logoRemoved)
    },
    onError: tellProblem,
  })
  const choose = (file: File | null) => {
    if (file === null) return
    if (file.size > maxLogoBytes) tellRefusal(w.business.logoMore)
    else setting.mutate(file)
  }
  return (
    <div className={classes.logo}>
      <span className={classes.picture}>
        {logoUrl ? <img src={logoUrl} alt={w.business.logoAlt} /> : <IconBuildingStore size={28} stroke={1.25} />}
      </span>
      <div>
        <span className={classes.label}>{w.business.logo}</span>
        <p className={classes.more}>{w.business.logoMore}</p>
        <Group gap="xs">
          <FileButton onChange={choose} accept="image/png,image/jpeg,image/gif,image/webp">
            {(props) => (
              <Button variant="default" loading={setting.isPending} {...props}>
                {w.business.logoChoose}
              </Button>
            )}
          </FileButton>
          {logoUrl && (
            <Button variant="subtle" color="red" loading={removing.isPending} onClick={() => removing.mutate()}>
              {w.business.logoRemove}
            </Button>
          )}
        </Group>
      </div>
    </div>
  )
}
