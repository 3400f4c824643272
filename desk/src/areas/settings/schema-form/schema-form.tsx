import {
  Fieldset,
  NumberInput,
  PasswordInput,
  Select,
  Stack,
  Switch,
  TagsInput,
  Textarea,
  TextInput,
} from '@mantine/core'
import { fieldOfChannel, w } from '../../../words/words.ts'
import type { SchemaField } from './schema-fields.ts'
import type { SchemaValues } from './schema-values.ts'

/** A choice needs little room; its description takes what it likes. */
const narrow = { wrapper: { maxWidth: 240 } }

export interface SchemaFormProps {
  /** Of the channel, by which its fields are called. */
  channelKind: string
  fields: SchemaField[]
  values: SchemaValues
  /** What is wrong, by dotted path. */
  problems: Record<string, string>
  /** Which secrets hold a value already. */
  secretsSet: readonly string[]
  /** Which have to be written again, because a setting they belong to was changed. */
  secretsToGiveAgain: readonly string[]
  onChange: (path: string, value: unknown) => void
}

/** The fields of a channel's settings, drawn from its schema. */
export function SchemaForm(props: SchemaFormProps) {
  return (
    <Stack gap="md">
      {props.fields.map((field) =>
        field.kind === 'group' ? (
          <GroupField key={field.path} {...props} field={field} />
        ) : (
          <SingleField key={field.path} {...props} field={field} />
        ),
      )}
    </Stack>
  )
}

function GroupField({ field, ...props }: SchemaFormProps & { field: Extract<SchemaField, { kind: 'group' }> }) {
  const { channelKind, values, onChange } = props
  const { title, description } = fieldOfChannel(channelKind, field.path, field)
  const isUsed = !field.isOptional || values[field.path] === true
  return (
    <Fieldset legend={title} radius="md">
      <Stack gap="md">
        {field.isOptional ? (
          <Switch
            label={w.form.use(title)}
            description={description}
            checked={isUsed}
            onChange={(event) => onChange(field.path, event.currentTarget.checked)}
          />
        ) : (
          description && <span style={{ fontSize: 12, color: 'var(--ink-3)' }}>{description}</span>
        )}
        {isUsed && <SchemaForm {...props} fields={field.fields} />}
      </Stack>
    </Fieldset>
  )
}

function SingleField({ field, ...props }: SchemaFormProps & { field: SchemaField }) {
  const { channelKind, values, problems, secretsSet, secretsToGiveAgain, onChange } = props
  const { title, description } = fieldOfChannel(channelKind, field.path, field)
  const value = values[field.path]
  const set = (next: unknown) => onChange(field.path, next)
  const common = {
    label: title,
    description,
    error: problems[field.path],
    required: field.isRequired && field.kind !== 'secret',
    name: field.path,
  }
  const text = typeof value === 'string' ? value : ''
  switch (field.kind) {
    case 'text':
      return (
        <TextInput
          {...common}
          type={field.inputType}
          value={text}
          onChange={(event) => set(event.currentTarget.value)}
        />
      )
    case 'long-text':
      return (
        <Textarea
          {...common}
          autosize
          minRows={3}
          maxRows={12}
          value={text}
          onChange={(event) => set(event.currentTarget.value)}
        />
      )
    case 'secret': {
      const isSet = secretsSet.includes(field.path)
      const more = secretsToGiveAgain.includes(field.path) ? w.form.secretAgain : common.description
      return (
        <PasswordInput
          {...common}
          description={more}
          autoComplete="new-password"
          placeholder={isSet ? w.form.secretSet : w.form.secretEmpty}
          value={text}
          onChange={(event) => set(event.currentTarget.value)}
        />
      )
    }
    case 'number': {
      const limits = {
        ...(field.min === undefined ? {} : { min: field.min }),
        ...(field.max === undefined ? {} : { max: field.max }),
      }
      return (
        <NumberInput
          {...common}
          {...limits}
          styles={{ wrapper: { maxWidth: 160 } }}
          allowDecimal={false}
          value={typeof value === 'number' ? value : text}
          onChange={set}
        />
      )
    }
    case 'switch':
      return (
        <Switch
          label={common.label}
          description={common.description}
          error={problems[field.path]}
          name={field.path}
          checked={value === true}
          onChange={(event) => set(event.currentTarget.checked)}
        />
      )
    case 'tri-state':
      return (
        <Select
          {...common}
          styles={narrow}
          data={[
            { value: 'auto', label: w.form.auto },
            { value: 'yes', label: w.form.yes },
            { value: 'no', label: w.form.no },
          ]}
          value={value === true ? 'yes' : value === false ? 'no' : 'auto'}
          onChange={(choice) => set(choice === 'auto' ? null : choice === 'yes')}
        />
      )
    case 'choice': {
      const options = field.options.map((option) => ({ value: option, label: w.form.choices[option] ?? option }))
      return <Select {...common} styles={narrow} data={options} value={text || null} onChange={set} />
    }
    case 'list':
      return (
        <TagsInput
          {...common}
          placeholder={w.form.listHint}
          acceptValueOnBlur
          splitChars={[',', ';', ' ']}
          value={Array.isArray(value) ? value.map(String) : []}
          onChange={set}
        />
      )
    default:
      return (
        <Textarea
          {...common}
          autosize
          minRows={3}
          ff="monospace"
          value={text}
          onChange={(event) => set(event.currentTarget.value)}
        />
      )
  }
}
