# Writes ${output} (C++): the texts of ${schema_dir}/*.sql in the order of the stages, and apart the
# views.
set(stages ingest goods parties screening network signals targets cases engine)
set(literals "")
foreach(stage IN LISTS stages)
  if(EXISTS ${schema_dir}/${stage}.sql)
    file(READ ${schema_dir}/${stage}.sql sql)
    string(APPEND literals "      R\"SCHEMA(${sql})SCHEMA\",\n")
  endif()
endforeach()
file(READ ${schema_dir}/views.sql views)
file(WRITE ${output} "#include \"store/schema_sql.h\"\n\nnamespace chokepoint::store {\n\nstd::vector<std::string_view> schema_sql() {\n  return {\n${literals}  };\n}\n\nstd::string_view view_sql() {\n  return R\"SCHEMA(${views})SCHEMA\";\n}\n\n}  // namespace chokepoint::store\n")
