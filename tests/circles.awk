# circles.awk - prints the circles of files: of nm's `FILE: ... T|U SYMBOL`.
# `nm -A FILE.o...` is its input. Each line is a circle: the files of which each
# is reached from each other by the functions and data that they use, sorted.

function name(file) {
	sub(/:.*/, "", file)
	sub(/\.o$/, "", file)
	sub(/^.*\/(build|build-asan)\//, "", file)
	sub(/^build[^\/]*\//, "", file)
	return file
}

$NF ~ /^ch_/ {
	file = name($1)
	kind = $(NF - 1)
	if (kind ~ /^[TDBRVC]$/)
		home[$NF] = file
	else if (kind == "U")
		uses[file] = uses[file] " " $NF
	files[file]
}

# Tarjan's: what is found below a file, and reaches it again, is its circle.
function visit(f,    n, i, part, g, circle, size) {
	order[f] = low[f] = ++count
	stack[++depth] = f
	on[f] = 1
	n = split(uses[f], part, " ")
	for (i = 1; i <= n; i++) {
		g = home[part[i]]
		if (g == "" || g == f)
			continue
		if (!(g in order)) {
			visit(g)
			if (low[g] < low[f])
				low[f] = low[g]
		} else if (on[g] && order[g] < low[f]) {
			low[f] = order[g]
		}
	}
	if (low[f] != order[f])
		return
	do {
		g = stack[depth--]
		on[g] = 0
		circle = circle " " g
		size++
	} while (g != f)
	if (size > 1)
		print sorted(circle)
}

function sorted(list,    n, i, j, part, t) {
	n = split(list, part, " ")
	for (i = 2; i <= n; i++)
		for (j = i; j > 1 && part[j] < part[j - 1]; j--) {
			t = part[j]
			part[j] = part[j - 1]
			part[j - 1] = t
		}
	list = part[1]
	for (i = 2; i <= n; i++)
		list = list " " part[i]
	return list
}

END {
	for (f in files)
		if (!(f in order))
			visit(f)
}
