import { render } from 'preact'
import { readLab } from './api/lab-api.ts'
import { LabPage } from './lab-page.tsx'
import './look/lab.css'
import { w } from './words.ts'

const root = document.querySelector('#root')!
try {
  const { people } = await readLab()
  render(<LabPage people={people} />, root)
} catch (error) {
  render(
    <p role="alert">
      {w.failed} {error instanceof Error ? error.message : String(error)}
    </p>,
    root,
  )
}
