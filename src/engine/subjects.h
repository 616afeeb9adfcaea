// The subjects that could be inspected: consignments without an outcome, and the parties, places and channels behind them.
#pragma once

#include <string>
#include <vector>

#include "chokepoint/error.h"
#include "records/moment.h"
#include "records/row_id.h"
#include "signals/typology.h"
#include "store/store.h"

namespace chokepoint::engine {

struct OpenSubjectsQuery {
  std::string subject_kind = "consignment";  // consignment, party, place, channel
  records::Moment from, until;               // [from, until), of the consignments' known_at; unknown: open
  std::string per;                           // "", or of "location" and "day", with a comma between
};

// A consignment's score is its latest. That of a party, place or channel is the mean of its open consignments' scores, leaning
// on the mean of all as if it had two consignments more: one loud parcel does not outrank a row of them.
struct OpenSubject {
  records::RowId subject_id;
  std::string key;         // a consignment's id in the feed, else the id
  std::string label;       // how a person knows it: a name, an address, a number
  double score = 0;
  bool is_mandatory = false;
  records::Moment known_at;    // of its newest consignment
  std::string location;        // office, else destination country, else consignee's city
  std::uint32_t group = 0;     // equal for subjects that share a capacity
  std::uint64_t consignments = 1;
  records::RowId example;      // its highest-scoring open consignment
};

// In the order of their ids. Errors: usage (an unknown kind or grouping).
Expected<std::vector<OpenSubject>> read_open_subjects(store::Store& store, const OpenSubjectsQuery& query,
                                                      const std::vector<signals::Typology>& typologies);

}  // namespace chokepoint::engine
