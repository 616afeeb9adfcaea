#include "engine/rebuild.h"

#include <absl/container/flat_hash_set.h>
#include <fmt/format.h>

#include <utility>

#include "base/json_writer.h"
#include "engine/decided_pairs.h"
#include "engine/mention_records.h"
#include "engine/option_time.h"
#include "engine/resolve_pairs.h"
#include "linkage/linkage.h"
#include "parties/rebuilt_rows.h"
#include "store/table_io.h"

namespace chokepoint::engine {

using records::RowId;
using store::Store;

namespace {

// Parties that share a cluster, the most mentions first.
constexpr const char* kJoins = R"(
WITH side AS (
  SELECT c.cluster_id, p.party_id, count(*) AS mentions FROM mention_cluster c
  JOIN party_now p USING (mention_id) GROUP BY ALL
)
SELECT cluster_id, sum(mentions)::BIGINT AS mentions
FROM side GROUP BY cluster_id HAVING count(*) > 1 ORDER BY mentions DESC, cluster_id LIMIT {})";

// Parties whose mentions stand in several clusters.
constexpr const char* kSplits = R"(
WITH side AS (
  SELECT p.party_id, c.cluster_id, count(*) AS mentions FROM mention_cluster c
  JOIN party_now p USING (mention_id) GROUP BY ALL
)
SELECT s.party_id, any_value(y.name), count(*)::BIGINT AS clusters,
  sum(s.mentions)::BIGINT AS mentions
FROM side s JOIN party y USING (party_id) GROUP BY s.party_id HAVING count(*) > 1
ORDER BY mentions DESC, s.party_id LIMIT {})";

constexpr const char* kPartiesOfCluster = R"(
SELECT p.party_id, any_value(y.name), any_value(y.country), count(*)::BIGINT AS mentions
FROM mention_cluster c JOIN party_now p USING (mention_id)
  JOIN party y ON y.party_id = p.party_id
WHERE c.cluster_id = {} GROUP BY p.party_id ORDER BY mentions DESC, p.party_id LIMIT 10)";

// The weakest tie between mentions of two parties: what the proposal stands on. Pairs that a
// decision parts are none.
constexpr const char* kWeakestTie = R"(
SELECT why, log_odds FROM cluster_pair c JOIN party_now a ON a.mention_id = c.mention_id_1
JOIN party_now b ON b.mention_id = c.mention_id_2
JOIN mention_cluster m ON m.mention_id = c.mention_id_2 AND m.cluster_id = c.cluster_id
WHERE c.cluster_id = {} AND a.party_id <> b.party_id ORDER BY log_odds, why LIMIT 1)";

class Rebuild {
 public:
  Rebuild(Store& store, std::vector<DecidedPair> decided, MentionRecords records)
      : store_(store), records_(std::move(records)) {
    for (DecidedPair& pair : decided) {
      const auto first = records_.record_of_decided.find(pair.mention_id_1.value);
      const auto second = records_.record_of_decided.find(pair.mention_id_2.value);
      const auto end = records_.record_of_decided.end();
      if (first == end || second == end || first->second == second->second) continue;
      decided_records_.push_back({first->second, second->second, pair.are_one});
      decided_.push_back(std::move(pair));
    }
  }

  // Links the records; the rows that say how are written as they are found.
  Expected<> link(const RebuildOptions& options, const Progress& progress) {
    for (const char* table : {"mention_cluster", "cluster_pair", "cluster_weight"})
      TRY(store_.execute(fmt::format("DELETE FROM {}", table)));
    std::vector<linkage::PairExplanation> told;
    linkage::LinkageOptions linking;
    linking.threads = options.threads;
    linking.decided = decided_records_;
    if (progress) linking.progress = progress;
    linking.explain = [&](const linkage::PairExplanation& pair) {
      told.push_back(pair);
      return true;
    };
    linkage::LinkageReport report;
    const linkage::Parties found = linkage::link_records(records_.table, linking, report);
    candidate_pairs_ = report.candidate_pairs;
    TRY(write_pairs(found, told, report.decided));
    TRY(write_clusters(found));
    return write_weight_rows(report);
  }

  Expected<std::string> report(std::size_t limit) {
    base::JsonWriter json;
    json.begin_object()
        .field("mentions", static_cast<std::uint64_t>(records_.mentions.size()))
        .field("records", static_cast<std::uint64_t>(records_.first_mention.size()))
        .field("pairs_compared", candidate_pairs_);
    for (const auto& [name, sql] :
         {std::pair{"clusters", "SELECT count(DISTINCT cluster_id) FROM mention_cluster"},
          std::pair{"parties",
                    "SELECT count(DISTINCT party_id) FROM mention_cluster JOIN "
                    "party_now USING (mention_id)"}}) {
      TRY_ASSIGN(const std::int64_t count, store_.query_number(sql));
      json.field(name, count);
    }
    TRY(write_joins(json, limit));
    TRY(write_splits(json, limit));
    return json.end_object().take();
  }

 private:
  RowId mention_id(std::uint32_t record) const {
    return records_.mentions[records_.first_mention[record]];
  }
  RowId cluster_id(std::uint32_t first_record) const {
    return records::make_row_id("cluster", mention_id(first_record), "");
  }

  Expected<> write_pairs(const linkage::Parties& found,
                         const std::vector<linkage::PairExplanation>& told,
                         const std::vector<linkage::PairExplanation>& decided) {
    TRY_ASSIGN(auto pairs, store::Appender<parties::ClusterPair>::open(store_));
    absl::flat_hash_set<std::pair<std::uint32_t, std::uint32_t>> are_decided;
    for (std::size_t i = 0; i < decided.size(); ++i) {
      const DecidedPair& pair = decided_[i];
      are_decided.emplace(decided[i].a, decided[i].b);
      const std::string why =
          fmt::format("{} by decision {} ({}); {}", pair.are_one ? "one party" : "kept apart",
                      pair.decision_id, pair.reason, sum_of(decided[i]));
      TRY(pairs.append({cluster_id(found.of_record[decided_records_[i].a]), pair.mention_id_1,
                        pair.mention_id_2, decided[i].log_odds, why, pair.party_decision_id}));
    }
    for (const linkage::PairExplanation& pair : told) {
      if (are_decided.contains({pair.a, pair.b})) continue;
      TRY(pairs.append({cluster_id(found.of_record[pair.a]),
                        mention_id(pair.a),
                        mention_id(pair.b),
                        pair.log_odds,
                        sum_of(pair),
                        {}}));
    }
    return pairs.close();
  }

  std::string sum_of(const linkage::PairExplanation& pair) const {
    return write_pair(records_.table, pair, {}, {}).why;
  }

  Expected<> write_clusters(const linkage::Parties& found) {
    TRY_ASSIGN(auto clusters, store::Appender<parties::MentionCluster>::open(store_));
    for (std::size_t i = 0; i < records_.mentions.size(); ++i) {
      const std::uint32_t record = records_.record_of[i];
      TRY(clusters.append({records_.mentions[i], cluster_id(found.of_record[record]),
                           static_cast<double>(found.probability[record])}));
    }
    return clusters.close();
  }

  Expected<> write_weight_rows(const linkage::LinkageReport& report) {
    TRY_ASSIGN(auto weights, store::Appender<parties::ClusterWeight>::open(store_));
    for (const ResolveWeight& weight : write_weights(records_.table, report.weights)) {
      TRY(weights.append({weight.field, weight.level, weight.m, weight.u, weight.weight}));
    }
    return weights.close();
  }

  Expected<> write_joins(base::JsonWriter& json, std::size_t limit) {
    TRY_ASSIGN(const auto joins, store_.query(fmt::format(fmt::runtime(kJoins), limit)));
    json.key("joins").begin_array();
    for (const auto& join : joins.rows) {
      TRY_ASSIGN(const auto parties,
                 store_.query(fmt::format(fmt::runtime(kPartiesOfCluster), *join[0])));
      TRY_ASSIGN(const auto tie, store_.query(fmt::format(fmt::runtime(kWeakestTie), *join[0])));
      json.begin_object().field("cluster_id", *join[0]);
      json.field("mentions", static_cast<std::int64_t>(std::stoll(*join[1])));
      json.key("parties").begin_array();
      for (const auto& party : parties.rows) {
        json.begin_object().field("party_id", *party[0]).field("name", party[1].value_or(""));
        json.field("country", party[2].value_or(""));
        json.field("mentions", static_cast<std::int64_t>(std::stoll(*party[3]))).end_object();
      }
      json.end_array();
      if (!tie.rows.empty()) json.field("weakest_tie", *tie.rows[0][0]);
      json.end_object();
    }
    json.end_array();
    return {};
  }

  Expected<> write_splits(base::JsonWriter& json, std::size_t limit) {
    TRY_ASSIGN(const auto splits, store_.query(fmt::format(fmt::runtime(kSplits), limit)));
    json.key("splits").begin_array();
    for (const auto& split : splits.rows) {
      json.begin_object().field("party_id", *split[0]).field("name", split[1].value_or(""));
      json.field("clusters", static_cast<std::int64_t>(std::stoll(*split[2])));
      json.field("mentions", static_cast<std::int64_t>(std::stoll(*split[3]))).end_object();
    }
    json.end_array();
    return {};
  }

  Store& store_;
  MentionRecords records_;
  // Between two records of the table, and which records these are.
  std::vector<DecidedPair> decided_;
  std::vector<linkage::LabelledPair> decided_records_;
  std::uint64_t candidate_pairs_ = 0;
};

}  // namespace

Expected<std::string> rebuild_case(Store& store, const RebuildOptions& options,
                                   const Progress& progress) {
  TRY_ASSIGN(const records::Moment until, read_option_time(options.until, "--until"));
  TRY_ASSIGN(std::vector<DecidedPair> decided, read_decided_pairs(store, until));
  TRY_ASSIGN(MentionRecords records, read_mention_records(store, until, decided, options.threads));
  Rebuild rebuild(store, std::move(decided), std::move(records));
  TRY(store.begin());
  auto linked = rebuild.link(options, progress);
  if (linked) linked = store.commit();
  if (!linked) {
    store.rollback();
    return std::unexpected(std::move(linked).error());
  }
  return rebuild.report(options.limit);
}

}  // namespace chokepoint::engine
