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
  static constexpr auto columns() {
    using Row = parties::MentionCluster;
    return std::tuple{
        Column{"mention_id", &Row::mention_id},
        Column{"cluster_id", &Row::cluster_id},
        Column{"probability", &Row::probability},
    };
  }
};

template <>
struct Table<parties::ClusterPair> {
  static constexpr const char* kName = "cluster_pair";
  static constexpr auto columns() {
    using Row = parties::ClusterPair;
    return std::tuple{
        Column{"cluster_id", &Row::cluster_id},
        Column{"mention_id_1", &Row::mention_id_1},
        Column{"mention_id_2", &Row::mention_id_2},
        Column{"log_odds", &Row::log_odds},
        Column{"why", &Row::why},
        Column{"party_decision_id", &Row::party_decision_id},
    };
  }
};

template <>
struct Table<parties::ClusterWeight> {
  static constexpr const char* kName = "cluster_weight";
  static constexpr auto columns() {
    using Row = parties::ClusterWeight;
    return std::tuple{
        Column{"field", &Row::field},   Column{"level", &Row::level},
        Column{"of_one", &Row::of_one}, Column{"of_two", &Row::of_two},
        Column{"weight", &Row::weight},
    };
  }
};

}  // namespace chokepoint::records
