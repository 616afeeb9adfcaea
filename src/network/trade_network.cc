// Idea: nodes are parties, places and channels, numbered as they appear; ties are kept in one pool
// with two chains a node (deals with parties, uses of places and channels), the newest first.
// `near_listed` bounds from below how far a listed node lies, marked when a hit or a new tie
// brought one within two steps; a walk follows only ties that such a mark allows, so a party far
// from every list costs one look-up, and one near costs little more than the path itself.
#include "network/trade_network.h"

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>

#include <algorithm>
#include <array>
#include <deque>

#include "base/arena.h"
#include "base/check.h"
#include "base/hash.h"
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

constexpr std::uint32_t kNone = UINT32_MAX;

enum class NodeKind : std::uint8_t { party, place, channel, mark };

struct Node {
  RowId id;
  NodeKind kind = NodeKind::party;
  std::uint8_t telling = 0;  // of a channel or mark: see Sharer
  std::uint32_t newest_deal = kNone;
  std::uint32_t newest_use = kNone;
  std::uint32_t deals = 0;
  std::uint32_t uses = 0;           // for places and channels: the distinct parties that use it
  std::uint32_t first_hit = kNone;  // in State::hits
};

// Half a step is a tie to a place or channel, a whole one a deal. A mark of kAtListed is the listed
// node itself; each half step away is one less, down to 1 at two steps.
constexpr int kAtListed = 5;

struct Tie {
  std::uint32_t to = kNone;
  std::uint32_t next = kNone;
  Text record_kind;  // a string of the program, never of a batch
  RowId record_id;
};

struct StoredHit {
  Hit hit;
  std::uint32_t next = kNone;
};

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

// What a party uses or bears, and how much it tells that another party does too.
struct Used {
  RowId id;
  NodeKind kind = NodeKind::place;
  std::uint8_t telling = 0;
};

std::uint8_t telling_of(parties::ChannelKind kind) {
  if (kind == parties::ChannelKind::ip) return 0;
  return kind == parties::ChannelKind::phone ? 1 : 2;
}

Text link_kind_of(NodeKind kind) {
  if (kind == NodeKind::place) return "located_at";
  return kind == NodeKind::mark ? "advertises" : "uses";
}

// The program's own copy of a record kind's name.
Text own_name(Text record_kind) {
  static constexpr std::array<Text, 5> kNames = {"consignment", "payment", "listing", "licence",
                                                 "notification"};
  const auto found = std::ranges::find(kNames, record_kind);
  CHECK(found != kNames.end());
  return *found;
}

bool contains(std::span<const std::uint32_t> nodes, std::uint32_t node) {
  return std::ranges::find(nodes, node) != nodes.end();
}

}  // namespace

struct TradeNetwork::State {
  std::vector<Node> nodes;
  std::vector<Tie> ties;
  std::deque<StoredHit> hits;
  absl::flat_hash_map<std::uint64_t, std::uint32_t> node_by_id;
  absl::flat_hash_set<std::uint64_t> links;                      // kind, from, to
  absl::flat_hash_map<std::uint64_t, std::uint32_t> latest_hit;  // subject, entry, what met -> in
                                                                 // hits
  std::vector<std::uint8_t> near_listed;            // by node: see kAtListed; 0 is too far
  std::vector<std::uint32_t> component_of;          // by node; parties only
  std::vector<std::vector<std::uint32_t>> members;  // by component; empty when it was joined to
                                                    // another
  base::Arena arena;
  bool awaits_decisions = false;
  absl::flat_hash_map<std::uint64_t, std::vector<ListingMark>> marks;  // by listing; where
                                                                       // decisions are awaited
  using Pair = std::pair<std::uint32_t, std::uint32_t>;
  std::vector<std::vector<Pair>> pairs;  // by component: what joined it; where decisions are
                                         // awaited
  RowId telling_again;                   // the decision for which records are told again
  absl::flat_hash_map<std::uint64_t, RowId> told_again;  // link -> the id it was told again with

  std::uint32_t node_of(RowId id, NodeKind kind) {
    const auto [found, added] =
        node_by_id.try_emplace(id.value, static_cast<std::uint32_t>(nodes.size()));
    if (added) {
      nodes.push_back({id, kind});
      near_listed.push_back(0);
      component_of.push_back(kNone);
    }
    return found->second;
  }

  std::span<const ListingMark> marks_of(RowId record_id) const {
    const auto found = marks.find(record_id.value);
    return found == marks.end() ? std::span<const ListingMark>() : found->second;
  }

  // A place or channel that many use is walked through by nobody; a party with many partners not by
  // its deals.
  bool is_hub(std::uint32_t node) const {
    return nodes[node].kind != NodeKind::party && nodes[node].uses > kHubParties;
  }
  bool is_busy(std::uint32_t node) const { return nodes[node].deals > kBusyParty; }

  void add_half(std::uint32_t from, std::uint32_t to, bool is_deal, Text record_kind,
                RowId record_id) {
    Node& node = nodes[from];
    std::uint32_t& newest = is_deal ? node.newest_deal : node.newest_use;
    ties.push_back({to, newest, record_kind, record_id});
    newest = static_cast<std::uint32_t>(ties.size() - 1);
    ++(is_deal ? node.deals : node.uses);
  }

  // Calls `visit(tie, half_steps)` with the ties that may be walked from a node, at most kBusyParty
  // of each kind.
  template <class Visit>
  void for_each_step(std::uint32_t node, Visit&& visit) const {
    if (is_hub(node)) return;
    std::uint32_t left = kBusyParty;
    for (std::uint32_t tie = nodes[node].newest_use; tie != kNone && left > 0;
         tie = ties[tie].next, --left)
      visit(ties[tie], 1);
    if (is_busy(node)) return;
    for (std::uint32_t tie = nodes[node].newest_deal; tie != kNone; tie = ties[tie].next)
      visit(ties[tie], 2);
  }

  // Marks what lies within two steps of a listed node.
  void mark_near(std::uint32_t node, int mark) {
    near_listed[node] = static_cast<std::uint8_t>(mark);
    for_each_step(node, [&](const Tie& tie, int half_steps) {
      if (mark > half_steps && near_listed[tie.to] < mark - half_steps)
        mark_near(tie.to, mark - half_steps);
    });
  }

  void tie(std::uint32_t a, std::uint32_t b, Text record_kind, RowId record_id) {
    const bool is_deal = nodes[a].kind == NodeKind::party && nodes[b].kind == NodeKind::party;
    const int half_steps = is_deal ? 2 : 1;
    add_half(a, b, is_deal, record_kind, record_id);
    add_half(b, a, is_deal, record_kind, record_id);
    const auto spread = [&](std::uint32_t from, std::uint32_t to) {
      const int mark = near_listed[from] - half_steps;
      const bool may_pass = !is_hub(from) && !(is_deal && is_busy(from));
      if (may_pass && mark > near_listed[to]) mark_near(to, mark);
    };
    spread(a, b);
    spread(b, a);
  }

  // Adds a link once; true when it is new.
  bool add_link(Text kind, RowId from, RowId to, Text record_kind, RowId record_id,
                Moment happened_at, Moment known_at, NetworkOutput& output) {
    const std::uint64_t key = link_key(kind, from, to);
    if (!links.insert(key).second) return false;
    RowId id{key == 0 ? 1 : key};
    if (telling_again) {
      id = records::make_row_id("link", RowId{base::mix(key, telling_again.value)}, "");
      told_again[key] = id;
    }
    output.links.push_back({id, kind, from, to, record_kind, record_id, happened_at, known_at});
    return true;
  }

  static std::uint64_t link_key(Text kind, RowId from, RowId to) {
    return base::mix(base::mix(from.value, to.value), base::hash_bytes(kind));
  }

  void put_in_component(std::uint32_t node, std::uint32_t component, Moment known_at,
                        NetworkOutput& output) {
    component_of[node] = component;
    members[component].push_back(node);
    output.components.push_back({nodes[node].id, nodes[members[component].front()].id, known_at});
  }

  void join_components(std::uint32_t a, std::uint32_t b, Moment known_at, NetworkOutput& output) {
    unite_components(a, b, known_at, output);
    if (awaits_decisions) pairs[component_of[a]].emplace_back(a, b);
  }

  // The older component takes in the younger one; only those who move get a row.
  void unite_components(std::uint32_t a, std::uint32_t b, Moment known_at, NetworkOutput& output) {
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

  std::uint32_t open_component() {
    members.emplace_back();
    if (awaits_decisions) pairs.emplace_back();
    return static_cast<std::uint32_t>(members.size() - 1);
  }

  // A party uses a place or a channel, or bears a mark. Few users of one contact or mark stand in
  // one component.
  void add_use(std::uint32_t party, const Used& used, Text record_kind, RowId record_id,
               Moment happened_at, Moment known_at, NetworkOutput& output) {
    if (!add_link(link_kind_of(used.kind), nodes[party].id, used.id, record_kind, record_id,
                  happened_at, known_at, output))
      return;
    const std::uint32_t node = node_of(used.id, used.kind);
    nodes[node].telling = used.telling;
    tie(party, node, record_kind, record_id);
    if (used.kind == NodeKind::place) return;
    for_each_step(node, [&](const Tie& other, int) {
      if (other.to != party) join_components(party, other.to, known_at, output);
    });
  }

  // Forgetting a party: its ties from both ends, its hits, its place in a component.
  void forget(std::span<const std::uint32_t> forgotten, const parties::Parting& parting,
              NetworkOutput& output) {
    std::vector<std::uint32_t> reopened;
    for (const std::uint32_t node : forgotten) {
      for (const bool is_deal : {false, true}) {
        Node& party = nodes[node];
        for (std::uint32_t tie = is_deal ? party.newest_deal : party.newest_use; tie != kNone;
             tie = ties[tie].next) {
          const std::uint32_t other = ties[tie].to;
          withdraw_links(node, other, parting, output);
          if (!contains(forgotten, other) && cut(other, node, is_deal)) reopened.push_back(other);
        }
        (is_deal ? party.newest_deal : party.newest_use) = kNone;
        (is_deal ? party.deals : party.uses) = 0;
      }
      for (std::uint32_t i = nodes[node].first_hit; i != kNone; i = hits[i].next)
        latest_hit.erase(hit_key(hits[i].hit));
      nodes[node].first_hit = kNone;
    }
    for (const std::uint32_t node : reopened) spread_around(node);
    rebuild_components(forgotten, parting.known_at, output);
  }

  void withdraw_links(std::uint32_t party, std::uint32_t other, const parties::Parting& parting,
                      NetworkOutput& output) {
    const RowId a = nodes[party].id;
    const RowId b = nodes[other].id;
    for (const Text kind : {"located_at", "uses", "advertises", "ships_to", "pays", "same_as"}) {
      for (const std::uint64_t key : {link_key(kind, a, b), link_key(kind, b, a)}) {
        if (links.erase(key) == 0) continue;
        const auto again = told_again.find(key);
        output.link_withdrawals.push_back(
            {again == told_again.end() ? RowId{key == 0 ? 1 : key} : again->second,
             parting.party_decision_id, parting.known_at});
      }
    }
  }

  // Takes the ties to `party` out of a node's chain. True when it may be walked through again.
  bool cut(std::uint32_t node, std::uint32_t party, bool is_deal) {
    const bool was_closed = is_hub(node) || is_busy(node);
    std::uint32_t* next = is_deal ? &nodes[node].newest_deal : &nodes[node].newest_use;
    while (*next != kNone) {
      if (ties[*next].to != party) {
        next = &ties[*next].next;
        continue;
      }
      *next = ties[*next].next;
      --(is_deal ? nodes[node].deals : nodes[node].uses);
    }
    return was_closed && !is_hub(node) && !is_busy(node);
  }

  // Marks that stopped at a hub or a busy party go on where it is none any more.
  void spread_around(std::uint32_t node) {
    int mark = near_listed[node];
    for_each_step(node, [&](const Tie& tie, int half_steps) {
      mark = std::max(mark, near_listed[tie.to] - half_steps);
    });
    if (mark > 0) mark_near(node, mark);
  }

  // Components that the forgotten stood in fall apart into what the others' own contacts join.
  void rebuild_components(std::span<const std::uint32_t> forgotten, Moment known_at,
                          NetworkOutput& output) {
    std::vector<std::uint32_t> affected;
    for (const std::uint32_t node : forgotten) {
      if (component_of[node] != kNone) affected.push_back(component_of[node]);
    }
    std::ranges::sort(affected);
    const auto repeated = std::ranges::unique(affected);
    affected.erase(repeated.begin(), repeated.end());
    NetworkOutput unsaid;
    for (const std::uint32_t component : affected) {
      const std::vector<std::uint32_t> old_members = std::exchange(members[component], {});
      const std::vector<Pair> old_pairs = std::exchange(pairs[component], {});
      for (const std::uint32_t node : old_members) component_of[node] = kNone;
      for (const auto& [a, b] : old_pairs) {
        if (!contains(forgotten, a) && !contains(forgotten, b))
          join_components(a, b, known_at, unsaid);
      }
      const RowId old_id = nodes[old_members.front()].id;
      for (const std::uint32_t node : old_members) {
        if (contains(forgotten, node)) continue;
        if (component_of[node] == kNone) put_in_component(node, open_component(), known_at, unsaid);
        const RowId id = nodes[members[component_of[node]].front()].id;
        if (id != old_id) output.components.push_back({nodes[node].id, id, known_at});
      }
    }
  }

  static std::uint64_t hit_key(const Hit& hit) {
    const std::uint64_t entry =
        base::mix(base::hash_bytes(hit.list), base::hash_bytes(hit.entry_id));
    return base::mix(hit.subject_id.value, base::mix(entry, base::hash_bytes(hit.matched_by)));
  }

  const StoredHit* hit_in_force(std::uint32_t node, Moment when) const {
    for (std::uint32_t i = nodes[node].first_hit; i != kNone; i = hits[i].next) {
      if (screening::is_in_force(hits[i].hit, when)) return &hits[i];
    }
    return nullptr;
  }
};

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
  RowId from;
  RowId to;
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const RowId party = resolved[i].party_id;
    if (!party) continue;
    if (!roles.from.empty() && mentions[i].role == roles.from) from = party;
    if (!roles.to.empty() && mentions[i].role == roles.to) to = party;
    const std::uint32_t node = state.node_of(party, NodeKind::party);
    const auto use = [&](const Used& used) {
      state.add_use(node, used, kind, record_id, happened_at, known_at, output);
    };
    const MentionKeys& keys = resolved[i].keys;
    if (keys.place_id) use({keys.place_id, NodeKind::place, 0});
    for (const parties::ChannelKey& channel : keys.used_channels())
      use({channel.channel_id, NodeKind::channel, telling_of(channel.kind)});
    if (mentions[i].role != "seller") continue;
    for (const ListingMark& mark : marks) use({mark.mark_id, NodeKind::mark, 1});
  }
  if (!from || !to || from == to) return false;
  if (!state.add_link(roles.link_kind, from, to, kind, record_id, happened_at, known_at, output))
    return false;
  state.tie(state.node_of(from, NodeKind::party), state.node_of(to, NodeKind::party), kind,
            record_id);
  return true;
}

void TradeNetwork::advance(const parties::PartyMerge& merge, NetworkOutput& output) {
  State& state = *state_;
  const std::uint32_t kept = state.node_of(merge.party_id, NodeKind::party);
  const std::uint32_t merged = state.node_of(merge.merged_party_id, NodeKind::party);
  state.add_link("same_as", merge.merged_party_id, merge.party_id, "mention", merge.mention_id,
                 merge.known_at, merge.known_at, output);
  state.tie(merged, kept, "mention", merge.mention_id);
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
  if (!added) {
    state.hits[found->second].hit = kept;
    return;
  }
  state.hits.push_back({kept, state.nodes[node].first_hit});
  state.nodes[node].first_hit = found->second;
  state.mark_near(node, kAtListed);
}

void TradeNetwork::part(const parties::Parting& parting,
                        const parties::RememberedMentions& mentions, NetworkOutput& output) {
  State& state = *state_;
  CHECK(state.awaits_decisions);
  std::vector<std::uint32_t> forgotten;
  forgotten.reserve(parting.ids.size());
  for (const RowId id : parting.ids) forgotten.push_back(state.node_of(id, NodeKind::party));
  state.forget(forgotten, parting, output);
  state.telling_again = parting.party_decision_id;
  std::uint32_t told_until = 0;  // records told, as far as their mentions' numbers go
  for (const std::uint32_t number : parting.numbers) {
    if (number < told_until) continue;
    const records::Range record = mentions.on_its_record(number);
    std::vector<Mention> on_record;
    std::vector<ResolvedMention> resolved;
    for (std::uint32_t i = record.begin; i < record.end; ++i) {
      on_record.push_back(mentions.mention(i));
      resolved.push_back({mentions.keys(i), mentions.told_party(i), {}, false});
    }
    const RowId record_id = mentions.record_id(number);
    advance(on_record.front().record_kind, record_id, mentions.happened_at(number),
            parting.known_at, on_record, resolved, state.marks_of(record_id), output);
    told_until = record.end;
  }
  state.telling_again = {};
  // Who now stands alone has a row that says so.
  for (const std::uint32_t number : parting.numbers) {
    const std::uint32_t node = state.node_of(mentions.told_party(number), NodeKind::party);
    if (state.component_of[node] == kNone)
      state.put_in_component(node, state.open_component(), parting.known_at, output);
  }
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
      if (const StoredHit* stored = state.hit_in_force(node, when)) {
        ListedPath path{(distance + 1) / 2, stored->hit, {}};
        for (std::size_t i = index; visits[i].by != nullptr; i = visits[i].from) {
          path.evidence.insert(path.evidence.begin(),
                               {visits[i].by->record_kind, visits[i].by->record_id});
        }
        path.evidence.push_back({"hit", stored->hit.hit_id});
        return path;
      }
      state.for_each_step(node, [&](const Tie& tie, int half_steps) {
        const int mark = state.near_listed[tie.to];
        const int reached = distance + half_steps;
        if (mark == 0 || reached + kAtListed - mark > limit) return;
        at_distance[static_cast<std::size_t>(reached)].push_back(visits.size());
        visits.push_back({tie.to, index, &tie});
      });
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
