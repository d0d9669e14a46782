// Readmission by DuckDB, one thread, in process: peer_readmission.js DB CSV-DIR
// RUNS. The same definition as share/measures/readmission-30d.sql, by window
// functions; times of day are local already. Prints milliseconds (the median),
// then numerator and denominator.
const { DuckDBInstance } = require('@duckdb/node-api');
const query = `
WITH stay AS (
  SELECT p.person, e.id, e.begun, e.ended, e.begun::DATE AS day, e.ended::DATE AS last,
    coalesce(d.transfer = 'yes', false) AS transfer,
    CASE WHEN e.ended IS NULL THEN 'still-in-hospital'
      WHEN d.readmission IS NOT NULL THEN d.readmission
      WHEN e.reason_code LIKE 'Z51.0%' OR e.reason_code LIKE 'Z51.11%' OR e.reason_code LIKE 'Z51.12%'
        OR e.reason_code LIKE 'Z50%' THEN 'treatment' END AS why,
    coalesce(e.priority = 'EL', false) OR coalesce(e.reason_code LIKE 'Z51.0%' OR e.reason_code LIKE 'Z51.11%'
      OR e.reason_code LIKE 'Z51.12%' OR e.reason_code LIKE 'Z50%' OR e.reason_code LIKE 'Z47%'
      OR e.reason_code LIKE 'Z48.2%', false) AS planned
  FROM encounter e JOIN patient p ON p.id = e.patient AND NOT coalesce(p.test, false)
  LEFT JOIN disposition d ON d.code = e.disposition
  WHERE e.class IN ('IMP', 'ACUTE') AND (e.status IS NULL OR e.status = 'finished')
), marked AS (
  SELECT *, coalesce(day > max(coalesce(last, day) + transfer::INT) OVER (PARTITION BY person ORDER BY begun, ended, id
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true) AS fresh FROM stay
), numbered AS (
  SELECT *, sum(fresh::INT) OVER (PARTITION BY person ORDER BY begun, ended, id) AS episode FROM marked
), episodes AS (
  SELECT person, min(day) AS day, arg_min(planned, begun) AS planned, max(coalesce(last, day)) AS last,
    arg_max(coalesce(why, ''), coalesce(ended, begun)) AS why
  FROM numbered GROUP BY person, episode
), next AS (
  SELECT *, lead(day) OVER w - last AS days, lead(planned) OVER w AS planned_next FROM episodes
  WINDOW w AS (PARTITION BY person ORDER BY day)
)
SELECT count(*) FILTER (WHERE days BETWEEN 1 AND 30 AND NOT planned_next) AS n, count(*) AS d FROM next WHERE why = ''
  AND last BETWEEN DATE '2016-01-01' AND DATE '2025-12-31'`;
(async () => {
  const [file, dir, runs] = process.argv.slice(2);
  const db = await (await DuckDBInstance.create(file, { threads: '1' })).connect();
  const have = await db.runAndReadAll("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'encounter'");
  if (!Number(have.getRows()[0][0])) {
    await db.run(`CREATE TABLE encounter AS SELECT * FROM read_csv('${dir}/encounter.csv', header = true, nullstr = '', columns = {id: 'BIGINT', patient: 'BIGINT', class: 'VARCHAR', status: 'VARCHAR', begun: 'TIMESTAMP', ended: 'TIMESTAMP', priority: 'VARCHAR', reason_code: 'VARCHAR', disposition: 'VARCHAR', organization: 'BIGINT'})`);
    await db.run(`CREATE TABLE patient AS SELECT * FROM read_csv('${dir}/patient.csv', header = true, nullstr = '', columns = {id: 'BIGINT', person: 'BIGINT', test: 'BOOLEAN'})`);
    await db.run(`CREATE TABLE disposition AS SELECT * FROM read_csv('${dir}/disposition.csv', header = true, nullstr = '', columns = {code: 'VARCHAR', transfer: 'VARCHAR', readmission: 'VARCHAR'})`);
  }
  const times = [];
  let row;
  for (let i = 0; i < Number(runs) + 1; i++) {
    const t = performance.now();
    row = (await db.runAndReadAll(query)).getRows()[0];
    if (i) times.push(performance.now() - t);
  }
  times.sort((a, b) => a - b);
  console.log(times[Math.floor(times.length / 2)].toFixed(3), String(row[0]), String(row[1]));
})();
