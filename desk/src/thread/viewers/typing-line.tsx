import { w } from '../../words/words.ts'
import classes from './typing-line.module.css'
import { useCustomerTyping } from './use-customer-typing.ts'
import { useViewers } from './use-viewers.ts'

/** Right above the place to write: that somebody else is answering already, or that the customer is still writing. */
export function TypingLine({ customerId }: { customerId: string }) {
  const typing = useViewers(customerId).filter((viewer) => viewer.typing)
  const isCustomerTyping = useCustomerTyping(customerId)
  return (
    <div className={classes.line} role="status">
      {typing.length > 0
        ? w.thread.typing(typing.map((viewer) => viewer.name))
        : isCustomerTyping && w.thread.customerTyping}
    </div>
  )
}
