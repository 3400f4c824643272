import { FileButton, Menu, UnstyledButton } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { deletePhoto, Photo, putPhoto } from '@throughline/protocol/staff/photo.ts'
import { useRef } from 'react'
import { keys } from '../../data/query-keys.ts'
import { useMe } from '../../data/me/use-me.ts'
import { PersonMark } from '../../look/person-mark.tsx'
import { tell, tellProblem, tellRefusal } from '../../look/tell.tsx'
import { call, request, urlOf } from '../../session/call.ts'
import classes from './account-page.module.css'
import { squarePhoto } from './square-photo.ts'
import { w } from './words/words.ts'

/** One's own photo, which is a button: choose another, or remove it. */
export function PhotoField() {
  const me = useMe()
  const queryClient = useQueryClient()
  const reset = useRef<() => void>(null)
  const changed = async () => {
    await Promise.all([keys.me, keys.staff].map((queryKey) => queryClient.invalidateQueries({ queryKey })))
  }
  const setting = useMutation({
    mutationFn: async (photo: Blob) => {
      const headers = { 'content-type': 'application/octet-stream' }
      const response = await request(urlOf(putPhoto.path, {}), { method: putPhoto.method, headers, body: photo })
      return Photo.parse(await response.json())
    },
    onSuccess: async () => {
      await changed()
      tell(w.account.photoSaved)
    },
    onError: tellProblem,
  })
  const removing = useMutation({
    mutationFn: () => call(deletePhoto, {}),
    onSuccess: async () => {
      await changed()
      tell(w.account.photoRemoved)
    },
    onError: tellProblem,
  })
  const choose = async (file: File | null) => {
    reset.current?.()
    if (file === null) return
    const photo = await squarePhoto(file).catch(() => null)
    if (photo === null) tellRefusal(w.account.noPhoto)
    else setting.mutate(photo)
  }
  return (
    <FileButton resetRef={reset} onChange={(file) => void choose(file)} accept="image/png,image/jpeg,image/webp">
      {(picker) => (
        <Menu position="bottom-start">
          <Menu.Target>
            <UnstyledButton className={classes.photo} aria-label={w.account.photo} disabled={setting.isPending}>
              <PersonMark name={me.name} photoUrl={me.photoUrl} size={48} />
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{w.account.photoMore}</Menu.Label>
            <Menu.Item onClick={picker.onClick}>{w.account.choosePhoto}</Menu.Item>
            {me.photoUrl !== null && (
              <Menu.Item color="red" onClick={() => removing.mutate()}>
                {w.account.removePhoto}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
    </FileButton>
  )
}
