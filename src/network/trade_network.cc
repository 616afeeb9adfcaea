// Idea: nodes are parties, places and channels, numbered as they appear; ties are kept in one pool
// with two chains a node (deals with parties, uses of places and channels), the newest first.
// `near_listed` bounds from below how far a listed node lies, marked when a hit or a new tie
// brought one within two steps; a walk follows only ties that such a mark allows, so a party far
// from every list costs one look-up, and one near costs little more than the path itself.
#include "network/trade_network.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "base/hash.h"
#include "network/trade_network_state.h"
#include "screening/watch_list.h"

namespace chokepoint::network {

using parties::MentionKeys;
using parties::ResolvedMention;
using records::Mention;
using records::Moment;
using records::RowId;
using records::Text;
using screening::Hit;

namespace {

// Which mention of a record is which party to a deal.
struct Roles {
  Text from;
  Text to;
  Text link_kind;
};

Roles roles_of(Text record_kind) {
  if (record_kind == "consignment") return {"consignor", "consignee", "ships_to"};
  if (record_kind == "payment") return {"payer", "payee", "pays"};
  if (record_kind == "notification") return {"exporter", "importer", "ships_to"};
  return {};
}

std::uint8_t telling_of(parties::ChannelKind kind) {
  if (kind == parties::ChannelKind::ip) return 0;
  return kind == parties::ChannelKind::phone ? 1 : 2;
}

Text link_kind_of(NodeKind kind) {
  if (kind == NodeKind::place) return "located_at";
  return kind == NodeKind::mark ? "advertises" : "uses";
}

// The tables that show ties, by the number under which a tie keeps them.
constexpr std::array<Text, 6> kRecordKinds = {"consignment", "payment",      "listing",
                                              "licence",     "notification", "mention"};

std::uint8_t number_of(Text record_kind) {
  const auto found = std::ranges::find(kRecordKinds, record_kind);
  CHECK(found != kRecordKinds.end());
  return static_cast<std::uint8_t>(found - kRecordKinds.begin());
}

// The program's own copy of a record kind's name.
Text own_name(Text record_kind) {
  return kRecordKinds[number_of(record_kind)];
}

// A name that is like a listed one, or an alias that the list calls weak: it may be another's.
bool is_doubted(const Hit& hit) {
  return hit.matched_by == "similar_name" || hit.matched_by == "weak_alias";
}

// What a mention says that its party uses; of a listing, what its seller bears.
template <class Visit>
void for_each_use(const Mention& mention, const MentionKeys& keys,
                  std::span<const ListingMark> marks, const Visit& visit) {
  if (keys.place_id) visit(Used{keys.place_id, NodeKind::place, 0});
  for (const parties::ChannelKey& channel : keys.used_channels())
    visit(Used{channel.channel_id, NodeKind::channel, telling_of(channel.kind)});
  if (mention.role != "seller") return;
  for (const ListingMark& mark : marks) visit(Used{mark.mark_id, NodeKind::mark, 1});
}

}  // namespace

std::uint32_t TradeNetwork::State::node_of(RowId id, NodeKind kind) {
  const auto [found, added] =
      node_by_id.try_emplace(id.value, static_cast<std::uint32_t>(nodes.size()));
  if (added) {
    nodes.push_back({id, kind});
    near_listed.push_back(0);
    component_of.push_back(kNone);
  }
  return found->second;
}

std::span<const ListingMark> TradeNetwork::State::marks_of(RowId record_id) const {
  const auto found = marks.find(record_id.value);
  return found == marks.end() ? std::span<const ListingMark>() : found->second;
}

void TradeNetwork::State::add_half(std::uint32_t from, std::uint32_t to, bool is_deal,
                                   const RowReference& record) {
  Node& node = nodes[from];
  std::uint32_t& newest = is_deal ? node.newest_deal : node.newest_use;
  ties.push_back({to, newest, record.row_id, number_of(record.table)});
  newest = static_cast<std::uint32_t>(ties.size() - 1);
  ++(is_deal ? node.deals : node.uses);
}

void TradeNetwork::State::mark_near(std::uint32_t node, int mark) {
  near_listed[node] = static_cast<std::uint8_t>(mark);
  for_each_step_on(node, [&](const Tie& tie, int half_steps) {
    if (mark > half_steps && near_listed[tie.to] < mark - half_steps)
      mark_near(tie.to, mark - half_steps);
  });
}

void TradeNetwork::State::tie(std::uint32_t a, std::uint32_t b, const RowReference& record) {
  const bool is_deal = nodes[a].kind == NodeKind::party && nodes[b].kind == NodeKind::party;
  const int half_steps = is_deal ? 2 : 1;
  add_half(a, b, is_deal, record);
  add_half(b, a, is_deal, record);
  const auto spread = [&](std::uint32_t from, std::uint32_t to) {
    const int mark = near_listed[from] - half_steps;
    const bool may_pass = !is_hub(from) && !(is_deal && !carries_deals(from));
    if (may_pass && mark > near_listed[to]) mark_near(to, mark);
  };
  spread(a, b);
  spread(b, a);
}

bool TradeNetwork::State::add_link(const Link& link, NetworkOutput& output) {
  const std::uint64_t key = link_key(link.kind, link.from_id, link.to_id);
  if (!links.insert(key).second) return false;
  Link& added = output.links.emplace_back(link);
  added.link_id = RowId{key == 0 ? 1 : key};
  if (telling_again) {
    added.link_id = records::make_row_id("link", RowId{base::mix(key, telling_again.value)}, "");
    told_again[key] = added.link_id;
  }
  return true;
}

void TradeNetwork::State::fetch(Text link_kind, RowId from, RowId to) const {
  links.prefetch(link_key(link_kind, from, to));
  node_by_id.prefetch(from.value);
  node_by_id.prefetch(to.value);
}

std::uint64_t TradeNetwork::State::link_key(Text kind, RowId from, RowId to) {
  return base::mix(base::mix(from.value, to.value), base::hash_bytes(kind));
}

void TradeNetwork::State::put_in_component(std::uint32_t node, std::uint32_t component,
                                           Moment known_at, NetworkOutput& output) {
  component_of[node] = component;
  members[component].push_back(node);
  output.components.push_back({nodes[node].id, nodes[members[component].front()].id, known_at});
}

void TradeNetwork::State::join_components(std::uint32_t a, std::uint32_t b, Moment known_at,
                                          NetworkOutput& output) {
  unite_components(a, b, known_at, output);
  if (awaits_decisions) pairs[component_of[a]].emplace_back(a, b);
}

void TradeNetwork::State::unite_components(std::uint32_t a, std::uint32_t b, Moment known_at,
                                           NetworkOutput& output) {
  if (component_of[a] == kNone && component_of[b] == kNone) {
    open_component();
    put_in_component(std::min(a, b), static_cast<std::uint32_t>(members.size() - 1), known_at,
                     output);
  }
  if (component_of[a] == kNone) return put_in_component(a, component_of[b], known_at, output);
  if (component_of[b] == kNone) return put_in_component(b, component_of[a], known_at, output);
  std::uint32_t kept = component_of[a];
  std::uint32_t moved = component_of[b];
  if (kept == moved) return;
  if (members[kept].front() > members[moved].front()) std::swap(kept, moved);
  const std::vector<std::uint32_t> moving = std::exchange(members[moved], {});
  for (const std::uint32_t node : moving) put_in_component(node, kept, known_at, output);
  if (!awaits_decisions) return;
  const std::vector<Pair> joined = std::exchange(pairs[moved], {});
  pairs[kept].insert(pairs[kept].end(), joined.begin(), joined.end());
}

std::uint32_t TradeNetwork::State::open_component() {
  members.emplace_back();
  if (awaits_decisions) pairs.emplace_back();
  return static_cast<std::uint32_t>(members.size() - 1);
}

void TradeNetwork::State::add_use(std::uint32_t party, const Used& used, const RowReference& record,
                                  Moment happened_at, Moment known_at, NetworkOutput& output) {
  if (!add_link({{},
                 link_kind_of(used.kind),
                 nodes[party].id,
                 used.id,
                 record.table,
                 record.row_id,
                 happened_at,
                 known_at},
                output))
    return;
  const std::uint32_t node = node_of(used.id, used.kind);
  nodes[node].telling = used.telling;
  tie(party, node, record);
  if (used.kind == NodeKind::place) return;
  for_each_step(node, [&](const Tie& other, int) {
    if (other.to != party) join_components(party, other.to, known_at, output);
  });
}

std::uint64_t TradeNetwork::State::hit_key(const Hit& hit) {
  const std::uint64_t entry = base::mix(base::hash_bytes(hit.list), base::hash_bytes(hit.entry_id));
  return base::mix(hit.subject_id.value, base::mix(entry, base::hash_bytes(hit.matched_by)));
}

const StoredHit* TradeNetwork::State::hit_in_force(std::uint32_t node, Moment when,
                                                   int half_steps) const {
  for (std::uint32_t i = nodes[node].first_hit; i != kNone; i = hits[i].next) {
    if (half_steps > kDoubtedHalfSteps && is_doubted(hits[i].hit)) continue;
    if (screening::is_in_force(hits[i].hit, when)) return &hits[i];
  }
  return nullptr;
}

TradeNetwork::TradeNetwork(const NetworkOptions& options) : state_(std::make_unique<State>()) {
  state_->awaits_decisions = options.awaits_decisions;
}
TradeNetwork::TradeNetwork(TradeNetwork&&) noexcept = default;
TradeNetwork& TradeNetwork::operator=(TradeNetwork&&) noexcept = default;
TradeNetwork::~TradeNetwork() = default;

bool TradeNetwork::advance(Text record_kind, RowId record_id, Moment happened_at, Moment known_at,
                           std::span<const Mention> mentions,
                           std::span<const ResolvedMention> resolved,
                           std::span<const ListingMark> marks, NetworkOutput& output) {
  State& state = *state_;
  const Text kind = own_name(record_kind);
  const Roles roles = roles_of(kind);
  if (state.awaits_decisions && !marks.empty())
    state.marks.try_emplace(record_id.value, marks.begin(), marks.end());
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    if (!resolved[i].party_id) continue;
    for_each_use(mentions[i], resolved[i].keys, marks, [&](const Used& used) {
      state.fetch(link_kind_of(used.kind), resolved[i].party_id, used.id);
    });
  }
  RowId from;
  RowId to;
  const RowReference record{kind, record_id};
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const RowId party = resolved[i].party_id;
    if (!party) continue;
    if (!roles.from.empty() && mentions[i].role == roles.from) from = party;
    if (!roles.to.empty() && mentions[i].role == roles.to) to = party;
    const std::uint32_t node = state.node_of(party, NodeKind::party);
    for_each_use(mentions[i], resolved[i].keys, marks, [&](const Used& used) {
      state.add_use(node, used, record, happened_at, known_at, output);
    });
  }
  if (!from || !to || from == to) return false;
  if (!state.add_link({{}, roles.link_kind, from, to, kind, record_id, happened_at, known_at},
                      output))
    return false;
  state.tie(state.node_of(from, NodeKind::party), state.node_of(to, NodeKind::party), record);
  return true;
}

void TradeNetwork::advance(const parties::PartyMerge& merge, NetworkOutput& output) {
  State& state = *state_;
  const std::uint32_t kept = state.node_of(merge.party_id, NodeKind::party);
  const std::uint32_t merged = state.node_of(merge.merged_party_id, NodeKind::party);
  state.add_link({{},
                  "same_as",
                  merge.merged_party_id,
                  merge.party_id,
                  "mention",
                  merge.mention_id,
                  merge.known_at,
                  merge.known_at},
                 output);
  state.tie(merged, kept, {"mention", merge.mention_id});
  state.join_components(merged, kept, merge.known_at, output);
}

void TradeNetwork::advance(const Hit& hit) {
  State& state = *state_;
  const NodeKind kind = hit.subject_kind == "party"   ? NodeKind::party
                        : hit.subject_kind == "place" ? NodeKind::place
                                                      : NodeKind::channel;
  const std::uint32_t node = state.node_of(hit.subject_id, kind);
  Hit kept = hit;
  for (Text Hit::* text : {&Hit::subject_kind, &Hit::list, &Hit::entry_id, &Hit::matched_by,
                           &Hit::matched_value, &Hit::why}) {
    kept.*text = state.arena.keep(kept.*text);
  }
  // What a later version of an entry says takes the place of what an earlier one said.
  const auto [found, added] = state.latest_hit.try_emplace(
      State::hit_key(hit), static_cast<std::uint32_t>(state.hits.size()));
  if (added) {
    state.hits.push_back({kept, state.nodes[node].first_hit});
    state.nodes[node].first_hit = found->second;
  } else {
    state.hits[found->second].hit = kept;
  }
  const int mark = is_doubted(kept) ? kAtDoubted : kAtListed;
  if (added || state.near_listed[node] < mark)
    state.mark_near(node, std::max<int>(mark, state.near_listed[node]));
}

std::optional<ListedPath> TradeNetwork::find_listed(RowId party_id, int max_steps,
                                                    Moment when) const {
  CHECK(max_steps >= 0 && max_steps <= kMaxSteps);
  const State& state = *state_;
  const auto start = state.node_by_id.find(party_id.value);
  if (start == state.node_by_id.end() || state.near_listed[start->second] == 0) return std::nullopt;

  struct Visit {
    std::uint32_t node;
    std::size_t from;  // in `visits`
    const Tie* by;
  };
  const int limit = 2 * max_steps;
  std::vector<Visit> visits = {{start->second, 0, nullptr}};
  std::array<std::vector<std::size_t>, 2 * kMaxSteps + 1> at_distance;  // nearest first
  at_distance[0].push_back(0);
  absl::flat_hash_set<std::uint32_t> seen;
  for (int distance = 0; distance <= limit; ++distance) {
    std::vector<std::size_t>& here = at_distance[static_cast<std::size_t>(distance)];
    for (std::size_t at = 0; at < here.size(); ++at) {
      const std::size_t index = here[at];
      const std::uint32_t node = visits[index].node;
      if (!seen.insert(node).second) continue;
      if (const StoredHit* stored = state.hit_in_force(node, when, distance)) {
        ListedPath path{(distance + 1) / 2, stored->hit, {}};
        for (std::size_t i = index; visits[i].by != nullptr; i = visits[i].from) {
          path.evidence.insert(path.evidence.begin(),
                               {kRecordKinds[visits[i].by->record_kind], visits[i].by->record_id});
        }
        path.evidence.push_back({"hit", stored->hit.hit_id});
        return path;
      }
      const auto follow = [&](const Tie& tie, int half_steps) {
        const int mark = state.near_listed[tie.to];
        const int reached = distance + half_steps;
        if (mark == 0 || reached + kAtListed - mark > limit) return;
        at_distance[static_cast<std::size_t>(reached)].push_back(visits.size());
        visits.push_back({tie.to, index, &tie});
      };
      if (distance == 0)
        state.for_each_step(node, follow);
      else
        state.for_each_step_on(node, follow);
    }
  }
  return std::nullopt;
}

std::vector<Sharer> TradeNetwork::sharers_of(RowId party_id) const {
  const State& state = *state_;
  std::vector<Sharer> sharers;
  const auto own = state.node_by_id.find(party_id.value);
  if (own == state.node_by_id.end()) return sharers;
  state.for_each_step(own->second, [&](const Tie& use, int) {
    const Node& thing = state.nodes[use.to];
    if (thing.telling == 0) return;
    state.for_each_step(use.to, [&](const Tie& other, int) {
      if (other.to == own->second) return;
      const RowId other_id = state.nodes[other.to].id;
      auto sharer = std::ranges::find(sharers, other_id, &Sharer::party_id);
      if (sharer == sharers.end()) sharer = sharers.insert(sharer, {other_id, 0});
      sharer->telling += thing.telling;
    });
  });
  return sharers;
}

RowId TradeNetwork::component_of(RowId party_id) const {
  const State& state = *state_;
  const auto node = state.node_by_id.find(party_id.value);
  if (node == state.node_by_id.end()) return {};
  const std::uint32_t component = state.component_of[node->second];
  return component == kNone ? RowId{} : state.nodes[state.members[component].front()].id;
}

}  // namespace chokepoint::network
