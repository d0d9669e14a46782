# ch-status(1) completion, made from its option tables: make gen

complete -c ch-status -f
complete -c ch-status -s s -l store -r -F -d 'use the store in FILE (default: $CH_STORE)'
complete -c ch-status -l as-of -r  -d 'let now be DATE'
complete -c ch-status -l wait -r  -d 'wait N seconds for other writers (default: 30)'
complete -c ch-status -s e -l exit-status -d 'exit 1 when something needs attention'
complete -c ch-status -s o -l format -r -f -a 'table jsonl csv' -d 'how to print (default: table on a terminal, else jsonl)'
complete -c ch-status -l raw -d 'in CSV, write as is what a spreadsheet would take for a formula'
complete -c ch-status -s q -l quiet -d 'print nothing but a count, on standard error'
complete -c ch-status -s v -l verbose -d 'say more'
complete -c ch-status -l color -r -f -a 'auto always never' -d 'colours in tables (default: auto)'
complete -c ch-status -s h -l help -d 'print this help'
complete -c ch-status -s V -l version -d 'print the version'
