# zsh.awk - a program's --dump-options as a zsh completion.
# -v types="patient ..." cohorts="..." measures="..." rules="..."
# templates="..." commands="store ..."

function action(meta, opt, verb,	m)
{
	m = asks(verb, opt, meta)
	if (m != "")
		return "($(" m "))"
	m = states(opt)
	if (m != "")
		return "(" m ")"
	m = meta
	if (m ~ /^\{.*\}$/) {
		gsub(/[{}]/, "", m)
		gsub(/\|/, " ", m)
		return "(" m ")"
	}
	if (m == "FILE")
		return "_files"
	if (m == "DIR")
		return "_files -/"
	if (m == "TYPE")
		return "(" types ")"
	if (m == "COHORT")
		return "(" cohorts ")"
	if (m == "MEASURE")
		return "(" measures ")"
	if (m == "RULE")
		return "(" rules ")"
	if (m == "TEMPLATE")
		return "(" templates ")"
	return " "
}

function operand(s, verb,	n, i, part, a)
{
	if (match(s, /\{[^}]*\}/))
		return action(substr(s, RSTART, RLENGTH))
	gsub(/\.\.\./, "", s)
	n = split(s, part, /[][ |]+/)
	for (i = 1; i <= n; i++) {
		a = action(part[i], "", verb)
		if (a != " ")
			return a
	}
	return ""
}

# Text within single quotes, within brackets or before a colon.
function plain(s)
{
	gsub(/'/, "", s)
	gsub(/[][\\:]/, "\\\\&", s)
	return s
}

function label(s)
{
	gsub(/[^A-Za-z]+/, " ", s)
	sub(/ $/, "", s)
	return s
}

function option(short, long, meta, doc, verb,	tail)
{
	tail = "[" plain(doc) "]"
	if (meta != "")
		tail = tail ":" (meta ~ /^\{/ ? "word" : label(meta)) ":" \
			action(meta, long, verb)
	if (long == "")
		return "'-" short (meta != "" ? "+" : "") tail "'"
	if (short == "")
		return "'*--" long (meta != "" ? "=" : "") tail "'"
	return "'*'{-" short (meta != "" ? "+" : "") ",--" long \
		(meta != "" ? "=" : "") "}'" tail "'"
}

BEGIN { FS = "\t" }
$1 == "prog" { prog = $2 }
$1 == "verb" { verb[++verbs] = $2; about[$2] = $4; takes[$2] = operand($3, $2) }
$1 == "option" { spec[$2] = spec[$2] " \\\n\t\t\t" option($4, $5, $6, $7, $2) }

function arguments(v)
{
	return "_arguments -s -S" spec[v] \
		(takes[v] != "" ? " \\\n\t\t\t'*:operand:" takes[v] "'" : "")
}

END {
	print "#compdef " prog
	print "# Made from the option tables of " prog "(1): make gen"
	print ""
	print "_" prog "() {"
	if (verb[1] == "") {
		print "\t" arguments("")
		print "}"
		print "\n_" prog " \"$@\""
		exit
	}
	print "\tlocal -a verbs"
	if (prog == "ch")
		dispatch()
	print "\tif ((CURRENT == 2)); then"
	print "\t\tverbs=("
	for (i = 1; i <= verbs; i++)
		print "\t\t\t'" verb[i] ":" plain(about[verb[i]]) "'"
	print "\t\t)"
	print "\t\t_describe -t verbs verb verbs"
	print "\t\treturn"
	print "\tfi"
	print "\tlocal verb=$words[2]"
	print "\twords=(\"$words[1]\" \"${(@)words[3,-1]}\")"
	print "\t((CURRENT--))"
	print "\tcase $verb in"
	for (i = 1; i <= verbs; i++) {
		print "\t" verb[i] ")"
		print "\t\t" arguments(verb[i])
		print "\t\t;;"
	}
	print "\tesac"
	print "}"
	print "\n_" prog " \"$@\""
}

# `ch WORD ...` completes as ch-WORD does.
function dispatch()
{
	print "\tif ((CURRENT == 2)) || [[ $words[2] == help ]]; then"
	print "\t\tverbs=(help " commands ")"
	print "\t\t_describe -t programs program verbs"
	print "\t\treturn"
	print "\tfi"
	print "\twords=(\"ch-$words[2]\" \"${(@)words[3,-1]}\")"
	print "\t((CURRENT--))"
	print "\t_normal"
	print "\treturn"
}
