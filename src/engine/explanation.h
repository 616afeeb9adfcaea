// Why a consignment has its score: each part of the scorecard that moved it, in words, with the rows it rests on.
//
// What raises the score are reasons, what lowers it stands against. Weights are in log-odds and add up, with the bias, to
// the score. Rows are named as table:id, by the feed's own id where there is one (consignment:RR123456785CN).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "chokepoint/error.h"
#include "records/row_id.h"
#include "signals/typology.h"
#include "store/store.h"

namespace chokepoint::engine {

struct Reason {
  std::string signal;  // signal:shared_contact, fact:first_together, rate:goods_on_route
  std::string says;
  double weight = 0;   // in log-odds
  std::vector<std::string> evidence;
  std::string source;
  std::vector<std::string> innocent_causes;
  std::string next_check;
};

struct Explanation {
  records::RowId subject_id;
  std::string item_id;
  double score = 0;
  double bias = 0;
  std::string scored_at;
  std::string known_at;
  std::vector<Reason> reasons;  // the strongest first
  std::vector<Reason> against;
  std::string next_check;       // of the strongest reason that has one
};

// high from 0.5, medium from 0.1, else low.
std::string band_of(double score);

// One an id, in the order given; ids without a score are left out.
Expected<std::vector<Explanation>> explain_scores(store::Store& store, const std::vector<records::RowId>& subject_ids,
                                                  const std::vector<signals::Typology>& typologies);

// "outcome:O123": names rows of one table by the feed's own id.
Expected<std::map<std::uint64_t, std::string>> name_rows(store::Store& store, const std::string& table,
                                                         const std::vector<std::uint64_t>& ids);
// The feed's id column of a table, as SQL; empty where rows have none.
std::string natural_id_of(std::string_view table);

}  // namespace chokepoint::engine
