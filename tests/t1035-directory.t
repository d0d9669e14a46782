#!/bin/bash
# t1035-directory.t - directories of services come in as HSDS; which service fits
# a need, and why another does not; how many places are free, and how old that is.
. "$(dirname "$0")/lib.sh"

test_store
export CH_NOW=2026-11-27T09:00:00-05:00	# a Friday
names() { jq -r .name "$@" | paste -sd' ' -; }
hsds() { ch-import hsds --source d "$@"; }

# ---- a package of CSV tables ----

package() { # package DIR: two organizations, three places, four services
	mkdir -p "$1" && (
		cd "$1" && printf '%s\n' 'id,name,email' 'o1,Hill Parish,hill@example.org' 'o2,"Clinic, Lower Teasel",' >organizations.csv &&
			printf '%s\n' id,organization_id,name,latitude,longitude l1,o1,Hall,42.80,-74.02 l2,o1,Barn,42.91,-73.80 l3,o2,Ward,, >locations.csv &&
			printf '%s\n' id,location_id,address_1,city,postal_code,address_type 'a1,l1,1 Main,Farview,00101,physical' 'a2,l1,Box 7,Farview,00101,postal' \
				'a3,l2,"2 Mill, rear",Mossbridge,00112,physical' 'a4,l3,3 Low,Lower Teasel,00107,physical' >addresses.csv &&
			printf '%s\n' id,organization_id,name,status,eligibility_description,minimum_age,maximum_age,fees_description,application_process \
				's1,o1,Rides,active,"Who has no car, or cannot drive",18,,None,Call' 's2,o1,Pantry,active,,,,,' \
				's3,o2,Old Rides,inactive,,,,,' 's4,o2,Rides for the young,active,,,17,,' >services.csv &&
			printf '%s\n' id,service_id,location_id x2,s1,l2 x1,s1,l1 x3,s2,l1 x4,s4,l3 >service_at_location.csv &&
			printf '%s\n' id,service_id,name,code 'g1,s1,Spanish,' 'g2,s1,,vie' 'g3,s2,Haitian Creole,' >languages.csv &&
			printf '%s\n' id,service_id,freq,byday,opens_at,closes_at 'h1,s1,WEEKLY,"MO,TU,WE,TH,FR",08:00,17:00' 'h2,s2,WEEKLY,SA,9:00,12:00' >schedules.csv &&
			printf '%s\n' id,service_id,start_date,end_date,closed,opens_at,closes_at y1,s1,2026-12-25,2026-12-25,true,, >holiday_schedules.csv &&
			printf '%s\n' id,service_id,name 'r1,s1,"00101, 00112"' >service_areas.csv &&
			printf '%s\n' id,code,name,parent_id t1,T,Transportation, 't2,T-1,Rides to the doctor,t1' 't3,F,Food Pantry,' t4,Z,Knitting, >taxonomy_terms.csv &&
			printf '%s\n' id,link_id,link_entity,taxonomy_term_id b1,s1,service,t2 b2,s2,service,t3 b3,s2,service,t4 b4,s3,service,t1 b5,s4,service,t2 >attributes.csv &&
			printf '%s\n' id,service_id,organization_id,number,extension,type p1,s1,,555-0101,7,voice p2,s1,,555-0109,,fax p3,,o2,555-0202,,voice >phones.csv
	)
}
package one

test_expect_success 'hsds: all tables of a folder are one package' '
	hsds one >batch && test_jq ".read, .created, .refused" batch "10 10 0" && test_jq ".format" batch hsds &&
	test_is "2 3 5" "$(count organization) $(count location) $(count service)" &&
	ch-get service --where name=Rides >rides && test_is 2 "$(wc -l <rides)" &&
	jq -c "select(.part_of == null)" rides >main &&
	test_jq ".category, .languages, .area, .age_from, .fees, .how, .phone, .zip" main \
		"transport es,vi 00101, 00112 18 None Call 555-0101 ext. 7 00101"'
test_expect_success 'hsds: hours are VEVENTs without holidays; a further place is part of the first' '
	jq -r .schedule main >events && test_grep "^DTSTART:20240101T080000" events && test_grep "^DTEND:20240101T170000" events &&
	test_grep "BYDAY=MO,TU,WE,TH,FR" events && test_grep "^EXDATE;VALUE=DATE:20261225" events &&
	jq -c "select(.part_of)" rides >other && test_jq .part_of other "$(jq -r .id main)" && test_jq ".zip, .latitude" other "00112 42.91" &&
	test_jq ".origin" other "s1|x2" && test_jq ".line" <(ch-get location --where name=Barn) "2 Mill, rear" &&
	test_jq ".active" <(ch-get service --where name="Old Rides") false && test_jq .phone <(ch-get service --where name="Old Rides") 555-0202'
test_expect_success 'hsds: a term that is part of another has its category; one that nobody knows is counted' '
	jq -c .unknown batch >u && test_grep "Knitting\":1" u && test_no_grep Rides u &&
	test_jq ".category" <(ch-get service --where name=Pantry) food &&
	test_jq ".terms[]" <(ch-get service --where name=Pantry) "Food Pantry Knitting"'
test_expect_success 'hsds: read twice, nothing changes' '
	before=$(everything) && hsds one >again && test_jq ".created, .updated, .unchanged, .refused" again "0 0 10 0" && test_is "$before" "$(everything)"'
test_expect_success 'hsds: -n writes nothing; undo takes it back' '
	package two && sed -i s/Pantry,active/Larder,active/ two/services.csv && before=$(everything) &&
	hsds -n two >out && test_jq .updated out 1 && test_is "$before" "$(everything)" &&
	hsds two >out && test_jq .updated out 1 && test_is 1 "$(count service --where name=Larder)" &&
	ch-import undo last >out && test_is "$before" "$(everything)"'
test_expect_success 'hsds: what a nurse corrected outlives the same package' '
	ch-get service --where name=Pantry | jq -c "{type, id, rev, phone: \"555-7777\"}" | ch-put - >out && hsds one >out &&
	test_jq .unchanged out 10 && test_jq .phone <(ch-get service --where name=Pantry) 555-7777'

# ---- what is wrong with it ----

test_expect_success 'hsds: orphans, ids that come twice and bad rows are refused by name; -k takes the rest' '
	package bad && cat >>bad/services.csv <<-\Y &&
		s5,o9,Nobody,active,,,,,
		s2,o1,Another,active,,,,,
		s6,o1,Short
		,o1,Nameless,active,,,,,
	Y
	echo "h3,s9,WEEKLY,MO,9:00,12:00" >>bad/schedules.csv && echo "h4,s1,WEEKLY,MO,soon,12:00" >>bad/schedules.csv && echo "x9,s1,l9" >>bad/service_at_location.csv &&
	printf "r2,s1,\"open\nand on\n" >>bad/service_areas.csv &&
	rm -f hub.db* && test_store && export CH_NOW=2026-11-27T09:00:00-05:00 &&
	test_expect_code 65 hsds bad >out 2>err && test_jq .status out refused && test_is 0 "$(count service)" &&
	test_expect_code 65 hsds -k bad >out 2>err && test_jq ".created, .refused" out "10 8" &&
	test_grep "bad/services.csv:6: organization_id: it belongs to what is nowhere" err &&
	test_grep "bad/services.csv:7: id: the same id was there before" err && test_grep "bad/services.csv:8: not as many fields" err &&
	test_grep "bad/services.csv:9: id: missing" err && test_grep "bad/schedules.csv:4: service_id: it belongs" err &&
	test_grep "bad/schedules.csv:5: opens_at: not a date or time" err && test_grep "bad/service_at_location.csv:6: location_id: it belongs" err &&
	test_grep "bad/service_areas.csv:3: a quote is never closed" err && test_no_grep "soon" err'
test_expect_success 'hsds: the refusals wait in the list; the same again is the same; mended they are done' '
	ch-import rejects >out && test_is 8 "$(wc -l <out)" && test_jq .reason <(ch-import rejects --reason orphan) "orphan orphan orphan" &&
	ch-sql "SELECT raw FROM reject WHERE reason = '\''orphan'\'' AND file LIKE '\''%services.csv'\''" | jq -r .raw | jq -r .name >name && test_grep Nobody name &&
	test_expect_code 65 hsds -k bad >out 2>/dev/null && test_is 8 "$(ch-import rejects | wc -l)" &&
	test_expect_code 64 ch-import retry last 2>err && test_grep "whole package" err &&
	echo "o9,Late Society," >>bad/organizations.csv && test_expect_code 65 hsds -k bad >out 2>/dev/null &&
	test_jq ".created, .refused" out "2 7" && test_is 7 "$(ch-import rejects | wc -l)" && test_is 1 "$(count service --where name=Nobody)"'
test_expect_success 'hsds: JSON that is cut off, no HSDS, or of nothing; an empty folder; a folder of none' '
	echo "{\"id\":\"s1\",\"name\":\"R" >cut.json && test_expect_code 65 hsds cut.json 2>err && test_grep "cut.json:[0-9:]* not valid JSON" err &&
	echo "{\"id\":\"q\",\"colour\":\"red\"}" >odd.json && test_expect_code 65 hsds odd.json 2>err && test_grep "odd.json:1: no table or object that HSDS has" err &&
	: >services.csv && test_expect_code 65 hsds services.csv 2>err && test_grep "not even a heading" err &&
	mkdir -p none && test_expect_code 66 hsds none 2>err && echo hello >none/notes.txt && test_expect_code 66 hsds none 2>err &&
	test_expect_code 66 hsds gone && test_expect_code 64 ch-import hsds one 2>err && test_grep "source" err &&
	echo "[1,\"x\",null]" >odd.json && test_expect_code 65 hsds odd.json 2>err && test_grep "not a JSON object" err'
test_expect_success 'hsds: an object in objects in objects is too deep, and a text of many MB is read' '
	awk "BEGIN { s = \"\"; for (i = 0; i < 60; i++) s = s \"{\\\"id\\\":\\\"o\" i \"\\\",\\\"name\\\":\\\"n\\\",\\\"locations\\\":[\"; print s }" >deep.json &&
	awk "BEGIN { for (i = 0; i < 60; i++) printf \"]}\" ; print \"\" }" >>deep.json && tr -d "\n" <deep.json >organization_deep.json &&
	test_expect_code 65 hsds -k -n organization_deep.json >out 2>err && test_grep "nested too deeply" err &&
	awk "BEGIN { print \"id,name,description\"; for (i = 0; i < 8000; i++) d = d \"long words \"; for (i = 0; i < 60; i++) print \"w\" i \",Wide,\" d }" >services.csv &&
	hsds -n services.csv >out && test_jq ".created" out 60'

# ---- the same in JSON ----

json() {
	cat <<-\Y
	{"contents":[{"id":"j1","name":"Counsel","status":"active","minimum_age":12,
	  "organization":{"id":"jo","name":"Aid"},
	  "phones":[{"id":"jp","number":"555-0303","type":"voice"}],
	  "schedules":[{"id":"jh","freq":"WEEKLY","byday":"FR","opens_at":"10:00","closes_at":"18:00","timezone":"Europe/London"}],
	  "languages":[{"id":"jl","name":"Polish","code":"pl"}],
	  "attributes":[{"id":"ja","taxonomy_term":{"id":"jt","code":"x","name":"Legal Aid"}}],
	  "service_at_locations":[{"id":"jx","location":{"id":"jz","name":"Yard","addresses":[{"id":"jd","address_1":"9 Yard","city":"Farview","postal_code":"00101"}]}}]}
	,{"id":"j2","name":"Other","status":"defunct","organization":{"id":"jo","name":"Aid","email":"aid@example.org"}}]}
	Y
}
test_expect_success 'hsds: a page of services, one a line, one object, and all tables in one' '
	json >service_list.json && hsds service_list.json >out && test_jq ".created" out 4 &&
	ch-get service --where origin=j1 >got && test_jq ".category, .languages, .phone, .zip, .zone, .age_from" got "legal pl 555-0303 00101 Europe/London 12" &&
	test_jq .email <(ch-get organization --where origin=jo) aid@example.org &&
	jq -c ".contents[]" service_list.json >services.ndjson && hsds services.ndjson >out && test_jq ".created, .updated, .unchanged" out "0 0 4" &&
	hsds - <services.ndjson >out && test_jq ".unchanged" out 4 &&
	jq -c "{services: [.contents[] | {id, name, status, organization_id: .organization.id}]}" service_list.json >all.json &&
	test_expect_code 65 hsds -n all.json 2>err && test_grep "all.json:1: organization_id: it belongs" err'
test_expect_success 'hsds: in JSON, too, a line says where; the rest of its lines is read' '
	printf "%s\n" "{\"id\":\"k1\",\"name\":\"One\",\"organization\":{\"id\":\"jo\",\"name\":\"Aid\"}}" "{\"id\":\"k2\",\"name\":" "{\"id\":\"k3\",\"name\":\"Three\",\"organization_id\":\"zz\"}" >services.ndjson &&
	test_expect_code 65 hsds -k services.ndjson >out 2>err && test_grep "services.ndjson:2:[0-9:]* not valid JSON" err &&
	test_grep "services.ndjson:3: organization_id: it belongs" err && test_jq .created out 1'
test_expect_success 'hsds: names of versions 1 and 2' '
	mkdir -p old && printf "%s\n" id,name 1,Town >old/organization.csv && printf "%s\n" id,organization_id,name 1,1,Hall >old/location.csv &&
	printf "%s\n" id,location_id,name,taxonomy_ids,service_areas,languages "1,1,Meals,102-01,\"00101, 00107\",\"Spanish, French\"" >old/service.csv &&
	printf "%s\n" id,location_id,address_1,postal_code 1,1,Box,00101 >old/postal_address.csv && printf "%s\n" taxonomy_id,name,parent_id 102,Food, 102-01,Gardens,102 >old/taxonomy.csv &&
	printf "%s\n" id,service_id,weekday,opens_at,closes_at 1,1,Monday,9am,"3 PM" 2,1,Tuesday,9am,"3 PM" >old/regular_schedule.csv &&
	printf "%s\n" id,service_id,eligibility 1,1,Everybody >old/eligibility.csv && ch-import hsds --source old old >out && test_jq .created out 3 &&
	ch-get service --where name=Meals >got && test_jq ".category, .zip, .languages, .eligible, .area" got "food 00101 es,fr Everybody 00101, 00107" &&
	jq -r .schedule got >ev && test_grep "BYDAY=MO,TU" ev && test_is 1 "$(grep -c BEGIN:VEVENT ev)"'
test_expect_success 'hsds: as Open Referral UK has it; locations in services; the list of a package; another encoding' '
	cat >uk.json <<-\Y && ch-import hsds --source uk uk.json >out && test_jq .created out 4 &&
		{"content":[{"id":"u1","name":"Lunch","status":"active","organization":{"id":"u0","name":"Council"},
		 "eligibilitys":[{"id":"u2","minimum_age":60,"eligibility":"Older people"}],"languages":[{"id":"u3","language":"Welsh"}],
		 "service_taxonomys":[{"id":"u4","taxonomy":{"id":"u5","name":"Free Meals"}}],
		 "regular_schedules":[{"id":"u6","freq":"WEEKLY","byday":"WE","opens_at":"12:00","closes_at":"14:00"}],
		 "locations":[{"id":"u7","name":"Hall","physical_addresses":[{"id":"u8","address_1":"1 Row","postal_code":"AB1 2CD"}]}]},
		 {"id":"u9","name":"Talk","organization":{"id":"u0"}}]}
	Y
	ch-get service --where origin=u1 >got && test_jq ".category, .age_from, .eligible, .languages, .zip" got "food 60 Older people cy AB1 2CD" &&
	echo "{\"resources\":[]}" >old/datapackage.json && ch-import hsds --source old old/datapackage.json >out && test_jq ".unchanged, .refused" out "3 0" &&
	mkdir -p latin && printf "id,name\nz1,Caf\351\n" >latin/services.csv && test_expect_code 65 hsds latin 2>err && test_grep "not valid UTF-8" err &&
	hsds --encoding windows-1252 latin >out && test_is "Café" "$(ch-get service --where origin=z1 | jq -r .name)" && test_expect_code 64 hsds --encoding odd latin'
test_expect_success 'hsds: lists with bars and slashes; a byte order mark, CRLF and semicolons' '
	mkdir -p bars && printf "\357\273\277\"id\";name;;languages;keywords\r\nbr1;\"Ways; \"\"out\"\"\";;Spanish|French/spa;Food Pantry|Bus Passes\r\n\r\n" >bars/services.csv && hsds bars >out && test_jq ".created, .refused" out "1 0" &&
	ch-get service --where origin=br1 >got && test_jq ".name, .languages, .category" got "Ways; \"out\" es,fr food"'
test_expect_success 'hsds: an empty page is none; a holiday that ends before it begins, or never, is refused' '
	mkdir -p pages && cat service_list.json >pages/page1.json && echo "{\"total_items\":2,\"contents\":[]}" >pages/page2.json && hsds pages >out && test_jq ".status, .read, .refused" out "done 4 0" &&
	mkdir -p shut && printf "%s\n" id,name sh1,Shut >shut/services.csv && printf "%s\n" id,service_id,start_date,end_date,closed e1,sh1,2026-12-25,2026-12-24,true e2,sh1,2026-12-25,2099-12-24,true e3,sh1,0001-12-24,0001-01-02,true >shut/holiday_schedules.csv &&
	test_expect_code 65 hsds -k shut >out 2>err && test_jq ".created, .refused" out "1 2" && test_grep "holiday_schedules.csv:2: end_date" err && test_grep "holiday_schedules.csv:3: end_date" err'
test_expect_success 'csv: a plain spreadsheet of services' '
	printf "%s\n" id,name,category,zip,area,active "r1,Drivers,transport,00101,\"00101, 001\",yes" r2,Gone,transport,,,no >sheet.csv &&
	ch-import csv --source sheet --map services sheet.csv >out && test_jq .created out 2 &&
	ch-import csv --source sheet --map auto sheet.csv >out 2>err && test_jq .unchanged out 2'

# ---- which service fits ----

test_store
export CH_NOW=2026-11-27T09:00:00-05:00
hsds one >log
{
	echo '{"type":"patient","id":"00000000000000a1","family":"Aster","birth":"1950-02-03","zip":"00101","city":"Farview","language":"es"}'
	echo '{"type":"patient","id":"00000000000000a2","family":"Birch","birth":"2015-02-03","zip":"00304"}'
	echo '{"type":"need","id":"00000000000000b1","patient":"00000000000000a1","category":"transport","status":"confirmed"}'
} | ch-put - >log
s1=$(ch-get service --where name=Rides | jq -r 'select(.part_of == null).id')
pantry=$(ch-get service --where name=Pantry | jq -r .id)
seek() { ch-refer services --need transport "$@"; }

test_expect_success 'services: the nearest first, with miles and why; inactive ones are none' '
	seek --near 00101 >out && test_is "Rides Rides for the young Rides" "$(names out)" && test_jq "[.miles] | .[0]" <(head -n 1 out) 0 &&
	test_grep "serves there" out && test_no_grep "Old Rides" out && test_jq .open <(head -n 1 out) true && test_jq .category <(head -n 1 out) transport'
test_expect_success 'services: out of the area, and why' '
	seek --near 00304 >out && test_is "Rides for the young Rides Rides" "$(names out)" && test_jq .fit <(tail -n 1 out) 0 &&
	test_jq .against <(tail -n 1 out) "out of its area: 00101, 00112; only from 18 years" && test_expect_code 0 seek -e --near 00304 >out'
test_expect_success 'services: for a patient: home, age, language' '
	seek --near patient/00000000000000a1 >out && test_jq .patient <(head -n 1 out) 00000000000000a1 &&
	test_grep "in that language" out && test_jq .against <(tail -n 1 out) "not at that age: up to 17 years; not said: hours, languages" &&
	seek --near 00000000000000a2 >out && test_jq .fit <(jq -c "select(.name == \"Rides\")" out | head -n 1) 0 && test_no_grep "Aster\|1950" out'
test_expect_success 'services: for records on standard input, by their own category' '
	ch-get need | ch-refer services --near - >out && test_is "Rides Rides Rides for the young" "$(names out)" &&
	ch-get need | ch-refer services --need food --near - >out && test_is Pantry "$(names out)"'
test_expect_success 'services: in a language; English is spoken everywhere' '
	seek --language vi >out && test_jq .fit <(jq -c "select(.name == \"Rides\")" out | head -n 1) 90 &&
	seek --language ru >out && test_jq .against <(jq -c "select(.name == \"Rides\")" out | head -n 1) "only from 18 years; not in that language" &&
	ch-refer services --need food --language en >out && test_is true "$(jq ".fit > 0" out)"'
test_expect_success 'services: a language by its name or its other codes; one that is none is said' '
	for l in Vietnamese vie VI vi-VN; do seek --language $l >got && cmp out got || { seek --language vi >out && cmp out got; } || exit 1; done &&
	test_is 90 "$(jq -c "select(.name == \"Rides\").fit" got | head -n 1)" && seek --language English >got && test_no_grep "that language" got &&
	seek --language Klingon >got 2>err && test_grep "no such language" err && echo "{\"type\":\"service\",\"name\":\"Words\",\"category\":\"language\",\"languages\":\"Haitian Creole; spa/VIETNAMESE\"}" | ch-put - >log &&
	for l in vi es ht; do ch-refer services --need language --language $l >got && test_grep "in that language" got || exit 1; done'
test_expect_success 'services: where nobody knows the home of a patient, the area is to be asked' '
	echo "{\"type\":\"patient\",\"id\":\"00000000000000a3\",\"family\":\"Cedar\"}" | ch-put - >log && seek --near 00000000000000a3 >out && test_grep "ask: it serves 00101, 00112" out && test_grep "Rides for the young\",.*\"fit\":90" out'
test_expect_success 'services: hours: closed on holidays, at night, on Saturdays; whole days' '
	open() { seek --open --at "$1" | jq -r "select(.name == \"Rides\") | .fit > 0" | uniq; } &&
	test_is true "$(open "2026-12-01 9:00")" && test_is false "$(open "2026-12-01 7:59")" && test_is true "$(open "2026-12-01 8:00")" &&
	test_is false "$(open "2026-12-01 17:00")" && test_is false "$(open 2026-12-05)" && test_is true "$(open 2026-12-04)" &&
	test_is false "$(open "2026-12-25 9:00")" && test_is true "$(open "2026-12-24 9:00")" &&
	seek --open --at "2026-12-25 9:00" >out && test_jq .next_open <(head -n 2 out | tail -n 1) 2026-12-28T08:00:00-05:00 && test_grep "closed until Mon 28 Dec 08:00" out &&
	ch-refer services --need food --at "tomorrow 9:00" >out && test_jq ".open, .why" out "true open until 12:00"'
test_expect_success 'services: hours of another zone' '
	json >service_list.json && hsds service_list.json >log && at() { ch-refer services --need legal --at "$1" | jq -r .open; } &&
	test_is "false true true false" "$(at "2026-12-04 4:59") $(at "2026-12-04 5:00") $(at "2026-12-04 12:59") $(at "2026-12-04 13:00")"'
test_expect_success 'services: hours that cannot be read are said, and no hour is guessed' '
	ch-get service --where name=Pantry | jq -c "{type, id, rev, schedule: \"BEGIN:VEVENT\nnonsense\"}" | ch-put - >log &&
	ch-refer services --need food >out && test_jq ".open, .against" out "null its hours cannot be read"'
test_expect_success 'capacity: a number with its day; older than it holds, it is said to be old' '
	ch-refer capacity "$s1" 3 --until +2d >out && test_jq ".places, .places_at, .places_until" out "3 2026-11-27T09:00:00-05:00 2026-11-29" &&
	ch-refer capacity "$s1" 3 --until +2d >again && cmp out again && ch-refer capacity "$s1" >shown && test_jq .places shown 3 &&
	seek >out && test_is "open until 17:00; 3 free today" "$(jq -r "select(.service == \"$s1\").why" out)" &&
	CH_NOW=2026-11-30T09:00:00-05:00 seek >out && test_grep "3 free 3 days ago: too old to count on" out && test_jq "select(.service == \"$s1\").places_age" out 3'
test_expect_success 'capacity: full is not offered, until that is old' '
	ch-refer capacity "$s1" 0 >out && test_jq .places_until out null && seek >out && test_is 0 "$(jq -r "select(.service == \"$s1\").fit" out)" &&
	test_is "only from 18 years; full today" "$(jq -r "select(.service == \"$s1\").against" out)" &&
	CH_NOW=2026-12-04T09:00:00-05:00 seek >out && test_is 0 "$(jq -r "select(.service == \"$s1\").fit" out)" &&
	CH_NOW=2026-12-05T09:00:00-05:00 seek >out && test_is true "$(jq -r "select(.service == \"$s1\").fit > 0" out)" &&
	hsds one >log && test_is 0 "$(ch-refer capacity "$s1" | jq .places)"'
test_expect_success 'capacity: -n writes nothing; bad numbers and no service' '
	before=$(everything) && ch-refer capacity -n "$s1" 9 >out && test_jq .places out 9 && test_is "$before" "$(everything)" &&
	test_expect_code 64 ch-refer capacity "$s1" many && test_expect_code 64 ch-refer capacity "$s1" -1 2>err && test_expect_code 64 ch-refer capacity &&
	test_expect_code 64 ch-refer capacity "$s1" 3 --until yesterday 2>err && test_grep "is over" err && test_expect_code 66 ch-refer capacity 00000000000000ff && test_expect_code 66 ch-refer capacity 00000000000000ff 3'
test_expect_success 'services: of no category, of none such, of a postal code that no table has' '
	test_expect_code 64 ch-refer services 2>err && test_grep "need" err && ch-refer services --need fod >out 2>err && test_grep "did you mean food" err &&
	ch-refer services --need dental 2>err && test_grep "no service of that category" err && test_expect_code 1 ch-refer services -e --need dental 2>err &&
	seek --near 99999 >out 2>err && test_grep "nobody knows how far" err && test_expect_code 66 seek --near 00000000000000ff'
test_expect_success 'services: the organization is gone' '
	ch-get organization --where name="Hill Parish" | jq -c "{type, id, rev, active: false}" | ch-put - >log &&
	ch-refer services --need food >out && test_jq .fit out 0 && test_grep "no longer there" out'
test_expect_success 'services: a table that a nurse can read' '
	seek --near 00101 -o table >out && test_grep "^Service .*Miles .*Why" out && test_grep "^Rides " out'
test_expect_success 'a site has postal codes of its own, by the line of the manual page' '
	mkdir -p site/places && printf "%s\n" zip,lat,lon 99999,42,-74 00101,41,-74 >zips.csv &&
	tail -n +2 zips.csv | LC_ALL=C sort | awk -F, -v OFS="\t" "{ print \$1, \$2, \$3, \"x\", \"draft\" }" >site/places/zip.tsv &&
	ch-store set site_dir "$PWD/site" && seek --near 99999 >out 2>err && test_no_grep "how far" err && ch-knowledge check >log &&
	echo "00000	1	1	x	draft" >>site/places/zip.tsv && test_expect_code 65 ch-knowledge check >log 2>&1 && test_grep "zip.tsv:3: not after" log'

# ---- packages of others ----

if [ -d "$data/hsds" ]; then
	test_store
	test_expect_success 'HSDS packages of others come in: Ohana, mock API, the examples of 3.0' '
		ch-import hsds --source 211 -k "$data/hsds/ohana-sample-csv" >out 2>err && test_jq ".refused" out 0 &&
		ch-import hsds --source mock -k "$data/hsds/mock-v3" >out 2>err && test_jq ".refused" out 0 &&
		test_atleast 24 "$(count service)" && test_expect_code 65 ch-import hsds --source csv -k "$data/hsds/spec-3.0-examples/csv" >out 2>err &&
		test_jq ".created, .refused" out "3 1" && test_grep "attributes.csv:2: link_id" err &&
		test_expect_code 65 ch-import hsds --source tab -k "$data/hsds/spec-3.0-examples/tabular.json" >out 2>err && test_jq ".created, .refused" out "3 1" &&
		test_expect_code 65 ch-import hsds --source all -k "$data/hsds/spec-3.0-examples" >out 2>err && test_jq ".created" out 3'
	test_expect_success '... a service of several categories is found by each' '
		ch-refer services --need food >food && test_atleast 5 "$(wc -l <food)" && test_grep "Redwood City Corps" food &&
		test_jq .category <(ch-get service --where name="Redwood City Corps") housing &&
		ch-refer services --need housing >out && test_grep "Redwood City Corps" out && test_no_grep "Admin Test" out'
	test_expect_success '... and twice change nothing' '
		before=$(everything) && for p in ohana-sample-csv mock-v3; do ch-import hsds --source again -n -k "$data/hsds/$p" >out 2>err || exit 1; done &&
		ch-import hsds --source 211 -k "$data/hsds/ohana-sample-csv" >out 2>err && test_jq ".created, .updated" out "0 0" && test_is "$before" "$(everything)"'
else
	test_skip "HSDS packages of others" "no hsds in $data"
fi
test_done
