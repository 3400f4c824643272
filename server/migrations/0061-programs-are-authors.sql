-- What API tokens wrote and did was kept as if people had. A program is an author of its own kind: figures count people.
update entries set author_kind = 'program'
where author_kind = 'staff' and author_id in (select id::text from api_tokens);
