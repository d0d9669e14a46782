# ch-sql(1) completion, made from its option tables: make gen

complete -c ch-sql -f
complete -c ch-sql -l limit-time -r  -d 'stop after N seconds of work (default: 60; 0: never)'
complete -c ch-sql -s s -l store -r -F -d 'use the store in FILE (default: $CH_STORE)'
complete -c ch-sql -l as-of -r  -d 'let now be DATE'
complete -c ch-sql -l known -r  -d 'tell only what the hub had heard by DATE'
complete -c ch-sql -l wait -r  -d 'wait N seconds for other writers (default: 30)'
complete -c ch-sql -s e -l exit-status -d 'exit 1 when something needs attention'
complete -c ch-sql -s o -l format -r -f -a 'table jsonl csv' -d 'how to print (default: table on a terminal, else jsonl)'
complete -c ch-sql -l raw -d 'in CSV, write as is what a spreadsheet would take for a formula'
complete -c ch-sql -s q -l quiet -d 'print nothing but a count, on standard error'
complete -c ch-sql -s v -l verbose -d 'say more'
complete -c ch-sql -l color -r -f -a 'auto always never' -d 'colours in tables (default: auto)'
complete -c ch-sql -s h -l help -d 'print this help'
complete -c ch-sql -s V -l version -d 'print the version'
