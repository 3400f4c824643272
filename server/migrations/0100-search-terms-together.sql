-- rolling: yes
-- What is new goes into the index in one piece for some hundred entries: a term of each would rewrite a part of its list. A
-- search reads what waits once for each segment, so little waits (kB).
alter index entry_terms_by_term set (fastupdate = on, gin_pending_list_limit = 128);
