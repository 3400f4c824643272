import { rmSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import type { Account } from './account.ts'
import { writePrivateFile } from './password.ts'

/** How the embedded server is run. Each line says why it differs from PostgreSQL's default. */
export function serverSettings(options: { fsync: boolean }): Record<string, string> {
  // Tests copy and drop databases all the time, and each time the whole cache is searched.
  const buffersMb = options.fsync ? sharedBuffersMb() : 64
  return {
    // Only we talk to it, through a socket in a folder that only its user can enter: no TCP at all.
    listen_addresses: '',
    // Relative to the cluster folder, which keeps the server's side of the path short however deep the folder is.
    unix_socket_directories: '.',
    unix_socket_permissions: '0600',
    // Several nodes with a pool each, jobs, and a person with a console; idle connections cost about 2 MB each.
    max_connections: '120',
    shared_buffers: `${buffersMb}MB`,
    // What the planner may assume to be cached by us and by the kernel together.
    effective_cache_size: `${buffersMb * 4}MB`,
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    // A message is acknowledged only when it is on the disk. Tests alone switch this off.
    fsync: options.fsync ? 'on' : 'off',
    synchronous_commit: options.fsync ? 'on' : 'off',
    full_page_writes: options.fsync ? 'on' : 'off',
    // Fewer checkpoints, spread wide: fewer full-page images in the log, no stalls while answering.
    checkpoint_timeout: '15min',
    max_wal_size: options.fsync ? '2GB' : '256MB',
    min_wal_size: '80MB',
    wal_compression: 'pglz',
    // There is no replica and no archive to feed; an operator who wants those brings a server of their own.
    wal_level: 'minimal',
    max_wal_senders: '0',
    // Our queries are short: compiling them costs more than it saves.
    jit: 'off',
    // Two cores answer many people: no one query takes both. (And /dev/shm is only 64 MB in containers.)
    max_parallel_workers_per_gather: '0',
    max_parallel_maintenance_workers: '0',
    // The disks of today are not spinning.
    random_page_cost: '1.1',
    effective_io_concurrency: '64',
    // Vacuum busy small tables (jobs, outbox) sooner and large ones before they grow by a tenth.
    autovacuum_max_workers: '2',
    autovacuum_naptime: '30s',
    autovacuum_vacuum_scale_factor: '0.1',
    autovacuum_analyze_scale_factor: '0.05',
    // Refused statements reach the caller, who logs them without the customer's words: no copy here.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    log_line_prefix: '',
    // A process title per statement is a system call that nobody reads.
    update_process_title: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // We make none; tests try how those of others are met.
    ...(options.fsync ? {} : { max_prepared_transactions: '8' }),
  }
}

/**
 * Written anew at each start, so that nothing that was put into the files of an older folder is obeyed: another
 * hba_file, a library, a command, an include. What else we set is on the command line, which files cannot change.
 */
export function writeSettingsFiles(clusterDir: string, account: Account | undefined): void {
  writePrivateFile(join(clusterDir, 'postgresql.conf'), settingsFile, account)
  rmSync(join(clusterDir, 'postgresql.auto.conf'), { force: true })
}

// What initdb finds out from the locale.
const settingsFile = `# Written by Throughline at each start.
default_text_search_config = 'pg_catalog.english'
`

/** The files and programs that the server may use, also when a settings file is changed while it runs. */
export function fixedPlaces(folder: string): Record<string, string> {
  return {
    data_directory: folder,
    config_file: `${folder}/postgresql.conf`,
    hba_file: `${folder}/pg_hba.conf`,
    ident_file: `${folder}/pg_ident.conf`,
    shared_preload_libraries: '',
    session_preload_libraries: '',
    local_preload_libraries: '',
    archive_mode: 'off',
    archive_command: '',
    restore_command: '',
    ssl: 'off',
    ssl_passphrase_command: '',
  }
}

// An eighth of the machine, within reason: the kernel caches the rest.
function sharedBuffersMb(): number {
  const limit = process.constrainedMemory()
  const bytes = limit > 0 ? Math.min(limit, totalmem()) : totalmem()
  return Math.min(512, Math.max(64, Math.floor(bytes / 8 / 2 ** 20)))
}
