// What a decision that parts parties takes back, and telling their records again.
#include <algorithm>

#include "base/check.h"
#include "network/trade_network_state.h"

namespace chokepoint::network {

using parties::ResolvedMention;
using records::Mention;
using records::Moment;
using records::RowId;
using records::Text;

namespace {

bool contains(std::span<const std::uint32_t> nodes, std::uint32_t node) {
  return std::ranges::find(nodes, node) != nodes.end();
}

}  // namespace

void TradeNetwork::State::forget(std::span<const std::uint32_t> forgotten,
                                 const parties::Parting& parting, NetworkOutput& output) {
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

void TradeNetwork::State::withdraw_links(std::uint32_t party, std::uint32_t other,
                                         const parties::Parting& parting, NetworkOutput& output) {
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

bool TradeNetwork::State::cut(std::uint32_t node, std::uint32_t party, bool is_deal) {
  const bool was_closed = is_hub(node) || !carries_deals(node);
  std::uint32_t* next = is_deal ? &nodes[node].newest_deal : &nodes[node].newest_use;
  while (*next != kNone) {
    if (ties[*next].to != party) {
      next = &ties[*next].next;
      continue;
    }
    *next = ties[*next].next;
    --(is_deal ? nodes[node].deals : nodes[node].uses);
  }
  return was_closed && !is_hub(node) && carries_deals(node);
}

void TradeNetwork::State::spread_around(std::uint32_t node) {
  int mark = near_listed[node];
  for_each_step_on(node, [&](const Tie& tie, int half_steps) {
    mark = std::max(mark, near_listed[tie.to] - half_steps);
  });
  if (mark > 0) mark_near(node, mark);
}

void TradeNetwork::State::rebuild_components(std::span<const std::uint32_t> forgotten,
                                             Moment known_at, NetworkOutput& output) {
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

}  // namespace chokepoint::network
