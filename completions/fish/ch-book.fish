# ch-book(1) completion, made from its option tables: make gen

complete -c ch-book -f
complete -c ch-book -n __fish_use_subcommand -a day -d 'Print the sheet of a day: visits in the order of the way'
complete -c ch-book -n '__fish_seen_subcommand_from day' -l for -r  -d 'whose day: a login or chw:LOGIN (default: yours)'
complete -c ch-book -n '__fish_seen_subcommand_from day' -l on -r  -d 'which day (default: today)'
complete -c ch-book -n '__fish_seen_subcommand_from day' -l from -r  -d 'the postal code where it begins'
complete -c ch-book -n '__fish_seen_subcommand_from day' -l by-time -d 'in the order agreed, not of the way'
complete -c ch-book -n '__fish_seen_subcommand_from day' -s s -l store -r -F -d 'use the store in FILE (default: $CH_STORE)'
complete -c ch-book -n '__fish_seen_subcommand_from day' -l as-of -r  -d 'let now be DATE'
complete -c ch-book -n '__fish_seen_subcommand_from day' -l known -r  -d 'tell only what the hub had heard by DATE'
complete -c ch-book -n '__fish_seen_subcommand_from day' -l wait -r  -d 'wait N seconds for other writers (default: 30)'
complete -c ch-book -n '__fish_seen_subcommand_from day' -s o -l format -r -f -a 'table jsonl csv' -d 'how to print (default: table on a terminal, else jsonl)'
complete -c ch-book -n '__fish_seen_subcommand_from day' -l raw -d 'in CSV, write as is what a spreadsheet would take for a formula'
complete -c ch-book -n '__fish_seen_subcommand_from day' -s q -l quiet -d 'print nothing but a count, on standard error'
complete -c ch-book -n '__fish_seen_subcommand_from day' -s v -l verbose -d 'say more'
complete -c ch-book -n '__fish_seen_subcommand_from day' -l color -r -f -a 'auto always never' -d 'colours in tables (default: auto)'
complete -c ch-book -n '__fish_seen_subcommand_from day' -s h -l help -d 'print this help'
complete -c ch-book -n '__fish_seen_subcommand_from day' -s V -l version -d 'print the version'
