#include "engine/decided_pairs.h"

#include <absl/container/flat_hash_map.h>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "engine/event_reader.h"
#include "records/party_decisions.h"
#include "store/table_io.h"

namespace chokepoint::engine {

using records::PartyDecision;

namespace {

// What decisions hold together, by any 64-bit id.
class Groups {
 public:
  std::uint64_t find(std::uint64_t id) const {
    for (auto found = leads_to_.find(id); found != leads_to_.end(); found = leads_to_.find(id))
      id = found->second;
    return id;
  }
  void join(std::uint64_t a, std::uint64_t b) {
    a = find(a);
    b = find(b);
    if (a != b) leads_to_[std::max(a, b)] = std::min(a, b);
  }

 private:
  absl::flat_hash_map<std::uint64_t, std::uint64_t> leads_to_;
};

// Those that are not undone, as they were taken.
std::vector<PartyDecision> drop_undone(const std::vector<PartyDecision>& rows) {
  absl::flat_hash_set<std::uint64_t> undone;
  absl::flat_hash_set<std::uint64_t> taken;
  for (const PartyDecision& row : rows) {
    if (row.verdict != "undo") {
      taken.insert(row.party_decision_id.value);
      continue;
    }
    const std::uint64_t target = records::make_party_decision_id(row.undoes).value;
    if (taken.contains(target)) undone.insert(target);
  }
  std::vector<PartyDecision> left;
  std::ranges::copy_if(rows, std::back_inserter(left), [&](const PartyDecision& row) {
    return row.verdict != "undo" && !undone.contains(row.party_decision_id.value);
  });
  return left;
}

// The latest first: each holds as far as no later one contradicts.
std::vector<DecidedPair> keep_latest(const std::vector<PartyDecision>& rows) {
  std::vector<DecidedPair> kept;
  Groups groups;
  const auto is_forbidden = [&](std::uint64_t a, std::uint64_t b) {
    return std::ranges::any_of(kept, [&](const DecidedPair& pair) {
      if (pair.are_one) return false;
      const std::uint64_t first = groups.find(pair.mention_id_1.value);
      const std::uint64_t second = groups.find(pair.mention_id_2.value);
      return (first == a && second == b) || (first == b && second == a);
    });
  };
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    const std::uint64_t first = groups.find(row->mention_id_1.value);
    const std::uint64_t second = groups.find(row->mention_id_2.value);
    const bool are_one = row->verdict == "same";
    if (are_one ? is_forbidden(first, second) : first == second) continue;
    if (are_one) groups.join(first, second);
    kept.push_back({row->party_decision_id, row->mention_id_1, row->mention_id_2, are_one,
                    std::string(row->decision_id), std::string(row->reason)});
  }
  return kept;
}

}  // namespace

Expected<std::vector<DecidedPair>> read_decided_pairs(store::Store& store, records::Moment until) {
  const std::string where = until.is_known()
                                ? fmt::format("known_at < make_timestamp({})", until.micros)
                                : std::string("known_at IS NOT NULL");
  base::Arena arena;
  TRY_ASSIGN(std::vector<PartyDecision> rows,
             store::read_rows<PartyDecision>(store, "WHERE " + where, arena));
  std::ranges::sort(rows, was_decided_before);
  return keep_latest(drop_undone(rows));
}

absl::flat_hash_set<std::uint64_t> find_standing_alone(std::span<const DecidedPair> pairs,
                                                       const DecidedMentions& mentions) {
  absl::flat_hash_set<std::uint64_t> alone;
  const auto record_of = [&](std::uint64_t mention) {
    return alone.contains(mention) ? mention : mentions.at(mention).writing;
  };
  const auto is_known = [&](const DecidedPair& pair) {
    return mentions.contains(pair.mention_id_1.value) && mentions.contains(pair.mention_id_2.value);
  };
  const auto group = [&] {
    Groups groups;
    for (const DecidedPair& pair : pairs) {
      if (pair.are_one && is_known(pair))
        groups.join(record_of(pair.mention_id_1.value), record_of(pair.mention_id_2.value));
    }
    return groups;
  };
  for (const DecidedPair& pair : pairs) {
    if (pair.are_one || !is_known(pair)) continue;
    std::uint64_t younger = pair.mention_id_1.value, older = pair.mention_id_2.value;
    if (mentions.at(younger).age < mentions.at(older).age) std::swap(younger, older);
    const auto are_held_together = [&](const Groups& groups) {
      return groups.find(record_of(younger)) == groups.find(record_of(older));
    };
    for (const std::uint64_t mention : {younger, older}) {
      if (are_held_together(group())) alone.insert(mention);
    }
    if (!are_held_together(group())) continue;
    // What is left between them are writings of third mentions.
    for (const DecidedPair& third : pairs) {
      if (third.are_one && is_known(third))
        alone.insert({third.mention_id_1.value, third.mention_id_2.value});
    }
  }
  return alone;
}

}  // namespace chokepoint::engine
