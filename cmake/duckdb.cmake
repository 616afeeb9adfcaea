# DuckDB is not in Debian: the library and its matching header come as two npm packages of one version.
# An installed DuckDB (find_package) wins. tools/fetch_duckdb puts the pinned pair under build/duckdb.
find_package(DuckDB CONFIG QUIET)
if(DuckDB_FOUND)
  add_library(duckdb_c ALIAS duckdb)
else()
  set(duckdb_dir ${CMAKE_SOURCE_DIR}/build/duckdb)
  if(NOT EXISTS ${duckdb_dir}/libduckdb.so OR NOT EXISTS ${duckdb_dir}/duckdb.h)
    execute_process(COMMAND ${CMAKE_SOURCE_DIR}/tools/fetch_duckdb ${duckdb_dir} COMMAND_ERROR_IS_FATAL ANY)
  endif()
  add_library(duckdb_c SHARED IMPORTED GLOBAL)
  set_target_properties(duckdb_c PROPERTIES IMPORTED_LOCATION ${duckdb_dir}/libduckdb.so
    INTERFACE_INCLUDE_DIRECTORIES ${duckdb_dir} INTERFACE_SYSTEM_INCLUDE_DIRECTORIES ${duckdb_dir} IMPORTED_NO_SONAME TRUE)
endif()
