-- rolling: from 0.1.0
-- Staff are also notified of answers that did not arrive. The code alone says which kinds there are.
alter table notifications drop constraint notifications_kind_check;
