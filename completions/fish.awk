# fish.awk - a program's --dump-options as a fish completion.
# -v types="patient ..." cohorts="..." measures="..." rules="..."
# templates="..." commands="store ..."

function quoted(s)
{
	gsub(/\\/, "\\\\", s)
	gsub(/'/, "\\'", s)
	return "'" s "'"
}

# What follows an option or verb: -r takes an argument, -f no files.
function action(meta, opt, verb,	m)
{
	m = asks(verb, opt, meta)
	if (m != "")
		return "-f -a " quoted("(" m ")")
	m = states(opt)
	if (m != "")
		return "-f -a " quoted(m)
	m = meta
	if (m ~ /^\{.*\}$/) {
		gsub(/[{}]/, "", m)
		gsub(/\|/, " ", m)
		return "-f -a " quoted(m)
	}
	if (m == "FILE")
		return "-F"
	if (m == "DIR")
		return "-f -a '(__fish_complete_directories)'"
	if (m == "TYPE")
		return "-f -a " quoted(types)
	if (m == "COHORT")
		return "-f -a " quoted(cohorts)
	if (m == "MEASURE")
		return "-f -a " quoted(measures)
	if (m == "RULE")
		return "-f -a " quoted(rules)
	if (m == "TEMPLATE")
		return "-f -a " quoted(templates)
	return ""
}

function operand(s, verb,	n, i, part, a)
{
	if (match(s, /\{[^}]*\}/))
		return action(substr(s, RSTART, RLENGTH))
	gsub(/\.\.\./, "", s)
	n = split(s, part, /[][ |]+/)
	for (i = 1; i <= n; i++) {
		a = action(part[i], "", verb)
		if (a != "")
			return a
	}
	return ""
}

function when(verb)
{
	return verb == "" ? "" : \
		" -n '__fish_seen_subcommand_from " verb "'"
}

BEGIN { FS = "\t" }
$1 == "prog" {
	prog = $2
	print "# " prog "(1) completion, made from its option tables: make gen"
	print ""
	print "complete -c " prog " -f"
	if (prog == "ch")
		dispatch()
}
$1 == "verb" && $2 != "" {
	print "complete -c " prog " -n __fish_use_subcommand -a " $2 \
		" -d " quoted($4)
}
$1 == "verb" && operand($3, $2) != "" {
	print "complete -c " prog when($2) " " operand($3, $2)
}
$1 == "option" {
	print "complete -c " prog when($2) ($4 != "" ? " -s " $4 : "") \
		($5 != "" ? " -l " $5 : "") \
		($6 != "" ? " -r " action($6, $5, $2) : "") " -d " quoted($7)
}

# `ch WORD ...` completes as ch-WORD does.
function dispatch()
{
	print "complete -c ch -n __fish_use_subcommand -a " quoted(commands)
	print "complete -c ch -n '__fish_seen_subcommand_from help' -a " \
		quoted(commands)
	print "function __ch_dispatch"
	print "\tset -l word (commandline -opc) (commandline -ct)"
	print "\tcomplete -C \"ch-\"(string join ' ' -- $word[2..-1])"
	print "end"
	print "complete -c ch -n 'not __fish_use_subcommand; and not " \
		"__fish_seen_subcommand_from help' -a '(__ch_dispatch)'"
}
