-- For the numbers that operators watch: messages that failed or were refused lately, without a walk through all.
create index deliveries_ended_badly on deliveries (updated_at) where state in ('failed', 'refused');
