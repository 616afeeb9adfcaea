// What a person decides about parties: one decision at a time is taken, by the mentions it names.
//
// A prohibition is kept by the two mentions that were named, so it follows them through every later
// merge and split; `apart` (by party) is only its short form, for the moment when keys lead to two
// parties at once. A decision that goes against earlier ones lifts them, and its own undoing brings
// them back.
#include <algorithm>

#include "base/check.h"
#include "base/hash.h"
#include "parties/partition.h"
#include "parties/resolver_state.h"

namespace chokepoint::parties {

using records::PartyDecision;
using records::RowId;
using records::Text;

namespace {

using Number = RememberedMentions::Number;
using Numbers = std::vector<Number>;

}  // namespace

// One decision on its way through the resolver's state.
class DecisionTaker {
 public:
  using State = Resolver::State;
  using Taken = State::Taken;
  using Verdict = State::Verdict;

  DecisionTaker(State& state, const PartyDecision& decision, PartyOutput& output)
      : state_(state),
        decided_(state.decided),
        memory_(*state.decided.memory),
        decision_(decision),
        output_(output) {}

  Parting take() {
    Taken taken;
    taken.id = decision_.party_decision_id;
    taken.verdict = decision_.verdict == "same"    ? Verdict::same
                    : decision_.verdict == "apart" ? Verdict::apart
                                                   : Verdict::undo;
    taken.first = memory_.find(decision_.mention_id_1).value_or(State::kNoMention);
    taken.second = memory_.find(decision_.mention_id_2).value_or(State::kNoMention);
    own_ = decided_.taken.size();
    decided_.taken.push_back(std::move(taken));
    const Text effect = take_verdict();
    decided_.taken_by_id.emplace(decision_.party_decision_id.value, own_);
    rebuild_apart();
    tell(effect);
    std::ranges::sort(parting_.numbers);
    const auto repeated = std::ranges::unique(parting_.numbers);
    parting_.numbers.erase(repeated.begin(), repeated.end());
    return std::move(parting_);
  }

 private:
  Taken& own() { return decided_.taken[own_]; }
  RowId party_of(Number number) const { return state_.current(memory_.told_party(number)); }

  Text take_verdict() {
    if (own().verdict == Verdict::undo) return undo();
    if (own().first == State::kNoMention || own().second == State::kNoMention) {
      own().is_void = true;
      return "unknown_mention";
    }
    return own().verdict == Verdict::same ? join() : keep_apart();
  }

  static bool is_in_force(const Taken& taken) {
    return !taken.is_void && !taken.is_undone && taken.lifted_by == 0;
  }

  // Earlier decisions of that verdict, not undone, on mentions that both are `a`'s or `b`'s.
  void lift(Verdict verdict, RowId a, RowId b, bool across) {
    for (std::size_t i = 0; i < own_; ++i) {
      Taken& earlier = decided_.taken[i];
      if (earlier.verdict != verdict || earlier.is_void || earlier.is_undone) continue;
      const RowId first = party_of(earlier.first);
      const RowId second = party_of(earlier.second);
      const bool between = (first == a || first == b) && (second == a || second == b);
      if (!between || (across && first == second)) continue;
      own().lifts.push_back(i);
      ++earlier.lifted_by;
    }
  }

  Text join() {
    const RowId first = party_of(own().first);
    const RowId second = party_of(own().second);
    lift(Verdict::apart, first, second, false);
    if (first == second) return "one_already";
    own().regrouped = true;
    own().first_side = decided_.members[first.value];
    own().second_side = decided_.members[second.value];
    merge(first, second, own().first);
    return "merged";
  }

  Text keep_apart() {
    const RowId party = party_of(own().first);
    const bool is_one = party == party_of(own().second);
    if (is_one) {
      own().regrouped = true;
      split(party, sides_of(party, {own().first}, {own().second}));
    }
    lift(Verdict::same, party_of(own().first), party_of(own().second), true);
    return is_one ? "split" : "apart_already";
  }

  Text undo() {
    const auto found =
        decided_.taken_by_id.find(records::make_party_decision_id(decision_.undoes).value);
    if (found == decided_.taken_by_id.end()) return refuse_undo();
    Taken& target = decided_.taken[found->second];
    if (target.is_undone || target.is_void || target.verdict == Verdict::undo) return refuse_undo();
    target.is_undone = true;
    for (const std::size_t lifted : target.lifts) --decided_.taken[lifted].lifted_by;
    return target.verdict == Verdict::same ? undo_same(target) : undo_apart(target);
  }

  Text refuse_undo() {
    own().is_void = true;
    return "nothing_to_undo";
  }

  // Back to what each side was, unless another decision makes them one too: then that one's undoing
  // will part them.
  Text undo_same(const Taken& target) {
    const RowId party = party_of(target.first);
    if (!target.regrouped || party != party_of(target.second)) return "lifted";
    const Numbers& members = sorted_members(party);
    const Numbers first = still_in(members, target.first_side);
    const Numbers second = still_in(members, target.second_side);
    if (first.empty() || second.empty()) return "lifted";
    const std::vector<Side> sides = sides_of(party, first, second);
    const auto side_of = [&](Number number) {
      return sides[static_cast<std::size_t>(std::ranges::lower_bound(members, number) -
                                            members.begin())];
    };
    for (std::size_t i = 0; i < own_; ++i) {
      Taken& other = decided_.taken[i];
      const bool holds_together =
          other.verdict == Verdict::same && is_in_force(other) && party_of(other.first) == party &&
          party_of(other.second) == party && side_of(other.first) != side_of(other.second);
      if (!holds_together) continue;
      other.regrouped = true;
      other.first_side = target.first_side;
      other.second_side = target.second_side;
      return "lifted";
    }
    split(party, sides);
    return "split";
  }

  // What it had split becomes one again, unless another decision keeps it apart: then that one's
  // undoing will join it.
  Text undo_apart(const Taken& target) {
    const RowId first = party_of(target.first);
    const RowId second = party_of(target.second);
    if (first == second) return "lifted";
    bool rejoins = target.regrouped;
    Taken* keeps_apart = nullptr;
    for (std::size_t i = 0; i < own_; ++i) {
      Taken& other = decided_.taken[i];
      if (other.verdict == Verdict::undo || !is_in_force(other)) continue;
      const RowId a = party_of(other.first);
      const RowId b = party_of(other.second);
      if (!((a == first && b == second) || (a == second && b == first))) continue;
      if (other.verdict == Verdict::same) rejoins = true;
      if (other.verdict == Verdict::apart) keeps_apart = &other;
    }
    if (!rejoins) return "lifted";
    if (keeps_apart != nullptr) {
      keeps_apart->regrouped = true;
      return "lifted";
    }
    merge(first, second, target.first);
    return "merged";
  }

  void merge(RowId first, RowId second, Number shown_by) {
    state_.merge(
        first, second,
        {memory_.mention_id(shown_by), "decision", decision_.known_at, decision_.party_decision_id},
        output_);
  }

  Numbers& sorted_members(RowId party) {
    Numbers& members = decided_.members[party.value];
    std::ranges::sort(members);
    return members;
  }

  static Numbers still_in(const Numbers& members, Numbers side) {
    std::erase_if(side,
                  [&](Number number) { return !std::ranges::binary_search(members, number); });
    return side;
  }

  // By the members of the party in their order.
  std::vector<Side> sides_of(RowId party, const Numbers& first, const Numbers& second) {
    const Numbers& members = sorted_members(party);
    const auto position = [&](Number number) {
      return static_cast<std::uint32_t>(std::ranges::lower_bound(members, number) -
                                        members.begin());
    };
    PartitionInput input;
    input.keys.resize(members.size());
    input.contacts.resize(members.size());
    for (std::size_t i = 0; i < members.size(); ++i) {
      const MentionKeys keys = memory_.keys(members[i]);
      const OfferedKeys offered = offer_keys(keys, memory_.mention(members[i]).country);
      for (const OfferedKey& key : offered.all()) input.keys[i].push_back(key.key);
      for_each_contact(keys,
                       [&](RowId contact, bool) { input.contacts[i].push_back(contact.value); });
    }
    for (const Number number : first) input.first.push_back(position(number));
    for (const Number number : second) input.second.push_back(position(number));
    for (std::size_t i = 0; i < own_; ++i) {
      const Taken& taken = decided_.taken[i];
      const bool joins = taken.verdict == Verdict::same && is_in_force(taken) &&
                         party_of(taken.first) == party && party_of(taken.second) == party;
      if (joins) input.joined.emplace_back(position(taken.first), position(taken.second));
    }
    return partition(input);
  }

  // The side with the founding mention, the oldest, keeps the party's id.
  void split(RowId party, const std::vector<Side>& sides) {
    const Numbers members = sorted_members(party);
    Side staying = sides.front();
    if (staying == Side::neither)
      staying = *std::ranges::find_if(sides, [](Side side) { return side != Side::neither; });
    Numbers stays;
    Numbers leaves;
    for (std::size_t i = 0; i < members.size(); ++i) {
      const bool remains = sides[i] == staying || sides[i] == Side::neither;
      (remains ? stays : leaves).push_back(members[i]);
    }
    CHECK(!leaves.empty());
    const RowId oldest = memory_.mention_id(leaves.front());
    const RowId parted = records::make_row_id("party", oldest, "");
    const bool was_party = state_.parties.contains(parted.value);
    const std::vector<RowId> ids = note_parting(party, parted, members);
    output_.party_splits.push_back(
        {party, parted, was_party, oldest, decision_.party_decision_id, decision_.known_at});
    if (!was_party) found_party(parted, leaves.front());
    share_keys(party, parted, stays, leaves);
    settle(party, stays);
    settle(parted, leaves);
    share_contacts(ids, party, parted, stays, leaves);
  }

  // The ids under which the members were told.
  std::vector<RowId> note_parting(RowId party, RowId parted, const Numbers& members) {
    parting_.party_decision_id = decision_.party_decision_id;
    parting_.known_at = decision_.known_at;
    parting_.numbers.insert(parting_.numbers.end(), members.begin(), members.end());
    std::vector<RowId> ids = {party, parted};
    const auto add = [](std::vector<RowId>& all, RowId id) {
      if (std::ranges::find(all, id) == all.end()) all.push_back(id);
    };
    for (const Number number : members) add(ids, memory_.told_party(number));
    for (const RowId id : ids) add(parting_.ids, id);
    return ids;
  }

  void found_party(RowId party, Number founder) {
    const records::Mention mention = memory_.mention(founder);
    output_.parties.push_back(
        {party, mention.name, mention.country, "decision", mention.mention_id, decision_.known_at});
  }

  // A key that the leaving side alone offers leads to it from now on; one of both stays where it
  // was, and is contested. Before the ids are settled: what led to the party is asked.
  void share_keys(RowId party, RowId parted, const Numbers& stays, const Numbers& leaves) {
    absl::flat_hash_map<std::uint64_t, bool> is_staying;
    const auto offered_by = [&](const Numbers& side, const auto& visit) {
      for (const Number number : side) {
        const OfferedKeys offered =
            offer_keys(memory_.keys(number), memory_.mention(number).country);
        for (const OfferedKey& key : offered.all()) visit(key.key);
        state_.forget_hints(memory_.keys(number), memory_.mention(number).country);
      }
    };
    const auto lead_to = [&](std::uint64_t key, RowId side) {
      RowId& leads = state_.party_by_key.at(key);
      if (state_.current(leads) == party) leads = side;
    };
    offered_by(stays, [&](std::uint64_t key) {
      is_staying.emplace(key, true);
      lead_to(key, party);
    });
    offered_by(leaves, [&](std::uint64_t key) {
      if (is_staying.contains(key))
        decided_.contested.insert(key);
      else
        lead_to(key, parted);
    });
  }

  // Makes a side a party of its own: who it is, and who stands in it.
  void settle(RowId party, const Numbers& side) {
    decided_.members[party.value] = side;
    decided_.more_identifiers.erase(party.value);
    State::PartyState& state = state_.parties[party.value];
    const MentionKeys founder = memory_.keys(side.front());
    state = {side.front(),      {},   founder.written_name, founder.is_organisation,
             founder.is_masked, false};
    for (const Number number : side) {
      state.has_place |= static_cast<bool>(memory_.place_id(number));
      const RowId identifier = identifier_of(memory_.keys(number));
      if (!state.identifier) state.identifier = identifier;
      if (!state_.may_be_one(party, state, identifier))
        decided_.more_identifiers[party.value].push_back(identifier);
      // An id that was merged stands for the party of the mention that founded it.
      const RowId founded = records::make_row_id("party", memory_.mention_id(number), "");
      if (founded == party)
        state_.merged_into.erase(founded.value);
      else if (state_.parties.contains(founded.value))
        state_.merged_into[founded.value] = party;
      if (memory_.told_party(number) == party) continue;
      memory_.set_told_party(number, party);
      output_.party_mentions.push_back({memory_.mention_id(number), party, memory_.place_id(number),
                                        "decision", decision_.known_at});
    }
    decided_.counted_as[party.value] =
        records::make_row_id("counted", party, std::to_string(decision_.party_decision_id.value));
  }

  void share_contacts(std::span<const RowId> ids, RowId party, RowId parted, const Numbers& stays,
                      const Numbers& leaves) {
    absl::flat_hash_set<std::uint64_t> staying;
    absl::flat_hash_set<std::uint64_t> leaving;
    const auto note = [&](const Numbers& side, absl::flat_hash_set<std::uint64_t>& contacts) {
      for (const Number number : side) {
        for_each_contact(memory_.keys(number),
                         [&](RowId contact, bool) { contacts.insert(contact.value); });
      }
    };
    note(stays, staying);
    note(leaves, leaving);
    for (const std::uint64_t contact : staying) {
      absl::InlinedVector<RowId, 2> users = {party};
      if (leaving.contains(contact)) users.push_back(parted);
      state_.neighbours.part(RowId{contact}, ids, users);
    }
    for (const std::uint64_t contact : leaving) {
      if (!staying.contains(contact))
        state_.neighbours.part(RowId{contact}, ids, std::array{parted});
    }
  }

  // A prohibition that an undoing has brought back may find its two mentions in one party.
  void rebuild_apart() {
    decided_.apart.clear();
    for (std::size_t i = 0; i <= own_; ++i) {
      const Taken& taken = decided_.taken[i];
      if (taken.verdict != Verdict::apart || !is_in_force(taken)) continue;
      const RowId first = party_of(taken.first);
      if (first == party_of(taken.second))
        split(first, sides_of(first, {taken.first}, {taken.second}));
    }
    for (const Taken& taken : decided_.taken) {
      if (taken.verdict != Verdict::apart || !is_in_force(taken)) continue;
      const RowId first = party_of(taken.first);
      const RowId second = party_of(taken.second);
      CHECK(first != second);
      decided_.apart[first.value].push_back(second);
      decided_.apart[second.value].push_back(first);
    }
  }

  // What this decision came to, and which others it has changed.
  void tell(Text effect) {
    for (std::size_t i = 0; i <= own_; ++i) {
      Taken& taken = decided_.taken[i];
      const bool in_force = is_in_force(taken);
      const bool has_changed = std::exchange(taken.told_in_force, in_force) != in_force;
      if (i != own_ && !has_changed) continue;
      const Text change = i == own_         ? effect
                          : taken.is_undone ? "undone"
                          : in_force        ? "restored"
                                            : "lifted";
      output_.decision_effects.push_back(
          {taken.id, change, in_force, decision_.party_decision_id, decision_.known_at});
    }
  }

  State& state_;
  State::Decided& decided_;
  RememberedMentions& memory_;
  const PartyDecision& decision_;
  PartyOutput& output_;
  std::size_t own_ = 0;
  Parting parting_;
};

Parting Resolver::advance(const PartyDecision& decision, PartyOutput& output) {
  CHECK(state_->decided.memory.has_value());
  return DecisionTaker(*state_, decision, output).take();
}

}  // namespace chokepoint::parties
