# ch(1) completion, made from its option tables: make gen

complete -c ch -f
complete -c ch -n __fish_use_subcommand -a 'alert audit book get import knowledge need patient plan put refer remind report rule safety simulate sql staff status store task'
complete -c ch -n '__fish_seen_subcommand_from help' -a 'alert audit book get import knowledge need patient plan put refer remind report rule safety simulate sql staff status store task'
function __ch_dispatch
	set -l word (commandline -opc) (commandline -ct)
	complete -C "ch-"(string join ' ' -- $word[2..-1])
end
complete -c ch -n 'not __fish_use_subcommand; and not __fish_seen_subcommand_from help' -a '(__ch_dispatch)'
complete -c ch -n __fish_use_subcommand -a help -d 'list the programs, or show a program\'s manual'
complete -c ch -n '__fish_seen_subcommand_from help' -s o -l format -r -f -a 'table jsonl csv' -d 'how to print (default: table on a terminal, else jsonl)'
complete -c ch -n '__fish_seen_subcommand_from help' -l raw -d 'in CSV, write as is what a spreadsheet would take for a formula'
complete -c ch -n '__fish_seen_subcommand_from help' -s q -l quiet -d 'print nothing but a count, on standard error'
complete -c ch -n '__fish_seen_subcommand_from help' -s v -l verbose -d 'say more'
complete -c ch -n '__fish_seen_subcommand_from help' -l color -r -f -a 'auto always never' -d 'colours in tables (default: auto)'
complete -c ch -n '__fish_seen_subcommand_from help' -s h -l help -d 'print this help'
complete -c ch -n '__fish_seen_subcommand_from help' -s V -l version -d 'print the version'
