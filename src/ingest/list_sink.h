// Where the rows of a watch-list go: into a case file (intake_list_sink.h), or to whoever screens
// without one.
#pragma once

#include "chokepoint/error.h"
#include "ingest/row_reader.h"
#include "records/watch_lists.h"

namespace chokepoint::ingest {

// Texts of a row live until the call returns. An entry comes before its own details where one file
// holds both.
struct ListSink {
  virtual ~ListSink() = default;
  virtual Expected<> entry(const records::ListEntry& entry) = 0;
  virtual Expected<> detail(const records::ListDetail& detail) = 0;
  virtual Expected<> reject(const BadRow& bad) = 0;
};

}  // namespace chokepoint::ingest
