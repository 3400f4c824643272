import { useState, type ClipboardEvent, type DragEvent } from 'react'

/** Files that are pasted into the text or dropped on it. */
export function useFileDrop(add: (files: Iterable<File>) => void) {
  const [isOver, setIsOver] = useState(false)
  const handlers = {
    onPasteCapture: (event: ClipboardEvent) => {
      if (event.clipboardData.files.length === 0) return
      event.preventDefault()
      event.stopPropagation()
      add(event.clipboardData.files)
    },
    onDragOver: (event: DragEvent) => {
      if (!hasFiles(event.dataTransfer)) return
      event.preventDefault()
      setIsOver(true)
    },
    onDragLeave: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget instanceof Node ? event.relatedTarget : null))
        setIsOver(false)
    },
    onDropCapture: (event: DragEvent) => {
      setIsOver(false)
      if (!hasFiles(event.dataTransfer)) return
      event.preventDefault()
      event.stopPropagation()
      add(event.dataTransfer.files)
    },
  }
  return { isOver, handlers }
}

function hasFiles(data: DataTransfer): boolean {
  return data.types.includes('Files')
}
