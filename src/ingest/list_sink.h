// Where the rows of a watch-list go: into a case file through Intake, or to whoever screens without
// one.
#pragma once

#include "chokepoint/error.h"
#include "ingest/intake.h"
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

class IntakeListSink final : public ListSink {
 public:
  // `intake` outlives the sink.
  explicit IntakeListSink(Intake& intake) : intake_(intake) {}
  Expected<> entry(const records::ListEntry& entry) override { return intake_.add(entry); }
  Expected<> detail(const records::ListDetail& detail) override { return intake_.add(detail); }
  Expected<> reject(const BadRow& bad) override { return intake_.reject(bad); }

 private:
  Intake& intake_;
};

}  // namespace chokepoint::ingest
