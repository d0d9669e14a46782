#!/bin/bash
# t1032-safety.t - what speaks against a test or a medicine: the worked examples,
# what is overridden and comes back, and medicines gone over after a stay.
. "$(dirname "$0")/lib.sh"

test_store
export CH_NOW=2025-06-02T09:00:00-04:00
rx=http://www.nlm.nih.gov/research/umls/rxnorm
ann=00000000000000a1
{
	echo '{"type":"patient","id":"00000000000000a1","family":"Aster","given":"Ann","birth":"1980-05-01"}'
	echo '{"type":"patient","id":"00000000000000a2","family":"Birch","birth":"1980-05-01"}'
} | ch-put - >log
cp hub.db fresh.db
fresh() { rm -f hub.db*; cp fresh.db hub.db; }
put() { # put ID FIELDS [MORE]: a record; MORE wins
	jq -cn "{\"id\": \"00000000000000$1\", \"patient\": \"$ann\"} + {$2} + {${3-}}" | ch-put - >log
}
med() { # med ID NAME [FIELDS]: somebody takes it
	put "$1" "\"type\":\"medication\",\"status\":\"active\",\"name\":\"$2\",\"at\":\"2025-01-10\"" "${3-}"
}
lab() { # lab ID CODE AT [FIELDS]
	put "$1" "\"type\":\"observation\",\"status\":\"final\",\"code\":\"$2\",\"at\":\"$3\"" "${4-}"
}
allergy() { # allergy ID NAME REACTION
	put "$1" "\"type\":\"allergy\",\"status\":\"active\",\"name\":\"$2\",\"reaction\":\"$3\""
}
has() { # has CODE: that problem, in ICD-10-CM
	printf '{"type":"condition","id":"00000000000000c1","patient":"%s","status":"active","code":"%s","system":"http://hl7.org/fhir/sid/icd-10-cm"}\n' \
		"$ann" "$1" | ch-put - >log
}
found() { ch-safety "$@" | jq -r '"\(.level) \(.item)"' | paste -sd, -; }
order() { found order "$@"; }
meds() { found meds "$@" $ann; }

# ---- before a test is ordered ----

test_expect_success 'order: 59 days after an A1c is too soon, 60 is told, 90 is nothing' '
	lab b1 4548-4 2025-01-01 "\"value\":7" &&
	ch-safety order 4548-4 $ann --at 2025-03-01 >out &&
	test_jq ".level, .kind, .item, .first, .until, .draft" out "warn duplicate-test a1c observation/00000000000000b1 2025-03-02 true" &&
	test_is "inform a1c" "$(order 4548-4 $ann --at 2025-03-02)" &&
	test_is "inform a1c" "$(order 4548-4 $ann --at 2025-03-31)" &&
	test_is "" "$(order 4548-4 $ann --at 2025-04-01)"'
test_expect_success 'order: another code of the test counts, and its name; another person does not' '
	test_is "warn a1c" "$(order 17856-6 $ann --at 2025-03-01)" &&
	test_is "warn a1c" "$(order a1c $ann --at 2025-03-01)" &&
	test_is "" "$(order 3016-3 $ann --at 2025-01-02)" &&
	test_is "" "$(order 4548-4 00000000000000a2 --at 2025-01-02)"'
test_expect_success 'order -e: 1 for what warns, 0 for what is told and for nothing' '
	test_expect_code 1 ch-safety order -e 4548-4 $ann --at 2025-03-01 >log &&
	ch-safety order -e 4548-4 $ann --at 2025-03-02 >log && ch-safety order -e 4548-4 $ann >log'
test_expect_success 'order: a linked record of another source is the same person' '
	fresh && echo "{\"type\":\"patient\",\"id\":\"00000000000000a2\",\"person\":\"$ann\"}" | ch-put - >log &&
	lab b1 4548-4 2025-01-01 "\"value\":7" &&
	test_is "warn a1c" "$(order 4548-4 00000000000000a2 --at 2025-03-01)"'
test_expect_success 'order: what is ordered counts, what was called off or rejected does not' '
	fresh && lab b1 3016-3 2025-05-20 "\"status\":\"registered\"" && test_is "warn tsh" "$(order 3016-3 $ann)" &&
	lab b1 3016-3 2025-05-20 "\"status\":\"cancelled\"" && test_is "" "$(order 3016-3 $ann)" &&
	lab b1 3016-3 2025-05-20 "\"missing\":\"error\"" && test_is "" "$(order 3016-3 $ann)" &&
	echo "{\"type\":\"referral\",\"id\":\"00000000000000f1\",\"patient\":\"$ann\",\"status\":\"active\",\"code\":\"3016-3\",\"at\":\"2025-05-30\"}" |
	ch-put - >log && ch-safety order 3016-3 $ann >out && test_jq .first out referral/00000000000000f1'
test_expect_success 'order: exempt after a critical result: by its flag, by its value' '
	fresh && lab b1 2823-3 2025-06-02T07:00:00-04:00 "\"value\":4" && test_is "warn bmp" "$(order 2823-3 $ann)" &&
	lab b1 2823-3 2025-06-02T07:00:00-04:00 "\"value\":4,\"flag\":\"HH\"" && test_is "" "$(order 2823-3 $ann)" &&
	ch-safety order --all 2823-3 $ann >out && test_jq .exempt out was-critical &&
	lab b1 2823-3 2025-06-02T07:00:00-04:00 "\"value\":6.9,\"value_std\":6.9,\"unit_std\":\"mmol/L\",\"flag\":null" &&
	ch-safety order --all 2823-3 $ann >out && test_jq .exempt out was-critical'
stay() { # stay AT [UNTIL]
	printf '{"type":"encounter","id":"00000000000000e1","patient":"%s","class":"IMP","status":"%s","at":"%s"%s}\n' \
		"$ann" "${2:+finished}${2:-in-progress}" "$1" "${2:+,\"until\":\"$2\"}" |
		sed 's/finished20[^"]*/finished/' | ch-put - >log
}
test_expect_success 'order: exempt when admitted since, and what is watched in hospital; BNP keeps 3 days there' '
	fresh && lab b1 4548-4 2025-05-20 "\"value\":7" && stay 2025-05-30T10:00:00-04:00 &&
	ch-safety order --all 4548-4 $ann >out && test_jq .exempt out since-admitted &&
	lab b2 718-7 2025-06-02T06:00:00-04:00 "\"value\":11" && test_is "" "$(order 718-7 $ann)" &&
	lab b3 30934-4 2025-05-31T06:00:00-04:00 "\"value\":400" && test_is "warn bnp" "$(order 30934-4 $ann)" &&
	test_is "" "$(order 30934-4 $ann --at 2025-06-03)"'
test_expect_success 'order: 1,25-OH vitamin D always warns; INR never more than tells' '
	fresh && test_is "warn vitamin_d_active" "$(order 1649-3 $ann)" &&
	lab b1 6301-6 2025-06-02T06:00:00-04:00 "\"value\":2" && test_is "inform inr" "$(order 6301-6 $ann)"'
test_expect_success 'order: what the site says that it costs' '
	mkdir -p share/codes && cp "$tree"/share/codes/*.tsv share/codes &&
	printf "# fees.tsv: what tests cost\n# code\tfee\tcurrency\n3016-3\t12.50\tUSD\n" >share/codes/fees.tsv &&
	fresh && lab b1 3016-3 2025-05-20 "\"value\":2" &&
	CH_SHARE=$PWD/share ch-safety order 3016-3 $ann >out && test_jq ".fee, .currency" out "12.50 USD"'
test_expect_success 'order: an unknown code is 66, nobody 66, no person 64' '
	test_expect_code 66 ch-safety order 99999-9 $ann 2>err && test_grep "no minimum interval" err &&
	test_expect_code 66 ch-safety order 4548-4 00000000000000ff && test_expect_code 64 ch-safety order 4548-4'

# ---- medicines ----

test_expect_success 'meds: phenelzine and sertraline: number 8 of the list, and how it is known' '
	fresh && med d1 "Phenelzine 15 MG Oral Tablet" && med d2 "sertraline hydrochloride 50 MG" &&
	ch-safety meds $ann >out && test_is 1 "$(wc -l <out)" &&
	test_jq ".kind, .level, .item, .row" out "drug-pair block onc-8:phenelzine+sertraline drug_pair onc-8" &&
	test_jq ".first, .second" out "medication/00000000000000d1 medication/00000000000000d2" &&
	test_grep "ONC high-priority" out && test_jq .draft out true'
test_expect_success 'meds: by RxCUI alone, whatever the name' '
	fresh && med d1 "Nardil" "\"code\":\"8123\",\"system\":\"$rx\"" && med d2 "Zoloft" "\"code\":\"36437\",\"system\":\"$rx\"" &&
	test_is "block onc-8:phenelzine+sertraline" "$(meds)" &&
	med d1 "Nardil" "\"code\":\"8123\",\"system\":\"urn:local\"" && test_is "" "$(meds)"'
test_expect_success 'meds: simvastatin and clarithromycin, with verapamil only high, with gemfibrozil told' '
	fresh && med d1 "Simvastatin 20 MG Oral Tablet" && med d2 "CLARITHROMYCIN 500 MG" &&
	test_is "block onc-25:clarithromycin+simvastatin" "$(meds)" &&
	med d2 "Verapamil 40 MG" && test_is "warn onc-25:simvastatin+verapamil" "$(meds)" &&
	test_expect_code 1 ch-safety meds -e $ann >log && med d2 gemfibrozil &&
	test_is "inform simvastatin-gemfibrozil:gemfibrozil+simvastatin" "$(meds)" && ch-safety meds -e $ann >log'
test_expect_success 'meds: tizanidine and ciprofloxacin; aspirin and clopidogrel are two classes' '
	fresh && med d1 "tizanidine 4 MG" && med d2 "Ciprofloxacin 500 MG" &&
	test_is "block onc-28:ciprofloxacin+tizanidine" "$(meds)" &&
	med d1 "aspirin 81 MG" && med d2 "Clopidogrel 75 MG" && test_is "" "$(meds)"'
test_expect_success 'meds: metformin by the last eGFR: 27 block, 38 warn when new, told after 90 days' '
	fresh && med d1 "metFORMIN hydrochloride 500 MG" && egfr="\"unit_std\":\"mL/min/{1.73_m2}\",\"value\":38,\"value_std\":38" &&
	lab b1 33914-3 2025-05-01 "$egfr" && test_is "inform egfr:metformin" "$(meds)" &&
	med d1 "metFORMIN hydrochloride 500 MG" "\"at\":\"2025-05-20\"" && test_is "warn egfr:metformin" "$(meds)" &&
	lab b2 98979-8 2025-06-01 "\"unit_std\":\"mL/min/{1.73_m2}\",\"value\":27,\"value_std\":27" &&
	test_is "block egfr:metformin" "$(meds)" && ch-safety meds $ann >out && test_jq ".kind, .second" out "kidney observation/00000000000000b2" &&
	lab b2 98979-8 2025-06-01 "\"unit_std\":\"mL/min/{1.73_m2}\",\"value\":60,\"value_std\":60" && test_is "" "$(meds)"'
test_expect_success 'meds: a unit that is not understood is said, never compared' '
	fresh && med d1 metformin && lab b1 33914-3 2025-05-01 "\"value\":27,\"unit\":\"gallons\"" &&
	ch-safety meds $ann >out && test_jq .level out inform && test_grep "unit is not understood" out'
test_expect_success 'meds: penicillin anaphylaxis: cephalexin warns, ceftriaxone is told, amoxicillin blocks' '
	fresh && allergy a5 "Allergy to penicillin" Anaphylaxis && med d1 "Cephalexin 500 MG" &&
	test_is "warn penicillins>cephalexin" "$(meds)" && med d1 "Ceftriaxone 1 GM" && test_is "inform penicillins>ceftriaxone" "$(meds)" &&
	med d1 "Amoxicillin 500 MG / clavulanate potassium 125 MG" && test_is "block penicillins>amoxicillin" "$(meds)" &&
	allergy a5 "Allergy to penicillin" "rash on the arm" && test_is "warn penicillins>amoxicillin" "$(meds)" &&
	allergy a5 "Allergy to penicillin" nausea && test_is "inform penicillins>amoxicillin" "$(meds)"'
test_expect_success 'meds: an ACE inhibitor speaks against its class only after angioedema; celecoxib is no sulfonamide' '
	fresh && allergy a5 lisinopril cough && med d1 enalapril && test_is "" "$(meds)" &&
	allergy a5 lisinopril angioedema && test_is "block lisinopril>enalapril" "$(meds)" &&
	med d1 losartan && test_is "warn lisinopril>losartan" "$(meds)" &&
	allergy a5 "sulfa drugs" rash && med d1 "celecoxib 100 MG" && test_is "" "$(meds)" &&
	med d1 "sulfamethoxazole / trimethoprim" && test_is "warn sulfonamides>sulfamethoxazole" "$(meds)"'
test_expect_success 'meds: lisinopril with lisinopril/HCTZ is one twice; two of a class are; a potassium salt is no potassium' '
	fresh && med d1 "lisinopril 10 MG" && med d2 "Lisinopril / HCTZ 10-12.5" && test_is "warn ingredient:lisinopril" "$(meds)" &&
	med d2 "enalapril 5 MG" && test_is "warn ace_inhibitor:enalapril+lisinopril" "$(meds)" &&
	med d2 "losartan potassium 50 MG" && test_is "warn ace-arb:lisinopril+losartan" "$(meds)" &&
	med d2 "Potassium 20 MEQ" && test_is "warn raas-potassium:lisinopril+potassium chloride" "$(meds)"'
test_expect_success 'meds: two strengths ordered together are no duplicate; a reliever beside a maintenance inhaler is none' '
	fresh && by="\"prescriber\":\"0000000000000051\"" && med d1 "warfarin 5 MG" "$by" && med d2 "warfarin 1 MG" "$by" &&
	test_is "" "$(meds)" && med d2 "warfarin 1 MG" && test_is "" "$(meds)" &&
	med d2 "warfarin 1 MG" "$by,\"at\":\"2025-01-11\"" && test_is "warn ingredient:warfarin" "$(meds)" &&
	med d1 "salmeterol" && med d2 "budesonide / formoterol" && test_is "warn laba:formoterol+salmeterol" "$(meds)" &&
	med d2 "budesonide / formoterol" "\"as_needed\":true" && test_is "" "$(meds)"'
test_expect_success 'meds: conditions by ICD-10-CM, also by a further code; what is over does not count' '
	fresh && med d1 "Ibuprofen 400 MG" && has I50.9 && test_is "warn nsaid-heart-failure:ibuprofen" "$(meds)" &&
	ch-safety meds $ann >out && test_jq ".kind, .second" out "disease condition/00000000000000c1" &&
	has I51 && test_is "" "$(meds)" && has I50.9 &&
	echo "{\"type\":\"condition\",\"id\":\"00000000000000c1\",\"status\":\"resolved\"}" | ch-put - >log && test_is "" "$(meds)"'
test_expect_success 'meds: potassium by the last result; the age tells' '
	fresh && med d1 lisinopril && k="\"unit_std\":\"mmol/L\"" && lab b1 2823-3 2025-05-01 "$k,\"value\":5.5,\"value_std\":5.5" &&
	test_is "" "$(meds)" && lab b1 2823-3 2025-05-01 "$k,\"value\":5.6,\"value_std\":5.6" && test_is "warn potassium:lisinopril" "$(meds)" &&
	fresh && med d1 lorazepam && test_is "inform age:lorazepam" "$(CH_NOW=2045-05-01T12:00:00-04:00 meds)" && test_is "" "$(meds)"'
test_expect_success 'meds: only what is taken: not stopped, over, forbidden or planned' '
	fresh && med d1 phenelzine && for f in "\"status\":\"stopped\"" "\"until\":\"2025-06-01\"" "\"prohibited\":true" "\"intent\":\"plan\"" "\"at\":\"2025-06-03\""; do
		fresh; med d1 phenelzine; med d2 sertraline "$f"; test_is "" "$(meds)" || return 1; done'
test_expect_success 'meds: what no table knows is counted, not named; without a code or a name, too' '
	fresh && med d1 "Unobtainium 5 MG" && med d2 sertraline && ch-safety meds $ann >out 2>err && test_cmp "$scratch/here/empty" out &&
	test_grep "1 of 2 medicines are in no table" err && test_no_grep Unobtainium err &&
	echo "{\"type\":\"medication\",\"id\":\"00000000000000d3\",\"patient\":\"$ann\",\"status\":\"active\"}" | ch-put - >log &&
	ch-safety meds $ann 2>err && test_grep "2 of 3" err && test_expect_code 66 ch-safety meds 00000000000000ff'
test_expect_success 'meds --add: what one would do: by RxCUI, by a name or a record on standard input' '
	fresh && med d1 phenelzine && med d2 tranylcypromine && ch-safety meds --add 36437 $ann >out 2>log && test_is 2 "$(wc -l <out)" &&
	test_is "onc-8:phenelzine+sertraline,onc-8:sertraline+tranylcypromine" "$(jq -r .item out | sort | paste -sd,)" &&
	test_is 2 "$(echo "SERTRALINE 50 mg" | ch-safety meds --add - $ann | wc -l)" &&
	echo "{\"type\":\"medication\",\"name\":\"Sertraline\"}" | ch-safety meds --add - $ann >out && test_is 2 "$(wc -l <out)" &&
	test_expect_code 65 ch-safety meds --add 1 $ann 2>err && test_grep "no table knows" err &&
	test_expect_code 65 ch-safety meds --add - $ann <<<"{\"type\":\"task\",\"title\":\"x\"}"'
test_expect_success 'a table of findings: the worst first, in words' '
	fresh && med d1 phenelzine && med d2 sertraline && med d3 metformin && ch-safety meds -o table $ann >out 2>log &&
	test_grep "Aster" out && test_grep "phenelzine with sertraline" out && test_grep "serotonin syndrome" out'
test_expect_success 'a table that names what is not there is refused by its line' '
	printf "x\tno such drug\twarn\n" >>share/codes/drug_class.tsv &&
	test_expect_code 65 env CH_SHARE=$PWD/share ch-safety meds $ann 2>err && test_grep "drug_class.tsv:[0-9]*: no such ingredient" err'

# ---- overriding ----

test_expect_success 'override: by id, with a reason; left out until something changes' '
	fresh && med d1 phenelzine && med d2 sertraline && id=$(ch-safety meds $ann | jq -r .id) &&
	test_expect_code 64 ch-safety override $id $ann 2>err && test_grep "why" err &&
	test_expect_code 64 ch-safety override $id $ann --reason "said too much" &&
	ch-safety override -n $id $ann --reason washed-out >out && test_is 1 "$(ch-safety meds $ann | wc -l)" &&
	ch-safety override $id $ann --reason washed-out >one && test_jq ".type, .decision, .kind, .reason, .first" one "decision override drug-pair washed-out medication/00000000000000d1" &&
	test_is "" "$(meds)" && ch-safety meds -e $ann && ch-safety meds --all $ann >out && test_jq .reason out washed-out &&
	CH_NOW=2025-06-09T09:00:00-04:00 ch-safety override ${id:0:8} $ann --reason washed-out >two && cmp one two &&
	med d2 sertraline "\"dose\":\"100\"" && test_is "block onc-8:phenelzine+sertraline" "$(meds)" &&
	ch-safety override $id $ann --reason washed-out >log && test_is "" "$(meds)" &&
	med d2 sertraline "\"status\":\"stopped\"" && med d4 "sertraline 25 MG" && test_is "block onc-8:phenelzine+sertraline" "$(meds)"'
test_expect_success 'override: findings on standard input; a test, too; what is not there is 66' '
	fresh && med d1 phenelzine && med d2 sertraline && lab b1 3016-3 2025-05-20 "\"value\":2" &&
	{ ch-safety meds $ann; ch-safety order 3016-3 $ann; } | ch-safety override - --reason known >out && test_is 2 "$(wc -l <out)" &&
	test_is "" "$(meds)" && test_is "" "$(order 3016-3 $ann)" && lab b2 3016-3 2025-05-25 "\"value\":2" &&
	test_is "warn tsh" "$(order 3016-3 $ann)" && test_expect_code 66 ch-safety override 00000000000000ff $ann --reason x &&
	test_expect_code 64 ch-safety override 00000000000000ff --reason x && test_expect_code 64 ch-safety override short $ann --reason x &&
	ch-get patient | test_expect_code 65 ch-safety override - --reason x'

# ---- after a stay ----

after_stay() { # before, kept, stopped, changed, new
	fresh && stay 2025-05-20T10:00:00-04:00 2025-05-25T15:00:00-04:00
	med d1 "lisinopril 10 MG"
	med d2 "simvastatin 20 MG" '"status":"stopped","until":"2025-05-22"'
	med d3 "metformin 500 MG" '"status":"stopped","until":"2025-05-25","sig":"once"'
	med d4 "metformin 1000 MG" '"at":"2025-05-25T12:00:00-04:00","sig":"twice"'
	med d5 "warfarin 5 MG" '"at":"2025-05-25T12:00:00-04:00"'
	med d6 "ibuprofen 400 MG" '"at":"2025-05-21","category":"inpatient"'
	med d7 "aspirin 81 MG" '"status":"stopped","until":"2025-03-01"'
}
lines() { jq -r 'select(.type == "decision") | "\(.item) \(.decision)"' "$@" | sort | paste -sd, -; }
test_expect_success 'reconcile: before, after, and what each line says; a task, once' '
	after_stay && ch-safety reconcile -n $ann >out && test_is "lisinopril keep,metformin change,simvastatin stop,warfarin new" "$(lines out)" &&
	test_is 0 "$(ch-get task | wc -l)" && test_expect_code 1 ch-safety reconcile -e $ann >out && ch-safety reconcile $ann >again && cmp out again &&
	ch-get task >task && test_is 1 "$(wc -l <task)" && test_jq ".kind, .status, .due, .encounter" task "med-reconciliation requested 2025-06-24 00000000000000e1" &&
	test_is 1 "$(ch-sql "SELECT count(*) n FROM journal WHERE record_type = '\''task'\''" | jq .n)" &&
	jq -c "select(.item == \"metformin\")" out >line && test_jq ".first, .second" line "medication/00000000000000d3 medication/00000000000000d4"'
test_expect_success 'the task is not closed by hand, nor by another decision' '
	id=$(jq -r .id task) && test_expect_code 65 ch-task done $id 2>err && test_grep "evidence" err &&
	jq -c "select(.item == \"lisinopril\")" out | ch-safety decide - >one && test_jq ".decision, .staff" one "keep $(ch-staff who | jq -r .id)" &&
	test_expect_code 65 ch-task done $id --evidence decision/$(jq -r .id one) 2>err && test_is requested "$(ch-get task | jq -r .status)"'
test_expect_success 'decide: the rest, one of them otherwise; then the task is done, and again changes nothing' '
	ch-safety reconcile $ann | jq -c "if .item == \"simvastatin\" then .decision = \"keep\" | .reason = \"restarted\" else . end" >in &&
	ch-safety decide -n - <in >log && test_is requested "$(ch-get task | jq -r .status)" &&
	ch-safety decide - <in >done && ch-get task >task && test_jq .status task completed &&
	test_is "decision/$(jq -r "select(.kind == \"reconciliation\").id" <(ch-get decision))" "$(jq -r .evidence task)" &&
	ch-safety reconcile $ann >out && test_is "lisinopril keep,metformin change,simvastatin keep,warfarin new" "$(lines out)" &&
	n=$(ch-sql "SELECT count(*) n FROM journal" | jq .n) && ch-safety decide - <in >log && ch-safety reconcile $ann >log &&
	test_is "$n" "$(ch-sql "SELECT count(*) n FROM journal" | jq .n)"'
test_expect_success 'decide: a new order is asked about again; what is no line, no decision, no word is refused' '
	med d8 "lisinopril 20 MG" "\"at\":\"2025-05-30\",\"sig\":\"two\"" && ch-safety reconcile $ann >out &&
	jq -c "select(.item == \"lisinopril\")" out >line && test_jq ".decision, .at" line "change null" &&
	{ ch-safety decide - <line; } >log && jq -c ".id = \"00000000000000ff\"" line >odd &&
	test_expect_code 65 ch-safety decide - <odd 2>err && test_grep "no such line" err &&
	jq -c "del(.decision)" line | test_expect_code 65 ch-safety decide - && ch-get task | test_expect_code 65 ch-safety decide - &&
	jq -c ".reason = \"said too much\"" line | test_expect_code 64 ch-safety decide - && test_expect_code 64 ch-safety decide'
test_expect_success 'reconcile: a task of a rule is the one, and needs the same; no stay is 66, nor one that goes on' '
	after_stay && echo "{\"type\":\"task\",\"id\":\"0000000000000077\",\"patient\":\"$ann\",\"status\":\"requested\",\"kind\":\"med-reconciliation\",\"title\":\"Medicines\",\"about\":\"encounter/00000000000000e1\",\"at\":\"2025-05-26\"}" |
	ch-put - >log && ch-safety reconcile $ann >out && ch-get task >task && test_is 1 "$(wc -l <task)" && test_grep "kind=reconciliation" task &&
	test_expect_code 66 ch-safety reconcile 00000000000000a2 2>err && test_grep "no such stay" err &&
	test_expect_code 66 ch-safety reconcile 00000000000000a2 --encounter 00000000000000e1 && fresh && stay 2025-05-30T10:00:00-04:00 &&
	test_expect_code 66 ch-safety reconcile $ann'
test_expect_success 'reconcile: what was stopped since, nobody said when, held before if the hub heard of it later' '
	after_stay && med d1 "lisinopril 10 MG" "\"status\":\"stopped\"" && ch-safety reconcile $ann >out &&
	test_is "lisinopril stop,metformin change,simvastatin stop,warfarin new" "$(lines out)" &&
	med d9 "digoxin" "\"status\":\"stopped\"" && ch-safety reconcile $ann >out && test_no_grep digoxin out'
test_expect_success 'decide: the last line is not decided over the head of who has the task' '
	after_stay && ch-safety reconcile $ann >out && ch-staff add Otter --login kim >log &&
	ch-task assign $(ch-get task | jq -r .id) --to kim >log && test_expect_code 77 ch-safety decide - <out 2>err &&
	test_grep "kim" err && test_is 0 "$(ch-get decision | wc -l)" && head -n 1 out | ch-safety decide - >log &&
	test_is 1 "$(ch-get decision | wc -l)"'
test_done
