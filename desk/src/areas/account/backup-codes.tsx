import { Button, CopyButton, Group } from '@mantine/core'
import { w } from './words/words.ts'
import classes from './account-page.module.css'

export function BackupCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  return (
    <div>
      <h2>{w.account.backupTitle}</h2>
      <p>{w.account.backupMore}</p>
      <ul className={classes.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group gap="xs">
        <Button onClick={onDone}>{w.account.backupKept}</Button>
        <CopyButton value={codes.join('\n')}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? w.common.copied : w.common.copy}
            </Button>
          )}
        </CopyButton>
      </Group>
    </div>
  )
}
