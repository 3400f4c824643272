import { Alert, Button, Group, Input, Modal, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import {
  createSavedReply,
  updateSavedReply,
  type SavedReply,
} from '@throughline/protocol/saved-replies/saved-replies.ts'
import { unknownVariables } from '@throughline/protocol/saved-replies/variables.ts'
import { useId, useState } from 'react'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { isProblem } from '../../../session/problem-error.ts'
import { FormatBar } from '../../../thread/composer/editor/format-bar.tsx'
import { RichEditor, type RichField } from '../../../thread/composer/editor/rich-editor.tsx'
import { escapeHtml, htmlOf } from '../../../thread/composer/replies/fill-reply.ts'
import { savedRepliesQuery } from '../../../thread/composer/replies/replies-query.ts'
import { ChangedMeanwhile } from '../../../look/changed-meanwhile.tsx'
import { sentenceOf, tell } from '../../../look/tell.tsx'
import { useMay } from '../../../data/me/use-me.ts'
import { w } from './words/words.ts'
import { ConfirmDialog } from '../../../look/confirm-dialog.tsx'
import { refusedFields } from '../refused-fields.ts'
import classes from './reply-form.module.css'
import { SampleReply } from './sample-reply.tsx'
import { VariableMenu } from './variable-menu.tsx'

export function ReplyForm({ reply, onClose }: { reply: SavedReply | null; onClose: () => void }) {
  const queryClient = useQueryClient()
  const mayShare = useMay('replies.manage')
  const textLabel = useId()
  const [field, setField] = useState<RichField | null>(null)
  const [isLeaving, setIsLeaving] = useState(false)
  /** As it was last seen; `theirs`: what somebody else has made of it since it was opened. */
  const [seen, setSeen] = useState(reply)
  const [theirs, setTheirs] = useState<SavedReply | null>(null)
  const form = useForm({
    initialValues: valuesOf(reply, mayShare),
    validate: {
      name: (name) => (name.trim() === '' ? w.form.required : null),
      shortcut: (shortcut) =>
        shortcut === '' || /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u.test(shortcut) ? null : w.replies.shortcutWrong,
      text: textProblem,
    },
  })
  const saving = useMutation({
    mutationFn: ({ name, shortcut, text, html, shared }: typeof form.values) => {
      const body = { name: name.trim(), shortcut: shortcut || null, text, html: isPlain(html) ? '' : html, shared }
      if (!seen) return call(createSavedReply, { body })
      return call(updateSavedReply, { params: { id: seen.id }, body: { ...body, was: { updatedAt: seen.updatedAt } } })
    },
    onSuccess: async ({ name }) => {
      await queryClient.invalidateQueries({ queryKey: keys.savedReplies })
      tell(w.replies.saved(name))
      onClose()
    },
    onError: async (error) => {
      form.setErrors(refusedFields(error))
      if (!isProblem(error, 'conflict')) return
      const { items } = await queryClient.fetchQuery({ ...savedRepliesQuery, staleTime: 0 })
      const now = items.find(({ id }) => id === seen?.id) ?? null
      setSeen(now)
      setTheirs(now)
    },
  })
  const leave = () => (form.isDirty() ? setIsLeaving(true) : onClose())
  const hasFieldErrors = Object.keys(form.errors).length > 0
  return (
    <Modal opened onClose={leave} title={reply ? w.replies.editTitle : w.replies.addTitle} size="lg">
      <form onSubmit={form.onSubmit((values) => saving.mutate(values))} noValidate>
        <Stack>
          {theirs && (
            <ChangedMeanwhile
              theirs={[w.meanwhile.line(theirs.name, theirs.text)]}
              onTakeTheirs={() => {
                form.setValues(valuesOf(theirs, mayShare))
                setTheirs(null)
              }}
            />
          )}
          {saving.error && !theirs && !hasFieldErrors && (
            <Alert color="red" role="alert">
              {sentenceOf(saving.error)}
            </Alert>
          )}
          <Group grow align="flex-start">
            <TextInput {...form.getInputProps('name')} label={w.replies.name} maxLength={200} data-autofocus />
            <TextInput
              {...form.getInputProps('shortcut')}
              label={w.replies.shortcut}
              placeholder={w.common.optional}
              leftSection="/"
              title={w.replies.shortcutMore}
              maxLength={40}
            />
          </Group>
          <Input.Wrapper
            labelElement="div"
            label={w.replies.text}
            labelProps={{ id: textLabel }}
            error={form.errors.text}
          >
            <div className={classes.editor} data-invalid={form.errors.text ? true : undefined}>
              <RichEditor
                ref={setField}
                html={form.values.html}
                label={w.replies.text}
                placeholder=""
                onCaret={() => undefined}
                aria={{}}
                onChange={({ html, text }) => {
                  form.setFieldValue('html', html)
                  form.setFieldValue('text', text)
                }}
              />
              <div className={classes.bar}>
                {field && <FormatBar editor={field.editor} />}
                <VariableMenu
                  onPick={(name) => field?.replace(0, { text: `{{${name}}}`, html: escapeHtml(`{{${name}}}`) })}
                />
              </div>
            </div>
          </Input.Wrapper>
          <SampleReply text={form.values.text} />
          <Input.Wrapper
            labelElement="div"
            className={classes.whose}
            label={w.replies.whose}
            description={mayShare ? undefined : w.replies.onlyOwn}
          >
            <SegmentedControl
              aria-label={w.replies.whose}
              disabled={!mayShare}
              value={form.values.shared ? 'shared' : 'own'}
              onChange={(whose) => form.setFieldValue('shared', whose === 'shared')}
              data={[
                { value: 'shared', label: w.replies.shared },
                { value: 'own', label: w.replies.own },
              ]}
            />
          </Input.Wrapper>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={leave}>
              {w.common.cancel}
            </Button>
            <Button type="submit" loading={saving.isPending}>
              {w.common.save}
            </Button>
          </Group>
        </Stack>
      </form>
      {isLeaving && (
        <ConfirmDialog
          title={w.leave.title}
          more={w.leave.more}
          submit={w.leave.leave}
          cancel={w.leave.stay}
          isBusy={false}
          onConfirm={onClose}
          onClose={() => setIsLeaving(false)}
        />
      )}
    </Modal>
  )
}

function valuesOf(reply: SavedReply | null, mayShare: boolean) {
  return {
    name: reply?.name ?? '',
    shortcut: reply?.shortcut ?? '',
    text: reply?.text ?? '',
    html: reply ? reply.html || htmlOf(reply.text) : '',
    shared: reply ? reply.ownerId === null : mayShare,
  }
}

function textProblem(text: string): string | null {
  if (text.trim() === '') return w.replies.textMissing
  const unknown = unknownVariables(text)
  return unknown.length > 0 ? w.replies.unknown(unknown.map((name) => `{{${name}}}`).join(', ')) : null
}

/** Nothing but paragraphs and breaks: the plain text says as much. */
function isPlain(html: string): boolean {
  return !/<(?!\/?(?:p|br)\b)/.test(html)
}
