#!/bin/bash
# t7103-sql.t - a query that could only find nothing is refused, one without end
# is stopped.
. "$(dirname "$0")/lib.sh"

test_expect_success 'a store' 'test_sim_store'
while read -r sql; do
	test_expect_success "never so, refused: $sql" - <<'X'
		test_expect_code 64 ch-sql "$sql" 2>err && test_grep "moment(\|idof(\|is a flag" err && ! grep -e 1987 -e 0123456789abcdee err
X
done <<'TABLE'
SELECT count(*) AS n FROM encounter WHERE at >= '1987-01-01'
SELECT count(*) AS n FROM encounter e WHERE e.at BETWEEN '1987' AND '2021'
SELECT 1 FROM encounter WHERE at NOT BETWEEN moment('1987') AND '1987-02'
SELECT 1 FROM encounter WHERE '1987' < at
SELECT 1 FROM encounter WHERE at IN ('1987-01-01', 'x')
SELECT 1 FROM encounter WHERE ("at") = '1987-01-01'
SELECT 1 FROM patient GROUP BY sex HAVING max(birth) > '1987'
SELECT 1 FROM encounter WHERE coalesce(until, at) >= date('now', '-1 year')
SELECT 1 FROM encounter WHERE date(at) >= '1987-01-01'
SELECT 1 FROM encounter WHERE strftime('%Y', at) = '1987'
SELECT 1 FROM encounter WHERE at LIKE '1987%'
SELECT * FROM (SELECT at AS t FROM encounter) WHERE t > '1987'
WITH x AS (SELECT max(at) AS t FROM encounter) SELECT * FROM x WHERE t <= '1987'
SELECT said(at) AS at FROM encounter WHERE at > '1987'
SELECT 1 FROM patient WHERE id = '0123456789abcdee'
SELECT 1 FROM task WHERE patient IN ('0123456789abcdee')
SELECT 1 FROM patient WHERE dead = 'true'
SELECT CASE at WHEN '1987' THEN 1 END AS x FROM encounter
SELECT sum(at /* when */ > '1987-01-01') AS n FROM encounter -- all
SELECT 1 FROM living_patient WHERE birth < '1987-01-01'
TABLE
while read -r sql; do
	test_expect_success "may be so, run: $sql" 'ch-sql "$sql" >out'
done <<'TABLE'
SELECT count(*) AS n FROM encounter WHERE at >= moment('1987-01-01')
SELECT 1 AS x FROM encounter WHERE day_of(at) BETWEEN day_of(moment('1987')) AND day_of(moment('2030'))
SELECT 1 AS x FROM v_encounter WHERE at >= '1987-01-01'
SELECT 1 AS x FROM encounter WHERE said(at) >= '1987' AND status = 'finished'
SELECT * FROM (SELECT said(at) AS at FROM encounter) WHERE at > '1987'
SELECT 1 AS x FROM patient WHERE hexid(id) = '0123456789abcdef' OR id = idof('0123456789abcdef')
SELECT 1 AS x FROM patient WHERE dead = 1 OR family IN ('at', 'birth')
SELECT 'at >= ''1987''' AS at
TABLE
test_expect_success 'a query without end is stopped, by its name; --limit-time says when' '
	test_expect_code 65 ch-sql --limit-time 1 "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) AS n FROM c" 2>err &&
	test_grep "ch-sql: stopped: .*1 second" err'
test_expect_success 'one that would fill the memory, too' '
	test_expect_code 65 ch-sql "WITH RECURSIVE c(x) AS (SELECT randomblob(1000000) UNION ALL SELECT randomblob(1000000) FROM c LIMIT 3000) SELECT x FROM c ORDER BY 1" >out 2>err &&
	test_grep "ch-sql: stopped: .*memory" err'
test_done
