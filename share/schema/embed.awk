# embed.awk - the schema's text as a C string, without its comments, and its
# fingerprint: which schema of a version a store was made with.
function hash(text, by,    h, i) {
	for (i = 1; i <= length(text); i++)
		h = (h * by + ord[substr(text, i, 1)]) % 4294967296
	return sprintf("%04x%04x", int(h / 65536), h % 65536)
}
BEGIN { for (i = 1; i < 128; i++) ord[sprintf("%c", i)] = i }
BEGIN { print "\nconst char ch_schema_sql[] =" }
{
	sub(/(^| )--.*/, "")
	sub(/[ \t]+$/, "")
	if ($0 == "") next
	whole = whole " " $0
	gsub(/\\/, "\\\\")
	gsub(/"/, "\\\"")
	print "\t\"" $0 "\\n\""
}
END {
	print "\t\"\";"
	gsub(/[ \t]+/, " ", whole)
	print "\nconst char ch_schema_print[] = \"" hash(whole, 31) hash(whole, 131) "\";"
}
