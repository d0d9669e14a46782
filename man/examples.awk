# examples.awk - prints the commands of a page's EXAMPLES as a shell script:
# awk -f examples.awk PAGE. A command begins with "$ " in a literal block and
# goes on to the next one, or to the end of the block.

/^\.Sh / { inside = $2 == "EXAMPLES" }
/^\.Bd -literal/ { block = inside; command = 0; next }
/^\.Ed/ { block = 0 }
block && sub(/^\$ /, "") { command = 1 }
block && command {
	gsub(/\\e/, "\\")
	print
}
