# words.awk - words that only the hub at hand knows: the command that prints
# them, a word a line, for an option or an operand; and the words of statuses.
# -v statuses="task draft requested ...|alert new ..."
# Ids and names of staff, roles and maps alone: nothing of a patient's.
BEGIN {
	of["ch-task"] = "task"
	of["ch-alert"] = "alert"
	of["ch-book"] = "appointment"
	of["ch-plan"] = "plan"
	of["ch-patient"] = "patient"
	of["ch-remind"] = "notice"
}

function field(type, name)
{
	return "ch-get " type " --fields " name \
		" --limit 300 -o csv 2>/dev/null | tail -n +2 | sort -u"
}

# "" where no command is asked.
function asks(verb, opt, meta)
{
	if (opt == "map")
		return "ch-import maps -o csv 2>/dev/null | " \
			"grep ^csv, | cut -d, -f2"
	if (opt == "to" || opt == "owner" || opt == "login")
		return field("staff", "login")
	if (opt == "slot" || opt == "resource")
		return field(opt, "id")
	if (opt == "role")
		return field("staff", "role")
	if (opt == "" && meta == "ID" && (prog in of))
		return field(verb == "add" ? "patient" : of[prog], "id")
	return ""
}

# The words of a program's status option; "" for another option.
function states(opt,	list, n, i)
{
	if (opt != "status" || !(prog in of))
		return ""
	n = split(statuses, list, "|")
	for (i = 1; i <= n; i++)
		if (index(list[i], of[prog] " ") == 1)
			return substr(list[i], length(of[prog]) + 2)
	return ""
}
