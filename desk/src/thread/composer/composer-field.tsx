import { hasPicture } from './editor/picture-node.ts'
import { PlainEditor } from './editor/plain-editor.tsx'
import { RichEditor } from './editor/rich-editor.tsx'
import type { WritingFieldProps } from './editor/writing-field.ts'
import { FileList } from './files/file-list.tsx'
import classes from './composer.module.css'
import { htmlOf } from './replies/fill-reply.ts'
import type { Writing } from './use-writing.ts'

/** Where one writes, with the files that go along. */
export function ComposerField({ writing, fieldProps }: { writing: Writing; fieldProps: WritingFieldProps }) {
  const { draft, change, isNote, isRich, setPlain, setRich, files, write } = writing
  const removeAttachment = (id: string) =>
    change((current) => ({ attachments: current.attachments.filter((one) => one.id !== id) }))
  return (
    <div className={classes.field}>
      {isRich ? (
        <RichEditor ref={setRich} html={draft.html || htmlOf(draft.text)} onChange={write} {...fieldProps} />
      ) : (
        <PlainEditor
          ref={setPlain}
          value={isNote ? draft.note : draft.text}
          onChange={(text) => write(isNote ? { note: text } : { text, html: '' })}
          {...fieldProps}
        />
      )}
      {!isNote && (
        <FileList
          attachments={draft.attachments.filter(({ url }) => !hasPicture(draft.html, url))}
          uploads={files.uploads}
          onRemoveAttachment={removeAttachment}
          onRemoveUpload={files.remove}
          onRetry={files.retry}
        />
      )}
    </div>
  )
}
