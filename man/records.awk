# records.awk - fills @RECORDS@ of ch-records(5) from the schema:
# awk -f records.awk hub.sql stream.sql ch-records.5.in. A column is a line that ends with
# what it means; its CHECK may go on over lines.

function trim(s)
{
	sub(/^[ \t]+/, "", s)
	sub(/[ \t]+$/, "", s)
	return s
}

function add(s)
{
	out = out s "\n"
}

# Text that must not be taken for a request or an escape; `field` in italics.
function text(s)
{
	gsub(/\\/, "\\e", s)
	while (match(s, /`[^`]*`/))
		s = substr(s, 1, RSTART - 1) "\\fI" \
			substr(s, RSTART + 1, RLENGTH - 2) "\\fR" \
			substr(s, RSTART + RLENGTH)
	return s ~ /^[.']/ ? "\\&" s : s
}

# The words in the quotes of a CHECK, as "a, b, c".
function words(check,	list)
{
	while (match(check, /'[^']*'/)) {
		list = list (list == "" ? "" : ", ") \
			substr(check, RSTART + 1, RLENGTH - 2)
		check = substr(check, RSTART + RLENGTH)
	}
	return list
}

# Every record's id means the same; the page tells of it once.
function column(def, doc,	name, type, list)
{
	def = trim(def)
	sub(/,$/, "", def)
	name = def
	sub(/[ \t].*/, "", name)
	type = trim(substr(def, length(name) + 1))
	if (type ~ /^ID /)
		return
	list = type ~ /CHECK/ ? words(substr(type, index(type, "CHECK"))) : ""
	sub(/[ \t]+(CONSTRAINT|NOT NULL|PRIMARY KEY).*/, "", type)
	add(".It Li " name)
	add("(" type ") " text(doc) (list == "" ? "" : ":"))
	if (list != "")
		add(text(list))
}

function begin_table()
{
	if (room != told)
		add(".Ss " toupper(substr(room, 1, 1)) substr(room, 2) ": " \
		    room_doc)
	else
		add(".Pp")
	told = room
	add(".Sy " table)
	add("\\(em " text(doc))
	add(".Bl -tag -width practitioner -offset 2n -compact")
}

/^-- room / && FILENAME ~ /\.sql$/ {
	room = $3
	sub(/:$/, "", room)
	room_doc = $0
	sub(/^-- room [a-z]+: /, "", room_doc)
}
FILENAME ~ /\.sql$/ && /^-- [a-z_]+: / {
	doc = $0
	sub(/^-- [a-z_]+: /, "", doc)
}
FILENAME ~ /\.sql$/ && /^CREATE TABLE / && (FILENAME ~ /stream/ || $3 !~ /^(patient_word|seal|attempt)$/) {
	table = $3
	pending = ""
	inside = 1
	begin_table()
	next
}
inside && /^\)/ {
	add(".El")
	inside = 0
}
inside && match($0, / -- /) {
	column(pending " " substr($0, 1, RSTART), substr($0, RSTART + 4))
	pending = ""
	next
}
# The common last lines have no comments: the page tells of them once.
inside {
	pending = $0 ~ /^\tsource TEXT/ ? "" : pending " " trim($0)
	next
}

FILENAME !~ /\.sql$/ && /^@RECORDS@$/ {
	printf "%s", out
	next
}
FILENAME !~ /\.sql$/ { print }
