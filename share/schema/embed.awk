# embed.awk - the schema's text as a C string, without its comments.
BEGIN { print "\nconst char ch_schema_sql[] =" }
{
	sub(/(^| )--.*/, "")
	sub(/[ \t]+$/, "")
	if ($0 == "") next
	gsub(/\\/, "\\\\")
	gsub(/"/, "\\\"")
	print "\t\"" $0 "\\n\""
}
END { print "\t\"\";" }
