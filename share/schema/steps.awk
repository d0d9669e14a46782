# steps.awk - turns hub.sql and lifecycle.sql into the steps of
# lib/record/lifecycle.h; with -v sql=1 into lists of words for statements:
# CH_OVER_TASK are those that are over, CH_OPEN_TASK those that are not.

# The words that a CHECK allows, by "type.field".
/^CREATE TABLE / { table = $3 }
/CONSTRAINT [a-z_]+ CHECK/ { field = table "." $2 }
FILENAME ~ /hub\.sql$/ && field != "" {
	rest = $0
	while (match(rest, /'[^']*'/)) {
		word = substr(rest, RSTART + 1, RLENGTH - 2)
		words[field] = words[field] " " word
		rest = substr(rest, RSTART + RLENGTH)
	}
	if ($0 ~ /\)/)
		field = ""
}

FILENAME ~ /lifecycle\.sql$/ && split($0, part, "'") == 11 {
	name = part[2] "." part[4]
	if (!(name in known))
		list[++lists] = name
	known[name, part[6]] = known[name, part[8]] = known[name] = 1
	if (part[10] !~ /^(reopen|correct|restore)$/)
		leaves[name, part[6]] = 1
	step[++steps] = sprintf("\t{ \"%s\", \"%s\", \"%s\", \"%s\", \"%s\" },",
		part[2], part[4], part[6], part[8], part[10])
}

function is_over(name, word)
{
	return word == "entered-in-error" || ((name, word) in known &&
		!((name, word) in leaves))
}

function macro(kind, name, over,	n, i, word, out)
{
	n = split(words[name], word, " ")
	for (i = 1; i <= n; i++)
		if (is_over(name, word[i]) == over)
			out = out (out != "" ? ", " : "") "'" word[i] "'"
	sub(/\.status$/, "", name)
	gsub(/[.-]/, "_", name)
	printf "#define CH_%s_%s \\\n\t\"%s\"\n", kind, toupper(name), out
}

END {
	if (sql) {
		print "/* Made from lifecycle.sql by steps.awk: do not edit. */"
		for (i = 1; i <= lists; i++) {
			macro("OVER", list[i], 1)
			macro("OPEN", list[i], 0)
		}
		exit
	}
	print "\n#include \"record/lifecycle.h\"\n"
	print "const struct ch_transition ch_transitions[] = {"
	for (i = 1; i <= steps; i++)
		print step[i]
	printf "};\nconst int ch_transitions_n = %d;\n", steps
}
