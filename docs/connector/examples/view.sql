create schema portal;
create table deaths (sfzh text, xm text, swrq date, swlb text);
insert into deaths values
  ('990102193603120011', '样例甲', '2026-03-18', '1'),
  ('990102194407200035', '样例丁', '2026-01-04', '1');
create index on deaths (sfzh);
create view portal.deaths as select sfzh, xm, swrq, swlb from deaths;
create role mianzheng_reader login password 'try-it-out' connection limit 4;
grant usage on schema portal to mianzheng_reader;
grant select on portal.deaths to mianzheng_reader;
