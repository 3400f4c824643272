/** A place to write, plain or rich: what the list of replies and names needs of it. */
export interface WritingField {
  focus: () => void
  /** Puts something where the caret is, in place of the last `length` characters before it. */
  replace: (length: number, value: { text: string; html: string }) => void
}

export interface WritingFieldProps {
  label: string
  placeholder: string
  /** Told the line before the caret, whenever that may have changed. */
  onCaret: (before: string) => void
  /** For a list that is steered from here. */
  aria: {
    'aria-controls'?: string
    'aria-activedescendant'?: string
    'aria-autocomplete'?: 'list'
  }
}
