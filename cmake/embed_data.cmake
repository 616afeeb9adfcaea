# Embeds every file of data/ in the binary, so that one file runs anywhere. Writes ${output} (assembly):
# the files' bytes by .incbin and a table {name, begin, end} that base/data_files.cc reads.
file(GLOB_RECURSE files RELATIVE ${data_dir} ${data_dir}/*)
list(SORT files)
set(bytes "")
set(table "")
set(number 0)
foreach(file IN LISTS files)
  string(APPEND bytes "name_${number}: .asciz \"${file}\"\nbegin_${number}: .incbin \"${data_dir}/${file}\"\nend_${number}: .byte 0\n")
  string(APPEND table ".quad name_${number}, begin_${number}, end_${number}\n")
  math(EXPR number "${number} + 1")
endforeach()
file(WRITE ${output} ".section .note.GNU-stack,\"\",@progbits\n.section .rodata\n${bytes}\n.section .data.rel.ro,\"aw\"\n.balign 8\n.globl chokepoint_embedded_files\nchokepoint_embedded_files:\n${table}.quad 0, 0, 0\n")
