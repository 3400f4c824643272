/**
 * Up to where the feed may be read: below every transaction that can still commit an event. Rows of transactions that
 * began later sort after what was read, and whatever is below has ended and is seen.
 *
 * The oldest transaction that runs anywhere in the cluster is always safe, and costs nothing. But it may be one of
 * another database, which can write nothing here: a report over night there would hold up our feed.
 */
export const clusterHorizon = 'pg_snapshot_xmin(pg_current_snapshot())'

/**
 * The same without transactions that are proven to be of another database; whatever is not proven counts. The proof is
 * `pg_locks`, which every role may read whole: a transaction holds its own id, and locks on tables of its database, both
 * under its virtual id, which no other transaction ever has. So it does not matter that the two are looked up after
 * the snapshot was taken, and what ended meanwhile just isn't proven. (`pg_stat_activity` would be simpler and proves
 * nothing: it reads a session's database and its transaction one after the other.) `…/0` is nobody's: a session
 * shows it while it ends a transaction. Prepared transactions have both locks as well.
 *
 * A transaction of ours that wrote before it reads has its id below the snapshot's end and not in its list.
 */
export const provenHorizon = `(
  select least(
    coalesce(min(running.id), pg_snapshot_xmax(pg_current_snapshot())),
    coalesce(pg_current_xact_id_if_assigned(), pg_snapshot_xmax(pg_current_snapshot())))
  from pg_snapshot_xip(pg_current_snapshot()) as running(id)
  where running.id::xid not in (
    select own.transactionid from pg_locks as own
    where own.locktype = 'transactionid' and own.mode = 'ExclusiveLock' and own.granted
      and own.virtualtransaction not like '%/0'
      and own.virtualtransaction in (
        select held.virtualtransaction from pg_locks as held
        where held.locktype = 'relation' and held.granted and held.database <> 0
        group by held.virtualtransaction
        having not bool_or(held.database = (select oid from pg_database where datname = current_database())))))`
