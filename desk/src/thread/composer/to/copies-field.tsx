import { TagsInput } from '@mantine/core'
import { tellRefusal } from '../../../look/tell.tsx'
import { w } from '../../../words/words.ts'
import classes from './mail-fields.module.css'

interface CopiesFieldProps {
  label: string
  /** What it is called to somebody who does not see it. */
  name: string
  values: string[]
  onChange: (values: string[]) => void
}

/** Addresses as chips, each of which can be removed. */
export function CopiesField({ label, name, values, onChange }: CopiesFieldProps) {
  const set = (written: string[]) => {
    const wrong = written.find((value) => !/^[^\s@]+@[^\s@]+$/.test(value))
    if (wrong) tellRefusal(w.composer.ccWrong(wrong))
    onChange(written.filter((value) => value !== wrong))
  }
  return (
    <TagsInput
      className={classes.field}
      classNames={{ pillsList: classes.chips ?? '' }}
      variant="unstyled"
      aria-label={name}
      leftSection={<span className={classes.label}>{label}</span>}
      leftSectionWidth={64}
      placeholder={values.length === 0 ? w.composer.ccPlaceholder : ''}
      splitChars={[',', ';', ' ']}
      acceptValueOnBlur
      value={values}
      onChange={set}
    />
  )
}
