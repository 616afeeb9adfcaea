// What a stretch of rows became: nouns, and what was wrong with the others. Texts live in `arena`
// or in the RowBatch that was read.
#pragma once

#include <cstdint>
#include <vector>

#include "base/arena.h"
#include "ingest/row_reader.h"
#include "records/nouns.h"

namespace chokepoint::ingest {

struct NounBatch {
  std::vector<records::Consignment> consignments;
  std::vector<records::Item> items;
  std::vector<records::Mention> mentions;
  std::vector<records::Payment> payments;
  std::vector<records::Listing> listings;
  std::vector<records::Licence> licences;
  std::vector<records::Notification> notifications;
  std::vector<records::PartyDecision> party_decisions;
  std::vector<records::Outcome> outcomes;
  std::vector<records::ListEntry> list_entries;
  std::vector<records::ListDetail> list_details;
  std::vector<BadRow> bad_rows;    // refused rows and unreadable fields, by line
  std::uint64_t refused_rows = 0;  // rows of which nothing was kept
  base::Arena arena;
};

}  // namespace chokepoint::ingest
