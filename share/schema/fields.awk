# fields.awk - turns hub.sql, and after it stream.sql, into the tables of
# lib/record/type.h.
# A column is one line ("name TYPE ..., -- what it means"); its CHECK may go on
# over lines; the common last lines hold several columns.
function cstr(s) { gsub(/\\/, "\\\\", s); gsub(/"/, "\\\"", s); return "\"" s "\"" }
function trim(s) { sub(/^[ \t]+/, "", s); sub(/[ \t]+$/, "", s); return s }
function as_of(t) {
	if (t ~ /^ID( |$)/) return "ID"
	if (t ~ /^REF /) return "REF"
	if (t ~ /^ANYREF/) return "ANYREF"
	if (t ~ /^MOMENT/) return "MOMENT"
	if (t ~ /^TEXT/) return "TEXT"
	if (t ~ /^INTEGER/) return "INTEGER"
	if (t ~ /^REAL/) return "REAL"
	if (t ~ /^FLAG/) return "FLAG"
	if (t ~ /^DECIMALTEXT/) return "DECIMALTEXT"
	if (t ~ /^JSONTEXT/) return "JSONTEXT"
	print "fields.awk: " FILENAME ":" FNR ": unknown type: " t > "/dev/stderr"
	exit bad = 1
}
# A bit each in a mask of 64: CH_FIELDS_MAX, CH_TYPES_MAX in lib/record/type.h.
function at_most_64(n, what) {
	if (n <= 64) return
	print "fields.awk: " FILENAME ":" FNR ": " what ": more than 64" > "/dev/stderr"
	exit bad = 1
}
function column(def, doc,    name, t, w, target, words, nw, q) {
	def = trim(def); sub(/,$/, "", def)
	if (def == "") return
	name = def; sub(/[ \t].*/, "", name)
	t = trim(substr(def, length(name) + 1))
	target = ""
	if (t ~ /^REF /) { target = t; sub(/^REF /, "", target); sub(/[ ,].*/, "", target) }
	words = ""
	if (t ~ /CHECK/) {
		q = substr(t, index(t, "CHECK"))
		while (match(q, /'[^']*'/)) {
			words = words ", " cstr(substr(q, RSTART + 1, RLENGTH - 2))
			q = substr(q, RSTART + RLENGTH)
		}
	}
	col[n] = name; colas[n] = as_of(t); coltarget[n] = target
	colwords[n] = substr(words, 3); colreq[n] = t ~ /NOT NULL/ ? "true" : "false"
	coldoc[n] = doc; at[name] = n
	n++
	at_most_64(n, "fields of " table)
}
function number(name) { return (name in at) ? at[name] : -1 }
function flush_table(    i, pair, base) {
	for (i = 0; i < n; i++)
		if (colwords[i] != "")
			printf "static const char *const words_%s_%s[] = { %s, NULL };\n", table, col[i], colwords[i]
	printf "static const struct ch_field fields_%s[] = {\n", table
	for (i = 0; i < n; i++) {
		pair = -1
		if (colas[i] == "ANYREF") pair = number(col[i] "_type")
		else if (col[i] ~ /_type$/) { base = col[i]; sub(/_type$/, "", base); if (base in at && colas[at[base]] == "ANYREF") pair = at[base] }
		printf "\t{ %s, CH_AS_%s, %s, %s, %s, %d, %s },\n", cstr(col[i]), colas[i], \
			coltarget[i] == "" ? "NULL" : cstr(coltarget[i]), \
			colwords[i] == "" ? "NULL" : "words_" table "_" col[i], colreq[i], pair, cstr(coldoc[i])
	}
	print "};"
	if (FILENAME !~ /stream/) at_most_64(++nstored, "stored types")
	types[ntypes++] = sprintf("\t{ %s, %s, %s, 1, %d, fields_%s, %d, %d, %d, %d, %d, %d, %d, %d, %d, %d },", \
		cstr(table), cstr(room), cstr(doc), n, table, number("patient"), number("at"), number("status"), \
		number("source"), number("origin"), number("told"), number("said"), number("recorded"), number("batch"), number("rev"))
}
BEGIN { print "/* Made from hub.sql and stream.sql by fields.awk: do not edit. */\n#include \"record/type.h\"\n" }
/^PRAGMA user_version/ { version = $NF; sub(/;/, "", version); version = version + 0 }
/^-- room / { room = $3; sub(/:$/, "", room) }
/^-- [a-z_]+: / { doc = $0; sub(/^-- [a-z_]+: /, "", doc) }
/^CREATE TABLE / && (FILENAME ~ /stream/ || $3 !~ /^(patient_word|seal|attempt)$/) { table = $3; n = 0; pending = ""; delete at; inside = 1; next }
inside && /^\)/ { flush_table(); inside = 0; next }
inside {
	line = $0; d = ""
	if (match(line, / -- /)) { d = substr(line, RSTART + 4); line = substr(line, 1, RSTART) }
	pending = pending " " trim(line)
	if (d == "" && pending !~ /,$/ && pending !~ /rev INTEGER NOT NULL$/) next
	if (d != "") { column(pending, d); pending = ""; next }
	# several columns on a line, without comments of their own
	m = split(pending, part, /, */); pending = ""
	for (i = 1; i <= m; i++) {
		nm = trim(part[i]); sub(/ .*/, "", nm)
		column(part[i], common[nm])
	}
}
BEGIN {
	common["source"] = "who told it: the feed's name, or the program"
	common["origin"] = "the source's own id for it"
	common["told"] = "when the source said it; older never overwrites newer"
	common["said"] = "a hash of what the source last said"
	common["recorded"] = "when the hub last heard of it, by the real clock"
	common["batch"] = "the load that last wrote it"
	common["rev"] = "how often it was written; for compare-and-set"
}
END {
	if (bad) exit 1
	print "\nconst struct ch_type ch_types[] = {"
	for (i = 0; i < ntypes; i++) print types[i]
	printf "};\nconst int ch_types_n = %d;\nconst int ch_types_all = %d;\nconst int ch_schema_version = %d;\n", nstored, ntypes, version
}
