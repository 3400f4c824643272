import { fillVariables, variableNames } from '@throughline/protocol/saved-replies/variables.ts'
import { Input } from '@mantine/core'
import { ReplyPreview } from '../../../thread/composer/replies/reply-preview.tsx'
import { variableValues } from '../../../thread/composer/replies/variable-values.ts'
import { useMe } from '../../../data/me/use-me.ts'
import { w } from './words/words.ts'
import classes from './reply-form.module.css'

/** The reply as Mara would read it; what only a real customer can fill in stands out. */
export function SampleReply({ text }: { text: string }) {
  const me = useMe()
  if (!variableNames.some((name) => text.includes(name)) && !text.includes('{{')) return null
  const values = variableValues({
    customer: { displayName: 'Mara Lindqvist', identities: [], attributes: {} },
    issue: { number: 12, subject: '…' },
    staffName: me.name,
    businessName: me.companyName,
  })
  const sample = { ...values, 'customer.email': 'mara@example.com', 'customer.phone': '+46 70 123 45 67' }
  return (
    <Input.Wrapper labelElement="div" label={w.replies.preview}>
      <div className={classes.sample}>
        <ReplyPreview text={fillVariables(text, sample).text} />
      </div>
    </Input.Wrapper>
  )
}
