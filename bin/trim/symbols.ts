import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'

/**
 * Ends a Linux program behind the last byte that is loaded: what linkers put there is for debuggers, a seventh of Node.
 * The file is replaced by a copy, because the program may be running. What is no program for 64 bits, little end first,
 * stays as it is. The form is that of elf(5).
 */
export function dropSymbols(file: string): void {
  const program = readFileSync(file)
  if (!program.subarray(0, 6).equals(Buffer.from('\x7fELF\x02\x01', 'latin1'))) return
  const end = loadedEnd(program)
  if (end >= program.length) return
  const kept = Buffer.from(program.subarray(0, end))
  // The table of sections lay behind it, too: e_shoff, e_shnum and e_shstrndx say that there is none.
  kept.writeBigUInt64LE(0n, 40)
  kept.writeUInt16LE(0, 60)
  kept.writeUInt16LE(0, 62)
  const copy = `${file}.${process.pid}`
  writeFileSync(copy, kept, { mode: statSync(file).mode })
  renameSync(copy, file)
}

/** The end of the last segment, by the table of them: e_phoff, e_phentsize, e_phnum. */
function loadedEnd(program: Buffer): number {
  const table = Number(program.readBigUInt64LE(32))
  const entrySize = program.readUInt16LE(54)
  const tableEnd = table + program.readUInt16LE(56) * entrySize
  let end = tableEnd
  for (let entry = table; entry < tableEnd; entry += entrySize) {
    const [offset, size] = [program.readBigUInt64LE(entry + 8), program.readBigUInt64LE(entry + 32)]
    end = Math.max(end, Number(offset + size))
  }
  return end
}
