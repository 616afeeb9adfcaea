// What a rebuild finds: all mentions clustered in retrospect. Replaced whole by the next rebuild;
// nothing else rests on it.
#pragma once

#include "records/columns.h"

namespace chokepoint::parties {

// The cluster that a mention is in, seen from all that was known at the time of the rebuild.
struct MentionCluster {
  records::RowId mention_id;
  records::RowId cluster_id;  // made from its oldest mention
  double probability = 0;     // that it belongs there, or stands alone
};

// A pair of mentions that holds a cluster together, with the sum that says why; or one that a
// person decided, with that decision.
struct ClusterPair {
  records::RowId cluster_id;  // of the first
  records::RowId mention_id_1;
  records::RowId mention_id_2;
  double log_odds = 0;
  records::Text why;  // prior, the weight of each field, what else it could be; before these, who
                      // decided what
  records::RowId party_decision_id;  // of the decision that joins or parts them
};

// What agreement of a kind weighs, as learnt by the rebuild.
struct ClusterWeight {
  records::Text field;
  records::Text level;
  double of_one = 0;  // how often met between two records of one party
  double of_two = 0;
  double weight = 0;  // natural logarithm of their ratio
};

}  // namespace chokepoint::parties

namespace chokepoint::records {

template <>
struct Table<parties::MentionCluster> {
  static constexpr const char* kName = "mention_cluster";
  static constexpr void columns(auto&& visit) {
    using Row = parties::MentionCluster;
    visit(Column{"mention_id", &Row::mention_id});
    visit(Column{"cluster_id", &Row::cluster_id});
    visit(Column{"probability", &Row::probability});
  }
};

template <>
struct Table<parties::ClusterPair> {
  static constexpr const char* kName = "cluster_pair";
  static constexpr void columns(auto&& visit) {
    using Row = parties::ClusterPair;
    visit(Column{"cluster_id", &Row::cluster_id});
    visit(Column{"mention_id_1", &Row::mention_id_1});
    visit(Column{"mention_id_2", &Row::mention_id_2});
    visit(Column{"log_odds", &Row::log_odds});
    visit(Column{"why", &Row::why});
    visit(Column{"party_decision_id", &Row::party_decision_id});
  }
};

template <>
struct Table<parties::ClusterWeight> {
  static constexpr const char* kName = "cluster_weight";
  static constexpr void columns(auto&& visit) {
    using Row = parties::ClusterWeight;
    visit(Column{"field", &Row::field});
    visit(Column{"level", &Row::level});
    visit(Column{"of_one", &Row::of_one});
    visit(Column{"of_two", &Row::of_two});
    visit(Column{"weight", &Row::weight});
  }
};

}  // namespace chokepoint::records
