#!/bin/bash
# t1033-rule.t - rules: what is refused, what fires once, what is over, what is
# only counted; explained, simulated, logged; and what fails stops no other.
. "$(dirname "$0")/lib.sh"

# A tree of its own: of all that is installed no rules.
mkdir -p "$scratch/own/build" "$scratch/own/share/rules" && cp -rl "$build/bin" "$scratch/own/build" 2>/dev/null || cp -r "$build/bin" "$scratch/own/build"
for room in "$tree"/share/*; do [ "${room##*/}" = rules ] || ln -s "$room" "$scratch/own/share"; done
PATH=$scratch/own/build/bin:$PATH
mkdir -p site/rules site/sops site/cohorts && echo '# What to do' >site/sops/do.md
export CH_SHARE=$PWD/site
share() { rm -f site/rules/*; }
rule() { # rule NAME [HEADING-LINE...] <QUERIES
	local name=$1 line
	shift
	{ echo "-- rule: $name"; echo "-- title: A rule"; echo "-- version: 1"; echo "-- sop: do"
	for line; do echo "-- $line"; done; cat; } >"site/rules/$name.sql"
}
test_store --zone America/New_York
p() { printf '{"type":"patient","id":"%016x","family":"Aster"%s}\n' "0x$1" "${2-}"; }
visit() { # visit ID AT [STATUS] [PATIENT]
	printf '{"type":"appointment","id":"%016x","patient":"%016x","status":"%s","at":"%s"}\n' "0x$1" "0x${4-a1}" "${3-noshow}" "$2"
}
value() { # value ID AT VALUE
	printf '{"type":"observation","id":"%016x","patient":"00000000000000a1","status":"final","code":"x","at":"%s","value":%s}\n' "0x$1" "$2" "$3"
}
at() { export CH_NOW=$1; }
at 2026-11-02T09:00:00-05:00
{ p a1; p a2; } | ch-put - >log
cp hub.db fresh.db
fresh() { rm -f hub.db hub.db-* && cp fresh.db hub.db; }
missed='SELECT a.patient, a.id AS about, a.at, '"'It was missed'"' AS why
FROM heard_appointment a
WHERE
	-- it was missed
	a.status = '"'noshow'"'
	-- it was before now
	AND a.at <= $as_of;'
seen="
-- settled:
SELECT s.id, 'seen' AS why FROM standing s JOIN appointment a ON a.patient = s.patient
WHERE a.status = 'fulfilled' AND a.at > s.at;"
alert='do: alert {"level":"warning"}'

# ---- what is refused ----

while IFS='|' read -r what words heading query; do
	test_expect_success "check: $what" '
		share && rule x "$heading" "once: about" "reads: appointment" <<<"-- applies:
$query" && test_expect_code 65 ch-rule check x 2>err && test_grep "$words" err && test_grep "rules/x.sql" err'
done <<'TABLE'
a column that is gone|no such column|do: alert|SELECT patient, gone FROM heard_appointment;
two statements|one SQL statement|do: alert|SELECT id AS patient FROM patient; SELECT 2;
one that writes|reading|do: alert|DELETE FROM patient;
no patient|no column patient|do: alert|SELECT id AS about FROM heard_appointment;
a field that an alert does not have|field of what is made: dose|do: alert|SELECT patient, 1 AS dose FROM heard_appointment;
a parameter that nobody sets|a parameter other than|do: alert|SELECT patient FROM patient WHERE id = $who;
nothing that is made|do: makes an alert|do: toast|SELECT patient FROM patient;
fields that are no JSON|one JSON object|do: alert {level}|SELECT patient FROM patient;
a word that the field does not have|do: level|do: alert {"level":"loud"}|SELECT patient FROM patient;
an id of its own|does not have|do: alert {"id":"00000000000000ff"}|SELECT patient FROM patient;
TABLE
while IFS='|' read -r what words heading once; do
	test_expect_success "check: $what" '
		share && rule x "$alert" "$heading" ${once:+"$once"} <<<"-- applies:
SELECT id AS patient FROM patient;" && test_expect_code 65 ch-rule check x 2>err && test_grep "$words" err'
done <<'TABLE'
no once|once: is not said|note: none
once that is neither|once: about or patient|once: never
a window that is none|window: such as|window: soon|once: about
a type that nobody knows|reads: no type|reads: toast|once: about
a type that is about nobody|reads: no type|reads: organization|once: about
TABLE
test_expect_success 'check: an SOP that is not there; a pilot of what is for safety' '
	share && rule x "$alert" "once: about" "cohort: few" "safety: yes" <<<"-- applies:
SELECT id AS patient FROM patient;" && test_expect_code 65 ch-rule check x 2>err && test_grep "for everybody" err &&
	sed -i "s/^-- sop: do/-- sop: none/; /safety/d; /cohort/d" site/rules/x.sql &&
	test_expect_code 65 ch-rule check x 2>err && test_grep "sop: " err'

# ---- once ----

test_expect_success 'a rule fires once an occurrence, says why, and run again changes nothing' '
	share && fresh && rule missed "$alert" "to: role:nurse" "once: about" "reads: appointment" <<<"-- applies:
$missed$seen" && ch-rule check && { visit b1 2026-11-01T10:00:00-04:00; visit b2 2026-10-31T10:00:00-04:00 fulfilled; } | ch-put - >log &&
	ch-rule run >out && test_is 1 "$(wc -l <out)" &&
	test_is "new warning missed nurse It was missed appointment/00000000000000b1" \
		"$(jq -r "[.status, .level, .rule, .role, .why, .about] | join(\" \")" out)" &&
	now=$(everything) && ch-rule run >out && test_cmp empty out && ch-rule run missed >out && test_cmp empty out &&
	test_is "$now" "$(everything)" && test_is 1 "$(ch-get occurrence | jq .times)"'
test_expect_success 'what became true is in the journal with the rule that led to it' '
	test_is rule/missed "$(ch-get journal | jq -r "select(.record_type == \"alert\" or (.record // \"\" | startswith(\"alert/\"))).cause")"'
test_expect_success 'settled: the alert is resolved with the reason, in the same transaction' '
	visit b3 2026-11-02T08:00:00-05:00 fulfilled | ch-put - >log && ch-rule run >out &&
	test_is "resolved seen" "$(jq -r "[.status, .reason] | join(\" \")" out)" &&
	test_is "settled seen" "$(ch-get occurrence | jq -r "[.status, .reason] | join(\" \")")" &&
	now=$(everything) && ch-rule run && test_is "$now" "$(everything)"'
test_expect_success 'what would be settled at once does not fire' '
	{ visit b4 2026-11-01T11:00:00-04:00; visit b5 2026-11-01T12:00:00-04:00 fulfilled; } | ch-put - >log &&
	ch-rule run >out && test_cmp empty out && test_is 1 "$(count alert)"'
test_expect_success '-n prints the same, and writes nothing' '
	fresh && visit b1 2026-11-01T10:00:00-04:00 | ch-put - >log && now=$(everything) && ch-rule run -n >out &&
	test_is 1 "$(wc -l <out)" && test_is "$now" "$(everything)" && test_is 0 "$(sqlite3 hub.db "SELECT count(*) FROM attempt")" &&
	ch-rule run >again && test_is "$(jq .id out)" "$(jq .id again)"'
test_expect_success 'older than the window: counted and said, not fired; said once' '
	fresh && { visit b1 2026-10-20T10:00:00-04:00; visit b2 2019-10-20T10:00:00-04:00; visit b3 2026-10-26T10:00:00-04:00; } | ch-put - >log &&
	ch-rule run >out 2>err && test_is 1 "$(wc -l <out)" && test_grep "older than its window 2" err &&
	ch-rule run 2>err >out && test_cmp empty err && test_is 2 "$(ch-rule log | jq -s "map(.late) | max")"'
test_expect_success 'what lies ahead waits until then' '
	fresh && visit b1 2026-11-02T10:00:00-05:00 | ch-put - >log && ch-rule run >out && test_cmp empty out &&
	at 2026-11-02T10:00:00-05:00 && ch-rule run missed >out && test_is 1 "$(wc -l <out)"'
at 2026-11-02T09:00:00-05:00
test_expect_success 'news: what changed is seen, as what is new; after an undo all is looked at' '
	fresh && visit b1 2026-11-01T10:00:00-04:00 booked | ch-put - >log && ch-rule run >out && test_cmp empty out &&
	visit b1 2026-11-01T10:00:00-04:00 | ch-put - >log && ch-rule run >out && test_is 1 "$(wc -l <out)" &&
	echo "{\"resourceType\":\"Patient\",\"id\":\"q\"}" >f && ch-import fhir --source s f >b && ch-rule run && ch-import undo -q "$(jq -r .id b)" 2>log &&
	sqlite3 hub.db "SELECT whole FROM attempt ORDER BY seq DESC LIMIT 1" >was && at 2026-11-02T09:05:00-05:00 && ch-rule run &&
	test_is 1 "$(sqlite3 hub.db "SELECT whole > $(cat was) FROM attempt ORDER BY seq DESC LIMIT 1")"'
at 2026-11-02T09:00:00-05:00

# ---- episodes ----

high='SELECT o.patient, o.id AS about, o.at FROM heard_observation o WHERE o.code = '"'x'"' AND o.value > 10
AND NOT EXISTS (SELECT 1 FROM observation n WHERE n.patient = o.patient AND n.code = o.code AND n.at > o.at);'
low="
-- settled:
SELECT s.id, 'normal' AS why FROM standing s JOIN observation o ON o.patient = s.patient
WHERE o.code = 'x' AND o.value <= 10 AND o.at > s.seen;"
episodes() { ch-get occurrence | jq -r '[.status, .times] | join(" ")' | sort | paste -sd, -; }
test_expect_success 'a value that stays high is one alert, seen again; normal, it is over; high again, another' '
	share && fresh && rule high "$alert" "once: patient" "reads: observation" <<<"-- applies:
$high$low" && value c1 2026-11-02T06:00:00-05:00 11 | ch-put - >log && ch-rule run >out && test_is 1 "$(wc -l <out)" &&
	value c2 2026-11-02T06:30:00-05:00 12 | ch-put - >log && ch-rule run >out && test_cmp empty out && test_is "open 2" "$(episodes)" &&
	value c3 2026-11-02T07:00:00-05:00 9 | ch-put - >log && ch-rule run >out && test_is resolved "$(jq -r .status out)" &&
	value c4 2026-11-02T08:00:00-05:00 13 | ch-put - >log && ch-rule run >out && test_is new "$(jq -r .status out)" &&
	test_is "open 1,settled 2" "$(episodes)"'
test_expect_success 'out of order: an old high value behind a newer normal one raises nothing' '
	fresh && value c1 2026-11-02T08:00:00-05:00 9 | ch-put - >log && ch-rule run && value c2 2026-11-02T07:00:00-05:00 12 | ch-put - >log &&
	ch-rule run >out && test_cmp empty out'
test_expect_success 'calm: a value that flaps is one alert at its start, over once, when it was calm for so long' '
	sed -i "s/^-- once/-- calm: 1h\n&/" site/rules/high.sql && fresh && ch-rule check &&
	for m in $(seq 10 59); do
		value "c$m" "2026-11-02T06:$m:00-05:00" $((8 + m % 2 * 4)) | ch-put - >log &&
		CH_NOW=2026-11-02T06:$m:30-05:00 ch-rule run || return 1
	done >out && test_is 1 "$(wc -l <out)" && test_is "open 25" "$(episodes)" &&
	at 2026-11-02T07:30:00-05:00 && value d1 2026-11-02T07:00:00-05:00 8 | ch-put - >log && ch-rule run >out && test_cmp empty out &&
	at 2026-11-02T08:00:00-05:00 && ch-rule run >out && test_is resolved "$(jq -r .status out)" && test_is "settled 25" "$(episodes)"'
at 2026-11-02T09:00:00-05:00

# ---- what is taken back ----

lab() { # lab VALUE STATUS: always of the same time
	printf '{"type":"observation","id":"00000000000000c1","patient":"00000000000000a1","status":"%s","code":"x","at":"2026-11-02T08:00:00-05:00","value":%s}\n' "$2" "$1" | ch-put - >log
}
limit='SELECT o.patient, o.id AS about, o.at FROM heard_observation o WHERE o.value > 10 AND o.status = '"'final'"';
-- settled:
SELECT s.id, '"'corrected'"' AS why FROM standing s JOIN observation o ON o.id = s.about WHERE o.value <= 10;'
withdrawn() { # withdrawn REASON: that alert is over, and another is new
	ch-rule run >out && test_is "new" "$(jq -r .status out)" && test_is "resolved $1" "$(ch-get alert --where status=resolved | jq -r '[.status, .reason] | join(" ")')" &&
	ch-rule run >out && ch-rule run limit >>out && test_cmp empty out && test_is 2 "$(count alert)"
}
test_expect_success 'a void, a correction or a death that is taken back: it is noticed again, once' '
	share && fresh && rule limit "$alert" "once: about" "reads: observation" "tell: corrected" <<<"-- applies:
$limit" && lab 11 final && ch-rule run -q && cp hub.db was.db && lab 11 entered-in-error && ch-rule run -q && lab 11 final && withdrawn voided &&
	rm -f hub.db-* && cp was.db hub.db && lab 9 final && ch-rule run -q && lab 12 final && withdrawn corrected &&
	rm -f hub.db-* && cp was.db hub.db && p a1 ",\"died\":\"2026-11-02\"" | ch-put - >log && ch-rule run -q && p a1 ",\"died\":null" | ch-put - >log && withdrawn died'
test_expect_success 'for another reason it is over: the same of the same time is no other one' '
	fresh && sed -i "/^-- tell/d" site/rules/limit.sql && lab 11 final && ch-rule run -q && lab 9 final && ch-rule run -q && lab 12 final && ch-rule run >out && test_cmp empty out'
test_expect_success 'who is found to be the same person has one, which goes on' '
	share && fresh && rule missed "$alert" "once: patient" "reads: appointment" <<<"-- applies:
$missed" && visit b1 2026-11-01T10:00:00-04:00 noshow a2 | ch-put - >log && ch-rule run -q && p a2 ",\"person\":\"00000000000000a1\"" | ch-put - >log &&
	ch-rule run >out && ch-rule run missed >>out && test_cmp empty out && visit b2 2026-11-01T11:00:00-04:00 | ch-put - >log && ch-rule run >out && test_cmp empty out &&
	test_is "1 2" "$(ch-get occurrence | jq -s -r "[length, .[0].times] | join(\" \")")"'
test_expect_success 'a test patient who is none: what was heard of them before counts' '
	share && rule missed "$alert" "once: about" "reads: appointment" <<<"-- applies:
$missed" && { (unset CH_NOW && export CH_STORE=$PWD/real.db && ch-store init --zone America/New_York && { p a1 ",\"test\":true"; visit b1 "$(date -d "-1 hour" +%FT%T%:z)"; } | ch-put - >log && ch-rule run >out &&
	test_cmp empty out && p a1 ",\"test\":false" | ch-put - >log && ch-rule run >out && test_is 1 "$(wc -l <out)"); }'

# ---- whom it is for ----

test_expect_success 'a pilot: its people are noticed, the others only compared' '
	share && fresh && printf "%s\n" "-- cohort: few" "-- title: Few" "-- version: 1" "SELECT id AS patient FROM patient WHERE id = 161" >site/cohorts/few.sql &&
	rule missed "$alert" "once: about" "reads: appointment" "cohort: few" <<<"-- applies:
$missed$seen" && { visit b1 2026-11-01T10:00:00-04:00; visit b2 2026-11-01T10:00:00-04:00 noshow a2; } | ch-put - >log &&
	ch-rule run >out && test_is 1 "$(wc -l <out)" && test_is 1 "$(ch-get occurrence | jq "select(.compared)" | jq -s length)" &&
	now=$(everything) && ch-rule run && test_is "$now" "$(everything)" && test_is 1 "$(ch-rule log | jq -s "map(.compared) | add")"'
test_expect_success 'a pilot may stand on code sets, and is checked and held to a budget as the rule is' '
	share && fresh && rule missed "$alert" "once: about" "reads: appointment" "cohort: diabetes" "budget: 1" <<<"-- applies:
$missed" && ch-rule check && visit b1 2026-11-01T10:00:00-04:00 | ch-put - >log && ch-rule run >out && test_cmp empty out && test_is 1 "$(ch-get occurrence | jq "select(.compared)" | jq -s length)" &&
	ch-rule explain missed 00000000000000a1 >out && test_grep "outside the pilot" out && sed -i "s/cohort: diabetes/cohort: few/" site/rules/missed.sql &&
	printf "%s\n" "-- cohort: few" "-- title: Few" "-- version: 1" "SELECT gone AS patient FROM patient" >site/cohorts/few.sql && test_expect_code 65 ch-rule check 2>err && test_grep "cohorts/few.sql" err &&
	printf "%s\n" "-- cohort: few" "-- title: Few" "-- version: 1" "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS patient FROM n WHERE i < 0" >site/cohorts/few.sql &&
	test_expect_code 65 ch-rule run 2>err && test_grep "longer than its budget" err'
test_expect_success 'who died: nothing more is raised, and what waits is over' '
	share && fresh && rule missed "$alert" "once: about" "reads: appointment" <<<"-- applies:
$missed$seen" && visit b1 2026-11-01T10:00:00-04:00 | ch-put - >log && ch-rule run >out && test_is 1 "$(wc -l <out)" &&
	p a1 ",\"died\":\"2026-11-02\"" | ch-put - >log && visit b2 2026-11-01T11:00:00-04:00 | ch-put - >log &&
	ch-rule run >out && test_is "resolved died" "$(jq -r "[.status, .reason] | join(\" \")" out)"'
test_expect_success 'a record that is taken back: what it led to is, too' '
	fresh && visit b1 2026-11-01T10:00:00-04:00 | ch-put - >log && ch-rule run && visit b1 2026-11-01T10:00:00-04:00 entered-in-error | ch-put - >log &&
	ch-rule run >out && test_is "resolved voided" "$(jq -r "[.status, .reason] | join(\" \")" out)"'
test_expect_success 'a patient of another store is left out, by the file, without a value' '
	share && fresh && rule odd "$alert" "once: about" <<<"-- applies:
SELECT 99 AS patient, 99 AS about;" && test_expect_code 65 ch-rule run 2>err && test_grep "odd: left out" err && ! grep -q 99 err &&
	test_is 0 "$(count alert)" && test_is refused "$(ch-rule log | jq -r .outcome)"'

# ---- what else is made ----

test_expect_success 'task, referral, need and note, from what the file and the query say' '
	share && fresh && visit b1 2026-11-01T10:00:00-04:00 | ch-put - >log &&
	for type in task referral need note; do
		to="to: role:chw" && case $type in need | note) to="note: nobody'"'"'s" ;; esac &&
		rule "r-$type" "do: $type {\"title\":\"Do it\"}" "$to" "once: about" "reads: appointment" <<<"-- applies:
$missed" || return 1
	done && ch-rule run >out && test_is "need note referral task" "$(jq -r .type out | sort | paste -sd" " -)" &&
	test_is "requested chw routine" "$(ch-get task | jq -r "[.status, .role, .priority] | join(\" \")")" &&
	test_is "active created chw" "$(ch-get referral | jq -r "[.status, .stage, .role] | join(\" \")")" &&
	ch-rule run >out && test_cmp empty out && visit b1 2026-11-01T10:00:00-04:00 entered-in-error | ch-put - >log && ch-rule run >out &&
	test_is "cancelled voided" "$(ch-get task | jq -r "[.status, .reason] | join(\" \")")" &&
	test_is "revoked cancelled" "$(ch-get referral | jq -r "[.status, .stage] | join(\" \")")" && test_is resolved "$(ch-get need | jq -r .status)"'
test_expect_success 'work that somebody has begun is theirs to end' '
	fresh && visit b1 2026-11-01T10:00:00-04:00 | ch-put - >log && ch-rule run >out && ch-task start "$(ch-get task | jq -r .id)" >log &&
	visit b1 2026-11-01T10:00:00-04:00 entered-in-error | ch-put - >log && ch-rule run >out && test_is in-progress "$(ch-get task | jq -r .status)"'
test_expect_success 'a message to the patient: in their words, by their channel; not to who wants none' '
	share && fresh && { echo "{\"type\":\"contact\",\"id\":\"00000000000000f1\",\"patient\":\"00000000000000a1\",\"system\":\"phone\",\"use\":\"mobile\",\"value\":\"555-0100\"}"
	echo "{\"type\":\"preference\",\"id\":\"00000000000000f2\",\"patient\":\"00000000000000a2\",\"kind\":\"channel\",\"value\":\"none\"}"
	visit b1 2026-11-01T10:00:00-04:00; visit b2 2026-11-01T10:00:00-04:00 noshow a2; } | ch-put - >log &&
	rule nudge "do: notice {\"text_name\":\"follow-up\"}" "once: about" "reads: appointment" <<<"-- applies:
$missed" && ch-rule run >out && test_is "nudge sms scheduled 555-0100" "$(jq -r "[.kind, .channel, .status, .address] | join(\" \")" out)" &&
	test_is true "$(jq ".body | length > 10" out)" && ch-rule run >out && test_cmp empty out'
test_expect_success 'a plan, from a template, once' '
	share && fresh && visit b1 2026-11-01T10:00:00-04:00 | ch-put - >log &&
	rule plan "do: plan {\"template\":\"hypertension\"}" "once: patient" "reads: appointment" <<<"-- applies:
$missed" && ch-rule run >out && test_is 1 "$(count plan)" && test_atleast 1 "$(count activity)" && ch-rule run && test_is 1 "$(count plan)"'

# ---- what fails ----

test_expect_success 'one that fails, and one that never ends, stop no other; status says so; cron hears it once' '
	share && fresh && visit b1 2026-11-01T10:00:00-04:00 | ch-put - >log && rule missed "$alert" "once: about" "reads: appointment" <<<"-- applies:
$missed" && rule broken "$alert" "once: about" <<<"-- applies:
SELECT patient FROM nowhere;" && rule endless "$alert" "once: about" "budget: 1" <<<"-- applies:
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS patient FROM n WHERE i < 0;" &&
	test_expect_code 65 ch-rule run >out 2>err && test_is 1 "$(wc -l <out)" && test_grep "rules/broken.sql" err && test_grep "rules/endless.sql" err &&
	ch-rule run >out 2>err && test_cmp empty out && test_cmp empty err && ch-status >out &&
	test_is "broken endless" "$(jq -r "select(.what == \"rule\" and .look and (.words | startswith(\"fails\"))).name" out | sort | paste -sd" " -)" &&
	test_is 2 "$(ch-rule log broken | jq .times)" && ch-rule log broken -o table >out && test_grep "failed" out'
test_expect_success 'mended, it runs; the change is in the journal with both hashes' '
	rule broken "$alert" "once: about" <<<"-- applies:
SELECT id AS patient FROM patient WHERE id = 161;" && rm site/rules/endless.sql && ch-rule run >out 2>err && test_is 1 "$(wc -l <out)" &&
	test_is "rules/broken" "$(ch-get journal | jq -r "select(.action == \"rule\").cause")" &&
	test_is 2 "$(ch-get journal | jq -r "select(.action == \"rule\").fields.hash | length")" && ch-audit verify >out'
test_expect_success 'off: a site that has no use for a rule; not one for safety' '
	share && fresh && visit b1 2026-11-01T10:00:00-04:00 | ch-put - >log && rule missed "$alert" "once: about" "reads: appointment" "status: off" <<<"-- applies:
$missed" && ch-rule run >out && test_cmp empty out && test_is retired "$(ch-rule list | jq -r .status)" &&
	sed -i "s/^-- once/-- safety: yes\n&/" site/rules/missed.sql && test_expect_code 65 ch-rule check 2>err && test_grep "for safety is on" err'
test_expect_success 'every: not before its time, unless it is named; a clock that was set back does not silence it' '
	share && fresh && rule daily "$alert" "once: patient" "every: 1d" <<<"-- applies:
SELECT id AS patient FROM patient WHERE id = 161;" && ch-rule run >out && test_is 1 "$(wc -l <out)" &&
	p a1 | ch-put - >log && at 2026-11-02T10:00:00-05:00 && ch-rule run && test_is 1 "$(ch-rule log | jq .times)" && ch-rule run daily &&
	test_is 2 "$(ch-rule log | jq -s "map(.times) | add")" && at 2026-11-03T11:00:00-05:00 && ch-rule run && test_is 3 "$(ch-rule log | jq -s "map(.times) | add")"'
at 2026-11-02T09:00:00-05:00

test_expect_success 'what could not be made is tried again: nothing is lost by a template that was broken' '
	share && fresh && mkdir -p site/plans && echo "{" >site/plans/mine.json && rule plan "do: plan {\"template\":\"mine\"}" "once: about" "reads: appointment" <<<"-- applies:
$missed" && ch-rule run && visit b1 2026-11-01T10:00:00-04:00 | ch-put - >log && test_expect_code 65 ch-rule run 2>err && test_grep "left out" err &&
	sed "s/\"template\": \"hypertension\"/\"template\": \"mine\"/" "$tree/share/plans/hypertension.json" >site/plans/mine.json && at 2026-11-02T09:05:00-05:00 && ch-rule run -q && test_is 1 "$(count plan)" &&
	rm -r site/plans && at 2026-11-02T09:00:00-05:00'
test_expect_success 'status: what a rule noticed that is gone, or off, and is open; one that is not run in its time' '
	left() { ch-status >out && test_is "$1" "$(jq -r "select(.what == \"rule\") | [.name, .words, .count // \"\"] | join(\" \")" out | sort | paste -sd, -)"; } &&
	share && fresh && visit b1 2026-11-01T10:00:00-04:00 | ch-put - >log && for name in going other; do
		rule $name "$alert" "once: about" "reads: appointment" <<<"-- applies:
$missed" || return 1
	done && ch-rule run -q && left "" && mv site/rules/going.sql going && left "going is run no more, and what it made waits 1" &&
	sed "s/^-- once/-- status: off\n&/" going >site/rules/going.sql && left "going is run no more, and what it made waits 1" &&
	ch-alert list --rule going | jq -r .id | ch-alert resolve --reason gone - >log && mv going site/rules/going.sql && at 2026-11-02T11:00:00-05:00 && ch-rule run -q other &&
	left "going was not run in its time: ch-rule run " && ch-rule run -q && left "" && echo "-- off" >site/rules/other.sql &&
	test_expect_code 65 ch-rule run -q 2>err && rm site/rules/other.sql && ch-status >out && test_no_grep "fails" out'
at 2026-11-02T09:00:00-05:00

# ---- why, and what would be ----

test_expect_success 'explain: part by part, in the words of the file, with the records' '
	share && fresh && rule missed "$alert" "once: about" "reads: appointment" <<<"-- applies:
$missed$seen" && { visit b1 2026-11-01T10:00:00-04:00; visit b2 2026-11-01T11:00:00-04:00 booked; } | ch-put - >log &&
	ch-rule explain missed 00000000000000a1 >out && test_is "2 1 1" "$(jq -r "select(.query == \"applies\").left" out | paste -sd" " -)" &&
	test_grep "it was missed" out && test_grep "a run fires now" out && ch-rule run >log && ch-rule explain missed 00000000000000a1 >out &&
	test_grep "it fired" out && ch-rule explain missed 00000000000000a2 >out && test_grep "does not fire" out &&
	ch-get appointment | head -n 1 | ch-rule explain missed - >out && test_grep "it fired" out &&
	test_expect_code 66 ch-rule explain none 00000000000000a1 2>err'
test_expect_success 'explain: DISTINCT; an OR beside an AND is one part; the least of nothing is nothing' '
	rule odd "$alert" "once: about" "reads: appointment" <<<"-- applies:
SELECT DISTINCT a.patient, min(a.id) AS about, a.at FROM heard_appointment a WHERE a.status = '"'booked'"' OR a.at > 0 AND a.status = '"'gone'"';" &&
	ch-rule explain odd 00000000000000a1 >out && test_is "1 1" "$(jq -r "select(.query == \"applies\").left" out | paste -sd" " -)" &&
	ch-rule explain odd 00000000000000a2 >out && test_is "0 0" "$(jq -r "select(.query == \"applies\").left" out | paste -sd" " -)" && rm site/rules/odd.sql'
test_expect_success 'simulate: what would be added and dropped, and nothing is written' '
	fresh && { visit b1 2026-10-20T10:00:00-04:00; visit b2 2026-10-20T11:00:00-04:00; visit b3 2026-11-01T10:00:00-04:00; visit b4 2026-09-01T10:00:00-04:00; } | ch-put - >log &&
	now=$(everything) && ch-rule simulate missed --days 3 >out && test_is 1 "$(jq .fires out)" && ch-rule simulate missed >out && test_is "3 2 3 0" "$(jq -r "[.fires, .most, .added, .dropped] | join(\" \")" out)" &&
	test_is "$now" "$(everything)" && ch-rule run >log 2>err && ch-rule simulate missed --cases >out &&
	test_is "added added same" "$(jq -r .change out | sort | paste -sd" " -)" &&
	sed -i "s/a.status = .noshow./a.status = '"'cancelled'"'/" site/rules/missed.sql && ch-rule simulate missed --cases >out &&
	test_is dropped "$(jq -r .change out)" && ch-rule simulate missed --days 3 >out && test_is "simulation 2026-10-30T00:00:00-04:00" "$(jq -r "[.type, .at] | join(\" \")" out)" &&
	test_expect_code 64 ch-rule simulate --days x 2>err && test_expect_code 64 ch-rule simulate --days 10000 2>err'

# ---- cases of its own ----

test_expect_success 'test: cases that hold, and one that does not, by name and run' '
	share && { printf "%s\n" "$missed" "-- cases:" "-- case: fires" "-- $(p a1)" "-- $(visit b1 2026-11-01T10:00:00-04:00)" \
		"-- run: 2026-11-02T09:00:00-05:00" "-- fires: 1" "-- made: {\"level\":\"warning\"}" "-- $(visit b1 2026-11-01T10:00:00-04:00 entered-in-error)" \
		"-- run: 2026-11-02T10:00:00-05:00" "-- settles: 1 voided"; } >q && { echo "-- applies:"; cat q; } | rule missed "$alert" "once: about" "reads: appointment" &&
	ch-rule test >out && test_is 1 "$(jq .holds out)" &&
	sed -i "s/^-- fires: 1/-- fires: 2/" site/rules/missed.sql && test_expect_code 65 ch-rule test 2>err && test_grep "case fires: run 1: fires 1, not 2" err &&
	sed -i "s/^-- fires: 2/-- fires: 1/; s/made: .*/made: {\"level\":\"urgent\"}/" site/rules/missed.sql && test_expect_code 65 ch-rule test 2>err && test_grep "says otherwise" err &&
	sed -i "s/^-- made.*/-- hums: 1/" site/rules/missed.sql && test_expect_code 65 ch-rule test 2>err && test_grep "no case has" err'
test_done
