#!/bin/bash
# t1038-refer.t - referrals: sent where the patient allows it, taken step by step
# by whose step it is, closed when the person got help; what hangs on them.
. "$(dirname "$0")/lib.sh"

test_store
export CH_NOW=2026-11-02T09:00:00-05:00
ch-staff add 'Kim Reyes' --login "$(id -un)" --role chw >log
p=00000000000000a1 n=00000000000000b1 s=00000000000000c2 o=00000000000000c1
printf '%s\n' '{"type":"patient","id":"'$p'","family":"Aster"}' '{"type":"patient","id":"00000000000000a2","family":"Birch"}' \
	'{"type":"need","id":"'$n'","patient":"'$p'","category":"transport","status":"identified"}' \
	'{"type":"organization","id":"'$o'","name":"Volunteer Drivers"}' \
	'{"type":"service","id":"'$s'","name":"Volunteer Drivers","category":"transport","organization":"'$o'","active":true}' \
	'{"type":"service","id":"00000000000000c3","name":"Heart clinic","category":"cardiology","active":true}' | ch-put - >log
ch-get need | ch-refer add --category transport --title 'A ride' - >r && r=$(jq -r .id r)
permit='{"type":"consent","id":"00000000000000e1","patient":"'$p'","status":"active","decision":"permit","at":"2026-11-01"}'
cp hub.db fresh.db
fresh() { rm -f hub.db*; cp fresh.db hub.db; }
agreed() { fresh && ch-put - <<<"$permit" >log; }
# Takes the referral, or the one named, through steps.
go() { for step in "$@"; do ch-refer "$step" "$r" >out || return 1; done; }
stage() { ch-get referral --where "id=$r" | jq -r '.stage + " " + .status'; }
consent() { # consent FIELDS: one on file, besides
	printf '{"type":"consent","patient":"%s","status":"active",%s}\n' $p "$1" | ch-put - >log
}

test_expect_success 'add: from a need, once, with what it answers; typed by hand it is a new one' '
	test_jq ".stage, .status, .need, .about, .patient" r "created draft $n need/$n $p" &&
	ch-get need | ch-refer add --category transport - >again && test_jq .id again $r && test_is 1 "$(ch-get referral | wc -l)" &&
	ch-refer add --category food -n $p >out && ch-refer add --category food $p >out && test_is 2 "$(ch-get referral | wc -l)" &&
	test_expect_code 64 ch-refer add $p 2>err && test_grep "category" err && test_expect_code 64 ch-refer add --category food --to team:x $p'
test_expect_success 'send: a social service is told only with consent: 77, which names the setting' '
	fresh && test_expect_code 77 ch-refer send $r 2>err && test_grep "consent_social" err && test_no_grep Aster err &&
	test_is "created draft" "$(stage)" && test_is 0 "$(ch-get notice | wc -l)"'
test_expect_success 'send: with a permit: sent, a message to be carried, a disclosure, the need is addressed' '
	agreed && ch-refer send $r >out && test_is "sent active" "$(stage)" &&
	test_jq ".consent, .service, .sent" <(head -1 out) "00000000000000e1 $s 2026-11-02T09:00:00-05:00" &&
	test_jq "[.kind, .status, .recipient] | join(\" \")" <(ch-get notice) "referral pending service/$s" &&
	test_jq ".purpose, .accountable" <(ch-get disclosure) "social service false" && test_jq .status <(ch-get need) addressed'
test_expect_success 'send: twice is once' '
	before=$(ch-audit verify | jq .rows) && ch-refer send $r >out && test_is "$before" "$(ch-audit verify | jq .rows)"'
while IFS='|' read -r want what consents; do
	test_expect_success "consent: $what: $want" '
		fresh && while read -r c; do consent "$c"; done < <(tr ";" "\n" <<<"$consents") &&
		test_expect_code $want ch-refer send $r 2>err'
done <<TABLE
77|a deny|"decision":"deny"
77|deny goes before permit|"decision":"permit";"decision":"deny"
0|who is named goes before who is not|"decision":"deny";"decision":"permit","recipient":"service/$s"
77|the organization is named|"decision":"permit";"decision":"deny","recipient":"organization/$o"
77|one of several recipients|"decision":"permit";"decision":"deny","recipients":["staff/00000000000000f1","service/$s"]
77|over by then|"decision":"permit","until":"2026-11-01"
0|until today|"decision":"permit","until":"2026-11-02"
77|not yet|"decision":"permit","at":"2026-11-03"
77|for research alone|"decision":"permit","purpose":"HRESCH"
77|for a trial alone|"decision":"permit","purpose":"CLINTRCH"
77|a list of others alone|"decision":"permit","recipients":["organization/00000000000000c9"]
0|a list names them, the deny nobody|"decision":"deny";"decision":"permit","recipients":["staff/00000000000000f1","service/$s"]
77|one class of data alone|"decision":"permit","data":"HIV"
77|of another scope|"decision":"permit","scope":"research"
0|without a decision, to what its category says|"category":"IDSCL"
77|the policy is to opt out|"policy":"OPTOUT"
TABLE
test_expect_success 'consent: where there is none, a provider is told, and each is a setting' '
	fresh && ch-refer add --category cardiology --service 00000000000000c3 00000000000000a2 >c && c=$(jq -r .id c) &&
	ch-store set consent_provider deny && test_expect_code 77 ch-refer send $c 2>err && test_grep consent_provider err &&
	ch-store set consent_provider && ch-refer send $c >out && test_jq .accountable <(ch-get disclosure) false &&
	ch-store set consent_social permit && ch-refer send $r >out &&
	test_is true "$(ch-get disclosure --where accountable=true | jq .accountable)" &&
	test_expect_code 64 ch-store set consent_social perhaps && test_expect_code 64 ch-store set consent_other permit'
test_expect_success 'send: to whom? the only one of its category; several or none are said; one no longer offered is refused' '
	agreed && ch-refer add --category food $p >f && f=$(jq -r .id f) && test_expect_code 65 ch-refer send $f 2>err && test_grep "nobody is known" err &&
	printf "{\"type\":\"service\",\"id\":\"%016x\",\"name\":\"Food\",\"category\":\"food\",\"active\":%s}\n" 0xd1 true 0xd2 true 0xd3 false | ch-put - >log &&
	test_expect_code 65 ch-refer send $f 2>err && test_grep "several" err &&
	test_expect_code 65 ch-refer send --service service/00000000000000d3 $f 2>err && test_grep "no longer" err &&
	jq -nc "{type:\"service\",id:\"00000000000000d1\",area:\"99999\"}" | ch-put - >log && jq -nc "{type:\"patient\",id:\"$p\",zip:\"12345\"}" | ch-put - >log &&
	test_expect_code 65 ch-refer send --service 00000000000000d1 $f 2>err && test_grep "anyway" err && ch-refer send -n --anyway --service 00000000000000d1 $f >out &&
	jq -nc "{type:\"service\",id:\"00000000000000d1\",area:null}" | ch-put - >log &&
	test_expect_code 66 ch-refer send --service 00000000000000dd $f && ch-refer send --service 00000000000000d1 $f >out'
test_expect_success 'the whole loop, social: closed on got-help, the need is resolved, the referrer reads it' '
	agreed && ch-staff add Otter --login otter >otter && jq -c ".requester = \"$(jq -r .id otter)\"" r | ch-put - >log &&
	go send accept schedule serve report && test_expect_code 65 ch-refer close --outcome seen $r 2>err &&
	test_expect_code 64 ch-refer close $r && ch-refer close --outcome got-help $r >out && test_is "closed completed" "$(stage)" &&
	test_jq ".status, .reason" <(ch-get need) "resolved got-help" &&
	ch-get message | jq -r "select(.text | contains(\"got help\")) | .text, .recipient_type, .recipient" >told && test_grep "A ride: the patient got help" told &&
	test_no_grep Aster told && ch-refer close --outcome got-help $r >again && test_expect_code 65 ch-refer accept $r 2>err && test_grep "already closed" err'
test_expect_success 'a stage is not jumped over: eligible is not served' '
	agreed && test_expect_code 65 ch-refer accept $r && go send accept && test_expect_code 65 ch-refer close --outcome got-help $r 2>err &&
	test_grep "cannot close what is accepted" err'
test_expect_success 'medical: closed when its report came and was read' '
	fresh && ch-refer add --category cardiology --service 00000000000000c3 $p >c && r=$(jq -r .id c) && go send accept schedule serve report &&
	test_expect_code 65 ch-refer close --outcome seen $r 2>err && test_grep "read" err && go review && ch-refer close --outcome seen $r >out &&
	test_is "closed completed" "$(stage)"'
r=$(jq -r .id r)
test_expect_success 'report: the record that reports is kept; it must be about the same person' '
	agreed && go send accept serve && printf "{\"type\":\"note\",\"id\":\"00000000000000f%s\",\"patient\":\"00000000000000a%s\",\"at\":\"2026-11-02\"}\n" 1 1 2 2 | ch-put - >log &&
	test_expect_code 65 ch-refer report --evidence note/00000000000000f2 $r && test_expect_code 66 ch-refer report --evidence note/00000000000000f9 $r &&
	ch-refer report --evidence note/00000000000000f1 $r >out && test_jq .report <(head -1 out) note/00000000000000f1'
test_expect_success 'what hangs on it goes with it: tasks also begun, alerts, notices of them' '
	agreed && go send && ch-refer list | ch-task add --title Call - >t && ch-task claim "$(jq -r .id t)" >log && ch-task start "$(jq -r .id t)" >log &&
	printf "%s\n" "{\"type\":\"alert\",\"id\":\"00000000000000d1\",\"patient\":\"$p\",\"status\":\"new\",\"about\":\"referral/$r\"}" \
		"{\"type\":\"notice\",\"id\":\"00000000000000d2\",\"patient\":\"$p\",\"status\":\"scheduled\",\"about\":\"alert/00000000000000d1\"}" | ch-put - >log &&
	ch-refer cancel --reason duplicate $r >out && test_is "cancelled revoked" "$(stage)" && test_is 0 "$(ch-task list | wc -l)" &&
	test_is 0 "$(ch-alert list | wc -l)" && test_is "cleared cleared" "$(ch-get notice | jq -r .status | paste -sd" " -)" && test_jq .status <(ch-get need) confirmed'
while IFS='|' read -r reason stage; do
	test_expect_success "reject: $reason: $stage" '
		agreed && go send && ch-refer reject --reason $reason $r >out && test_is "$stage active" "$(stage)" && test_jq .stage_reason <(head -1 out) $reason'
done <<'TABLE'
capacity|no-capacity
not-eligible|not-eligible
client-declined|client-declined
cannot-contact|cannot-contact
out-of-area|rejected
missing-documents|rejected
TABLE
test_expect_success 'reject: a reason of the fixed set' '
	agreed && go send && test_expect_code 64 ch-refer reject $r && test_expect_code 64 ch-refer reject --reason "too far" $r 2>err && test_grep "out-of-area" err'
test_expect_success 'redirect: goes on as another, with the chain; once' '
	agreed && go send && ch-refer reject --reason capacity $r >log && test_expect_code 64 ch-refer redirect $r &&
	ch-put - <<<"{\"type\":\"service\",\"id\":\"00000000000000c4\",\"name\":\"Ride share\",\"category\":\"transport\"}" >log &&
	ch-refer redirect --service 00000000000000c4 $r >out && ch-refer redirect --service 00000000000000c4 $r >again && test_is "redirected revoked" "$(stage)" &&
	ch-get referral --where "replaces=$r" >new && test_is 1 "$(wc -l <new)" && test_jq ".stage, .title, .need, .service" new "created A ride $n 00000000000000c4" &&
	ch-refer send "$(jq -r .id new)" >out && test_jq .status <(ch-get need) addressed'
test_expect_success 'reopen: back to served, and may be closed otherwise' '
	agreed && go send accept serve && ch-refer close --outcome no-help $r >log && ch-refer reopen $r >log && test_is "served active" "$(stage)" &&
	ch-refer close --outcome got-help $r >out && test_jq .outcome <(head -1 out) got-help'

test_expect_success 'reopen: the need that was met by it is open again, and waits again when there was no help' '
	agreed && go send accept serve && ch-refer close --outcome got-help $r >log && ch-refer reopen $r >log &&
	test_jq ".status, .reason, .ended" <(ch-get need) "identified null null" && before=$(ch-audit verify | jq .rows) &&
	ch-refer reopen $r >log && test_is "$before" "$(ch-audit verify | jq .rows)" &&
	ch-refer close --outcome no-help $r >log && test_jq .status <(ch-get need) identified'
test_expect_success 'send and redirect: said again with another service is refused, not dropped; it does not go where it went' '
	agreed && ch-put - <<<"{\"type\":\"service\",\"id\":\"00000000000000c4\",\"name\":\"Ride share\",\"category\":\"transport\"}" >log &&
	ch-refer send --service $s $r >log && ch-refer send --service $s $r >log && test_expect_code 65 ch-refer send --service 00000000000000c4 $r &&
	test_expect_code 65 ch-refer redirect --service $s $r && test_is "sent active" "$(stage)" &&
	ch-refer redirect --service 00000000000000c4 $r >log && ch-refer redirect --service 00000000000000c4 $r >log &&
	test_expect_code 65 ch-refer redirect --service 00000000000000c3 $r && test_is 2 "$(ch-get referral | wc -l)"'

# ---- whose step it is ----

test_expect_success 'a receiver with a login says so themselves; nobody else' '
	agreed && ch-put - <<<"{\"type\":\"staff\",\"id\":\"00000000000000f1\",\"kind\":\"person\",\"login\":\"driver\",\"organization\":\"$o\"}" >log && go send &&
	test_expect_code 77 ch-refer accept $r 2>err && test_grep "receiver" err &&
	jq -nc "{type:\"staff\",id:\"00000000000000f1\",active:false}" | ch-put - >log && go accept'
test_expect_success 'who receives does not close for the sender' '
	agreed && go send accept serve && me=$(ch-staff who | jq -r .id) && jq -nc "{type:\"staff\",id:\"$me\",organization:\"$o\"}" | ch-put - >log &&
	ch-put - <<<"{\"type\":\"staff\",\"id\":\"00000000000000f1\",\"kind\":\"person\",\"login\":\"other\"}" >log &&
	jq -nc "{type:\"referral\",id:\"$r\",requester:\"00000000000000f1\"}" | ch-put - >log &&
	test_expect_code 77 ch-refer close --outcome got-help $r 2>err && test_grep "sender" err'

test_expect_success 'who receives does not send it on; whoever is not the receiver may, also to themselves' '
	agreed && go send && me=$(ch-staff who | jq -r .id) && ch-put - <<<"{\"type\":\"staff\",\"id\":\"00000000000000f1\",\"kind\":\"person\",\"login\":\"other\"}" >log &&
	jq -nc "{type:\"referral\",id:\"$r\",requester:\"00000000000000f1\"}" | ch-put - >log &&
	printf "{\"type\":\"organization\",\"id\":\"00000000000000c%s\",\"name\":\"Org\"}\n" 8 | ch-put - >log &&
	ch-put - <<<"{\"type\":\"service\",\"id\":\"00000000000000c4\",\"name\":\"Ride share\",\"category\":\"transport\",\"organization\":\"00000000000000c8\"}" >log &&
	jq -nc "{type:\"staff\",id:\"$me\",organization:\"$o\"}" | ch-put - >log &&
	test_expect_code 77 ch-refer redirect --service 00000000000000c4 $r 2>err && test_grep "sender" err &&
	jq -nc "{type:\"staff\",id:\"$me\",organization:\"00000000000000c8\"}" | ch-put - >log && ch-refer redirect --service 00000000000000c4 $r >log'

# ---- what others say ----

fulfil() { # fulfil STATUS [FIELDS]
	printf '{"type":"task","id":"00000000000000d5","patient":"%s","kind":"fulfill","status":"%s","about":"referral/%s","at":"2026-11-03","source":"food-net"%s}\n' $p "$1" "$r" "${2-}" | ch-put - >log
}
test_expect_success 'run: a task of a feed that fulfils it moves it on, never back; twice is once' '
	agreed && go send && fulfil accepted && ch-refer run >out && test_is "accepted active" "$(stage)" && ch-refer run >out && test_is 0 "$(wc -l <out)" &&
	ch-put - <<<"{\"type\":\"procedure\",\"id\":\"00000000000000d6\",\"patient\":\"$p\"}" >log &&
	fulfil completed ",\"evidence\":\"procedure/00000000000000d6\",\"done\":\"2026-11-05\"" && ch-refer run >out &&
	test_is "report-received active" "$(stage)" && test_jq ".report, .reported" out "procedure/00000000000000d6 2026-11-05" &&
	fulfil accepted && ch-refer run >out && test_is "report-received active" "$(stage)"'
test_expect_success 'run: turned away by a feed; not once they had taken it to its end' '
	agreed && ch-staff add Otter --login otter >otter && jq -c ".requester = \"$(jq -r .id otter)\"" r | ch-put - >log && go send accept && fulfil rejected && ch-refer run >out && test_is "rejected active" "$(stage)" &&
	ch-get message | jq -r .text >told && test_grep "do not take it" told && fulfil rejected && ch-refer run >out && test_is "" "$(cat out)" &&
	CH_NOW=2026-11-06T09:00:00-05:00 && printf "{\"type\":\"task\",\"id\":\"00000000000000d6\",\"patient\":\"%s\",\"kind\":\"fulfill\",\"status\":\"accepted\",\"about\":\"referral/%s\",\"at\":\"2026-11-05\",\"source\":\"food-net\"}\n" $p "$r" | ch-put - >log &&
	ch-refer run >out && test_is "accepted active" "$(stage)" && CH_NOW=2026-11-02T09:00:00-05:00 &&
	agreed && go send accept serve && fulfil rejected && ch-refer run >out && test_is "served active" "$(stage)"'
test_expect_success 'run: done before anybody looked: it had been agreed to and done by then, and no number takes it for waiting' '
	agreed && go send && fulfil completed ",\"evidence\":\"referral/$r\",\"done\":\"2026-11-05\"" && ch-refer run >out &&
	test_jq ".stage, .answered, .served, .reported" out "report-received 2026-11-05 2026-11-05 2026-11-05" &&
	CH_NOW=2026-11-09 ch-report cases referral-wait --period 2026 >out && test_jq .outcome out met'
test_expect_success 'run: an order of a feed that went straight to its task was sent when the task was made' '
	fresh && jq -nc "{type:\"referral\",id:\"$r\",status:\"active\",stage:null,at:\"2026-11-01\"}" | ch-put - >log && fulfil accepted && ch-refer run >out &&
	test_jq ".stage, .sent" out "accepted 2026-11-03"'
test_expect_success 'run: sent again after it was taken back, the first message that arrived says nothing of the second' '
	agreed && go send && notice=$(ch-get notice | jq -r .id) && jq -nc "{type:\"notice\",id:\"$notice\",status:\"delivered\"}" | ch-put - >log &&
	ch-refer run >log && ch-refer cancel --reason other $r >log && ch-refer reopen $r >log && CH_NOW=2026-11-03T09:00:00-05:00 ch-refer send $r >log &&
	ch-refer run >out && test_is 0 "$(wc -l <out)" && test_is "sent active" "$(stage)"'
test_expect_success 'run: what was carried is delivered; unknown is not sent again by itself' '
	agreed && go send && notice=$(ch-get notice | jq -r .id) && for w in handed unknown; do
		jq -nc "{type:\"notice\",id:\"$notice\",status:\"$w\"}" | ch-put - >log || return; done &&
	ch-refer run >out && test_is "sent active" "$(stage)" && ch-refer send $r >log && test_jq .status <(ch-get notice) unknown &&
	for w in sent delivered; do jq -nc "{type:\"notice\",id:\"$notice\",status:\"$w\"}" | ch-put - >log || return; done &&
	ch-refer run >out && test_is "delivered active" "$(stage)"'
test_expect_success 'run: who died: cancelled with that reason, the rest cleared; and nothing is sent of them' '
	agreed && go send && ch-refer list | ch-task add --title Call - >log && ch-put - <<<"{\"type\":\"patient\",\"id\":\"$p\",\"dead\":true,\"died\":\"2026-11-01\"}" >log &&
	ch-refer run -n >out && test_is "sent active" "$(stage)" && ch-refer run >out && test_is "cancelled revoked" "$(stage)" &&
	test_jq .stage_reason <(head -1 out) died && test_is 0 "$(ch-task list --died | wc -l)" && ch-refer run >out && test_is 0 "$(wc -l <out)" &&
	ch-refer add --category transport --service $s $p >d 2>log && test_expect_code 65 ch-refer send "$(jq -r .id d)" 2>err && test_grep "died" err'

# ---- lists ----

test_expect_success 'list: what is not over, by kind, stage, whose; words of a terminal' '
	agreed && go send && ch-refer add --category food 00000000000000a2 >log && test_is 2 "$(ch-refer list | wc -l)" &&
	test_is 1 "$(ch-refer list --category transport | wc -l)" && test_is 1 "$(ch-refer list --stage sent | wc -l)" &&
	test_is 1 "$(ch-refer list -p $p | wc -l)" && ch-refer list -o table >out && test_grep "Volunteer Drivers" out && test_grep "made, not sent" out &&
	ch-refer cancel --reason other $r >log && test_is 1 "$(ch-refer list | wc -l)" && test_is 2 "$(ch-refer list --all | wc -l)" &&
	test_expect_code 1 ch-refer list -e --stage sent && test_expect_code 64 ch-refer list --stage here'
test_done
