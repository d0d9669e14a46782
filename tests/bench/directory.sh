#!/bin/bash
# directory.sh - a ranked search in a directory of 50,000 services.
#
#   BENCH_SERVICES=50000  of 20 categories; all are read as one HSDS package
#   CH_DATA               where zip/zips.csv.xz is; without it ZIP codes of few
. "$(dirname "$0")/lib.sh"
wanted directory || exit 0
services=${BENCH_SERVICES:-50000}
zips=${CH_DATA:-$here/../../../shared/data}/zip/zips.csv.xz
D=$W/directory

# The site's table of postal codes: all 42,000, or a made-up one as long.
table() {
	mkdir -p "$D/site/places" "$D/hsds"
	if [ -f "$zips" ]; then
		xzcat "$zips" | tail -n +2 | awk -F, -v OFS='\t' '{ print $1, $2, $3, "zipcodes", "draft" }'
	else
		seq -f %05.0f 1000 43000 | awk '{ printf "%s\t%.4f\t%.4f\tmade up\tdraft\n", $1, 25 + $1 % 25, -120 + $1 % 50 }'
	fi | LC_ALL=C sort >"$D/site/places/zip.tsv"
}
package() {
	cut -f1 "$D/site/places/zip.tsv" | awk -v n="$services" -v dir="$D/hsds" 'BEGIN {
		split("Transit,Food Pantry,Emergency Shelter,Legal Aid,Utilities,Medicaid,Furniture,Job Training,Literacy,Peer Support,Counseling,Domestic Violence,Respite,Childcare,Reentry,Veterans,Internet Access,Translation,Dental Care,Primary Care", term, ",")
		split("es,vi,zh,ko,ru,es", tongue, ",")
		srand(7)
	}
	{ zip[NR] = $1 }
	END {
		s = dir "/services.csv"; l = dir "/locations.csv"; a = dir "/addresses.csv"
		h = dir "/schedules.csv"; r = dir "/service_areas.csv"; t = dir "/attributes.csv"
		print "id,location_id,name,status,minimum_age,maximum_age,languages,description" >s
		print "id,name" >l
		print "id,location_id,address_1,city,postal_code" >a
		print "id,service_id,freq,byday,opens_at,closes_at" >h
		print "id,service_id,name" >r
		print "id,link_id,taxonomy_term_id" >t
		for (i = 1; i <= n; i++) {
			z = 1 + int(rand() * NR)
			printf "s%d,l%d,Service %d,%s,%s,%s,%s,%s\n", i, i, i, i % 30 ? "active" : "inactive", i % 5 ? "" : 18, i % 7 ? "" : 64, i % 3 ? tongue[1 + i % 6] : "", "What is offered here and to whom in a sentence or two as directories have them" >s
			printf "l%d,Place %d\n", i, i >l
			printf "a%d,l%d,%d Main Street,Town,%s\n", i, i, i, zip[z] >a
			printf "h%d,s%d,WEEKLY,\"MO,TU,WE,TH,FR\",%02d:%02d,%02d:00\n", i, i, 7 + i % 4, i % 2 * 30, 15 + i % 5 >h
			if (i % 4 == 0) printf "r%d,s%d,\"%s, %s, %s\"\n", i, i, zip[z], zip[z % NR + 1], substr(zip[z], 1, 3) >r
			printf "t%d,s%d,%s\n", i, i, term[1 + i % 20] >t
		}
	}'
}

rm -rf "$D"
table
package
rm -f "$CH_STORE" "$CH_STORE"-*
ch-store init --practice --zone America/New_York --site "$D/site" >/dev/null
timed directory-in ch-import hsds --source bench -q "$D/hsds"
echo "# $services services, $(ch-get service --where category=food | wc -l) of the category asked for; medians of $runs"
plain "directory read (HSDS, once)" "$(median "$W/directory-in.times" 1)" s 20
near=$(sed -n 20000p "$D/site/places/zip.tsv" | cut -f1)
for _ in $(seq "$runs"); do
	timed directory ch-refer services --need food --near "$near"
	timed directory-open ch-refer services --need food --near "$near" --language es --open --at 'tomorrow 10:00'
done
ms() { awk -v s="$(median "$W/$1.times" 1)" 'BEGIN { print s * 1000 }'; }
plain "directory, ranked" "$(ms directory)" ms 15
plain "directory, ranked, what is open" "$(ms directory-open)" ms 15
rm -rf "$D"
verdict_end
