# ch-simulate(1) completion, made from its option tables: make gen

complete -c ch-simulate -f
complete -c ch-simulate -s p -l patients -r  -d 'how many people'
complete -c ch-simulate -s S -l seed -r  -d 'the same seed makes the same people (default 1)'
complete -c ch-simulate -s t -l to -r -f -a '(ch-get staff --fields login --limit 300 -o csv 2>/dev/null | tail -n +2 | sort -u)' -d 'a new or empty directory for the files'
complete -c ch-simulate -s c -l csv -d 'write the layout of Synthea\'s CSV export, not FHIR'
complete -c ch-simulate -s O -l odd -d 'also odd people, and a second night'
complete -c ch-simulate -s E -l end -r  -d 'the last day of the population (default 2026-06-30)'
complete -c ch-simulate -s N -l site -r  -d 'name of the hospital (default Farview Hospital)'
complete -c ch-simulate -s o -l format -r -f -a 'table jsonl csv' -d 'how to print (default: table on a terminal, else jsonl)'
complete -c ch-simulate -l raw -d 'in CSV, write as is what a spreadsheet would take for a formula'
complete -c ch-simulate -s q -l quiet -d 'print nothing but a count, on standard error'
complete -c ch-simulate -s v -l verbose -d 'say more'
complete -c ch-simulate -l color -r -f -a 'auto always never' -d 'colours in tables (default: auto)'
complete -c ch-simulate -s h -l help -d 'print this help'
complete -c ch-simulate -s V -l version -d 'print the version'
