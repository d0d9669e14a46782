# bash.awk - a program's --dump-options as a bash completion.
# -v types="patient ..." cohorts="..." measures="..." rules="..."
# templates="..." commands="store ..."

function action(meta, opt, verb,	m)
{
	m = asks(verb, opt, meta)
	if (m != "")
		return "__ch_lines < <(" m ")"
	m = states(opt)
	if (m != "")
		return "__ch_words '" m "'"
	m = meta
	if (m ~ /^\{.*\}$/) {
		gsub(/[{}]/, "", m)
		gsub(/\|/, " ", m)
		return "__ch_words '" m "'"
	}
	if (m == "FILE")
		return "__ch_files -f"
	if (m == "DIR")
		return "__ch_files -d"
	if (m == "TYPE")
		return "__ch_words '" types "'"
	if (m == "COHORT")
		return "__ch_words '" cohorts "'"
	if (m == "MEASURE")
		return "__ch_words '" measures "'"
	if (m == "RULE")
		return "__ch_words '" rules "'"
	if (m == "TEMPLATE")
		return "__ch_words '" templates "'"
	return ":"
}

# The first part of an operand that can be completed.
function operand(s, verb,	n, i, part, a)
{
	if (match(s, /\{[^}]*\}/))
		return action(substr(s, RSTART, RLENGTH))
	gsub(/\.\.\./, "", s)
	n = split(s, part, /[][ |]+/)
	for (i = 1; i <= n; i++) {
		a = action(part[i], "", verb)
		if (a != ":")
			return a
	}
	return ":"
}

BEGIN { FS = "\t" }
$1 == "prog" { prog = $2 }
$1 == "verb" { verb[++verbs] = $2; takes[$2] = operand($3, $2) }
$1 == "option" {
	if ($4 != "" && $5 == "")
		words[$2] = words[$2] " -" $4
	if ($5 != "")
		words[$2] = words[$2] " --" $5 ($6 != "" ? "=" : "")
	if ($6 != "") {
		pattern = $5 != "" ? $2 ":--" $5 : ""
		if ($4 != "")
			pattern = pattern (pattern != "" ? "|" : "") \
				$2 ":-" $4
		arg[++args] = "\t" pattern ") " action($6, $5, $2) ";;"
	}
}

END {
	name = "_" prog
	gsub(/-/, "_", name)
	print "# " prog "(1) completion, made from its option tables: make gen"
	print ""
	print "# Both see the caller's $cur."
	print "__ch_words() { mapfile -t COMPREPLY < <(compgen -W \"$1\" -- \"$cur\"); }"
	print "# A word a line, as it is: nothing in it is for the shell."
	print "__ch_lines() {"
	print "\tlocal word"
	print "\twhile IFS= read -r word; do"
	print "\t\t[[ -n $word && $word == \"$cur\"* ]] && COMPREPLY+=(\"$word\")"
	print "\tdone"
	print "}"
	print "__ch_files() {"
	print "\tcompopt -o filenames 2>/dev/null"
	print "\tmapfile -t COMPREPLY < <(compgen \"$1\" -- \"$cur\")"
	print "}\n"
	print name "()\n{"
	print "\tlocal cur=${COMP_WORDS[COMP_CWORD]}"
	print "\tlocal opt=${COMP_WORDS[COMP_CWORD - 1]}"
	if (verb[1] != "")
		print "\tlocal verb=${COMP_WORDS[1]}"
	else
		print "\tlocal verb="
	print "\n\tCOMPREPLY=()"
	if (prog == "ch")
		dispatch()
	print "\tif [[ $cur == = ]]; then"
	print "\t\tcur="
	print "\telif [[ $opt == = ]]; then"
	print "\t\topt=${COMP_WORDS[COMP_CWORD - 2]}"
	print "\tfi"
	if (verb[1] != "") {
		all = ""
		for (i = 1; i <= verbs; i++)
			all = all verb[i] " "
		print "\tif ((COMP_CWORD == 1)); then"
		print "\t\t__ch_words '" all "--help --version'"
		print "\t\treturn"
		print "\tfi"
	}
	print "\tcase $verb:$opt in"
	for (i = 1; i <= args; i++)
		print arg[i]
	print "\t*)\n\t\tif [[ $cur == -* ]]; then\n\t\t\tcase $verb in"
	for (i = 1; i <= verbs; i++)
		print "\t\t\t'" verb[i] "') __ch_words '" \
			substr(words[verb[i]], 2) "';;"
	print "\t\t\tesac"
	print "\t\t\t[[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace 2>/dev/null"
	print "\t\telse\n\t\t\tcase $verb in"
	for (i = 1; i <= verbs; i++)
		if (takes[verb[i]] != ":")
			print "\t\t\t'" verb[i] "') " takes[verb[i]] ";;"
	print "\t\t\tesac\n\t\tfi\n\tesac"
	print "\treturn 0"
	print "}"
	print "complete -F " name " " prog
}

# `ch WORD ...` completes as ch-WORD does.
function dispatch()
{
	print "\tif ((COMP_CWORD == 1)); then"
	print "\t\t__ch_words 'help " commands " --version'"
	print "\t\treturn"
	print "\telif [[ $verb != help ]]; then"
	print "\t\tCOMP_WORDS=(\"ch-$verb\" \"${COMP_WORDS[@]:2}\")"
	print "\t\tCOMP_CWORD=$((COMP_CWORD - 1))"
	print "\t\tdeclare -F \"_ch_$verb\" >/dev/null ||"
	print "\t\t\t_completion_loader \"ch-$verb\" 2>/dev/null"
	print "\t\tdeclare -F \"_ch_$verb\" >/dev/null && \"_ch_$verb\""
	print "\t\treturn 0"
	print "\telse"
	print "\t\t__ch_words '" commands "'"
	print "\t\treturn"
	print "\tfi"
}
