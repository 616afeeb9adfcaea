// The rows of a watch-list into a case file.
#pragma once

#include "ingest/intake.h"
#include "ingest/list_sink.h"

namespace chokepoint::ingest {

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
