# ch-put(1) completion, made from its option tables: make gen

complete -c ch-put -f
complete -c ch-put -F
complete -c ch-put -s s -l store -r -F -d 'use the store in FILE (default: $CH_STORE)'
complete -c ch-put -l as-of -r  -d 'let now be DATE'
complete -c ch-put -l wait -r  -d 'wait N seconds for other writers (default: 30)'
complete -c ch-put -s n -l dry-run -d 'print the same, write nothing'
complete -c ch-put -s k -l keep-going -d 'leave out what is refused and go on'
complete -c ch-put -s o -l format -r -f -a 'table jsonl csv' -d 'how to print (default: table on a terminal, else jsonl)'
complete -c ch-put -l raw -d 'in CSV, write as is what a spreadsheet would take for a formula'
complete -c ch-put -s q -l quiet -d 'print nothing but a count, on standard error'
complete -c ch-put -s v -l verbose -d 'say more'
complete -c ch-put -l color -r -f -a 'auto always never' -d 'colours in tables (default: auto)'
complete -c ch-put -s h -l help -d 'print this help'
complete -c ch-put -s V -l version -d 'print the version'
