#!/bin/bash
# t1026-knowledge.t - files of every kind: listed, checked, approved, tested; a
# broken one is named and hides no other.
. "$(dirname "$0")/lib.sh"

rows() { jq -r "select(.kind == \"$1\") | [.name, .status] | join(\" \")"; }
drafts() { ch-status | jq -c "select(.what == \"drafts\" and .name == \"$1\").count"; }

test_expect_success 'list: every kind, every file that is in force' - <<\X
	test_store && ch-knowledge list >out 2>err && test_cmp empty err &&
	test_is "calendars cohorts codes ladders measures needs parts places plans reminders rules sops texts" "$(jq -r .kind out | uniq | paste -sd' ')" &&
	for kind in calendars:.tsv cohorts:.sql codes:.tsv ladders:.json measures:.sql parts:.sql plans:.json reminders:.sql texts:.t*; do
		test_is "$(ls "$tree/share/${kind%:*}"/*${kind#*:} | wc -l)" "$(rows "${kind%:*}" <out | wc -l)" || return 1
	done && ch-knowledge list plans | jq -r .kind | sort -u >got && test_is plans "$(cat got)" &&
	test_expect_code 66 ch-knowledge list maps && test_expect_code 66 ch-knowledge show plans/none &&
	test_expect_code 64 ch-knowledge show copd && test_expect_code 66 ch-knowledge show none/copd
X
test_expect_success 'what ch-report and ch-plan list are the same files' - <<\X
	ch-knowledge list measures | jq -c '[.name, .hash, .file]' >a && ch-report list | jq -c '[.name, .hash, .file]' >b && test_cmp a b &&
	ch-knowledge list plans | jq -c '[.name, .hash, .file, .status]' >a && ch-plan templates | jq -c '[.name, .hash, .file, .status]' >b && test_cmp a b
X
test_expect_success 'check and test: what is installed is right' '
	ch-knowledge check >out 2>err && test_cmp empty out && test_cmp empty err &&
	test_sim_store && ch-knowledge test >out 2>err && test_cmp empty err &&
	test_is "$(ch-knowledge list | wc -l)" "$(wc -l <out)" &&
	test_is "$(ch-patient list --cohort copd | wc -l)" "$(jq -r "select(.kind == \"cohorts\" and .name == \"copd\").holds" out)"'
test_expect_success 'approve: any kind, in one go; who, which text; ch-status has fewer drafts' - <<\X
	test_store && cohorts=$(drafts cohorts) codes=$(drafts codes) texts=$(drafts texts) &&
	ch-knowledge approve -n cohorts/copd >out && test_jq .status out approved && test_is "$cohorts" "$(drafts cohorts)" &&
	ch-knowledge approve cohorts/copd codes/copd texts/task.en parts/acute-stay measures/followup-7d >out && test_is approved "$(jq -r .status out | sort -u)" &&
	test_is "$((cohorts - 1)) $((codes - 1)) $((texts - 1))" "$(drafts cohorts) $(drafts codes) $(drafts texts)" &&
	test_is "cohorts/copd codes/copd texts/task.en parts/acute-stay measures/followup-7d" "$(ch-audit trail | jq -r 'select(.action == "approve").reason' | paste -sd' ')" &&
	ch-knowledge list -v -o table | grep ' copd ' | grep "$(id -un)" && ch-knowledge approve -q cohorts/copd 2>err && test_grep '0 made, 1 found' err &&
	test_is approved "$(ch-report list | jq -r 'select(.name == "followup-7d").status')" &&
	test_expect_code 66 ch-knowledge approve cohorts/copd cohorts/none && test_expect_code 64 ch-knowledge approve
X

# ---- a site's files ----

edit() { # edit KIND/FILE SED: the site's own, so changed
	mkdir -p "site/${1%/*}" && sed "$2" "$tree/share/$1" >"site/$1"
}
test_expect_success 'a site`s file is in force, and a draft until it is approved, too' - <<\X
	mkdir site && test_store --site "$PWD/site" && ch-knowledge approve -q cohorts/copd && edit cohorts/copd.sql '$a -- of ours' && ch-knowledge list cohorts >out &&
	test_is "DRAFT site $PWD/site/cohorts/copd.sql" "$(jq -r 'select(.name == "copd") | "\(.status) \(.from) \(.file)"' out)" &&
	ch-knowledge approve cohorts/copd >out && test_jq .status out approved && rm -r site
X
while IFS='|' read -r file words sed; do
	test_expect_success "broken: $file: $words" '
		test_store && rm -rf site && edit '"$file '$sed'"' && export CH_SHARE=$PWD/site && name='"${file%.*}"' &&
		test_expect_code 65 ch-knowledge check 2>err && test_is 1 "$(grep -c "site/'"$file"'" err)" && test_grep '"'$words'"' err &&
		test_expect_code 65 ch-knowledge list >out 2>err && test_grep "site/'"$file"'" err && test_is 13 "$(jq -r .kind out | sort -u | wc -l)" &&
		test_expect_code 65 ch-knowledge approve "$name" 2>err && test_expect_code 65 ch-knowledge test "$name" &&
		ch-status >out && test_is "broken $PWD/site/'"$file"' true" "$(jq -r "select(.what == \"broken\") | \"\(.what) \(.name) \(.look)\"" out)"
		rc=$?; unset CH_SHARE; return $rc'
done <<'TABLE'
cohorts/copd.sql|key that no cohort has|2i -- colour: red
cohorts/copd.sql|no file codes/none.tsv|s/^-- codes: .*/-- codes: none/
codes/copd.tsv|two fields|$a lonely
codes/copd.tsv|more fields|$a a\tb\tc\td\te\tf
ladders/critical.json|another time|s/T02:15"/T02:16"/
measures/recommend.sql|one of proportion|s/^-- kind: .*/-- kind: odds/
parts/acute-stay.sql|title and a version|/^-- title/d
plans/copd.json|not JSON|1d
reminders/task.sql|key that no reminder has|2i -- colour: red
texts/task.en.txt|language and a version|/version/d
TABLE
test_expect_success 'what only the store can tell: no such table, no such column' - <<\X
	test_store && edit measures/recommend.sql 's/^FROM answer a/FROM answers a/' && edit cohorts/copd.sql 's/AS patient/AS person/' && export CH_SHARE=$PWD/site &&
	test_expect_code 65 ch-knowledge check 2>err && test_grep 'measures/recommend.sql: .*no such table' err && test_grep 'cohorts/copd.sql: .*column patient' err && unset CH_SHARE && rm -r site
X
test_expect_success 'days that a language cannot say: no text is fit to be sent' - <<\X
	test_store && edit texts/dates.tsv 's/Sunday Monday/Sunday/' && test_expect_code 65 env CH_SHARE=$PWD/site ch-knowledge check 2>err &&
	test_is 21 "$(grep -c 'site/texts/dates.tsv:.*12 months' err)" && rm -r site
X
test_expect_success 'a table that cannot be made hides no other measure' - <<\X
	test_store && edit measures/recommend.sql '2i -- tables: need-food' && export CH_SHARE=$PWD/site &&
	test_expect_code 65 ch-report list >out 2>err && test_is 19 "$(wc -l <out)" && test_grep need-food err &&
	test_expect_code 65 ch-report run all -k --period 2025 >out 2>err && test_is 19 "$(wc -l <out)" && test_grep need-food err &&
	test_expect_code 65 ch-report run recommend 2>err && unset CH_SHARE && rm -r site
X
test_expect_success 'what a site put there but nobody can read is an error, not what is installed' - <<\X
	mkdir -p site/cohorts && ln -s nowhere site/cohorts/copd.sql && export CH_SHARE=$PWD/site &&
	test_expect_code 66 ch-knowledge list cohorts >out 2>err && test_grep site/cohorts/copd.sql err && test_is 7 "$(wc -l <out)" &&
	test_expect_code 66 ch-patient list --cohort copd 2>err && test_grep site/cohorts/copd.sql err && unset CH_SHARE && rm -r site
X
test_expect_success 'show: the file as it stands' '
	ch-knowledge show cohorts/copd -o table | cmp - "$tree/share/cohorts/copd.sql" &&
	ch-knowledge show measures/followup-7d plans/copd >out && test_is 2 "$(wc -l <out)" &&
	jq -rj "select(.kind == \"plans\").text" out | cmp - "$tree/share/plans/copd.json"'
test_done
