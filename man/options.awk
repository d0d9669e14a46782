# options.awk - fills @SYNOPSIS@ and @OPTIONS@ of a manual page from the
# program's --dump-options: awk -f options.awk DUMP PAGE.in

function text(s)
{
	gsub(/\\/, "\\e", s)
	return s ~ /^[.']/ ? "\\&" s : s
}

function sentence(s)
{
	return text(toupper(substr(s, 1, 1)) substr(s, 2) ".")
}

function argument(s)
{
	gsub(/-/, "\\-", s)
	return s
}

function flags(short, long, arg,	s)
{
	s = short != "" ? "Fl " short : ""
	if (long != "")
		s = s (s != "" ? " , " : "") "Fl \\-" long
	if (arg != "")
		s = s (long != "" ? " Ns = Ns Ar " : " Ar ") argument(arg)
	return s
}

function brief(short, long, arg)
{
	return ".Op " flags(long != "" ? "" : short, long, arg)
}

function options(list, n,	i)
{
	if (!n)
		return
	print ".Bl -tag -width Ds"
	for (i = 1; i <= n; i++)
		print list[i]
	print ".El"
}

BEGIN { FS = "\t" }
NR == FNR && $1 == "prog" { prog = $2 }
NR == FNR && $1 == "verb" {
	verb[++verbs] = $2
	operands[verbs] = $3
	about[verbs] = $4
}
NR == FNR && $1 == "option" && $3 == "own" {
	use[verbs] = use[verbs] brief($4, $5, $6) "\n"
	own[verbs, ++owns[verbs]] = ".It " flags($4, $5, $6) "\n" sentence($7)
}
NR == FNR && $1 == "option" && $3 == "common" && !(($4, $5) in seen) {
	seen[$4, $5] = 1
	common[++commons] = ".It " flags($4, $5, $6) "\n" sentence($7)
}
NR == FNR { next }

/^@SYNOPSIS@$/ {
	for (i = 1; i <= verbs; i++) {
		print ".Nm"
		if (verb[i] != "")
			print ".Cm " verb[i]
		printf "%s", use[i]
		if (operands[i] != "")
			print ".Ar " argument(operands[i])
	}
	next
}
/^@OPTIONS@$/ {
	for (i = 1; i <= verbs; i++) {
		split("", list)
		for (k = 1; k <= owns[i]; k++)
			list[k] = own[i, k]
		if (verb[i] != "") {
			print ".Ss " prog " " verb[i]
			print sentence(about[i])
		}
		options(list, owns[i])
	}
	print ".Ss Common options"
	options(common, commons)
	next
}
{ print }
