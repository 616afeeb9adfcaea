#include "parties/resolver.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>

#include "base/rng.h"

namespace chokepoint::parties {
namespace {

using records::Moment;
using records::RowId;

// One mention a record, and decisions between them, in the order of the calls.
class Story {
 public:
  // The party that the mention is at first.
  RowId tell(std::uint64_t id, std::string_view name, std::string_view phone,
             std::string_view identifier = {}) {
    records::Batch batch;
    records::Mention mention;
    mention.mention_id = RowId{id};
    mention.record_id = RowId{1000 + id};
    mention.record_kind = "consignment";
    mention.role = "consignee";
    mention.name = name;
    mention.country = "GB";
    mention.phone = phone;
    mention.identifier = identifier;
    mention.known_at = Moment{++now_};
    batch.mentions.push_back(mention);
    std::vector<ResolvedMention> resolved(1);
    resolved[0].keys = read_mention(mention);
    resolver_.advance(batch, {0, 1}, mention.known_at, resolved, output_);
    return resolved[0].party_id;
  }

  // What it came to.
  std::string decide(std::string_view id, std::string_view verdict, std::uint64_t first,
                     std::uint64_t second, std::string_view undoes = {}) {
    records::PartyDecision decision;
    decision.party_decision_id = records::make_party_decision_id(id);
    decision.verdict = verdict;
    decision.mention_id_1 = RowId{first};
    decision.mention_id_2 = RowId{second};
    decision.undoes = undoes;
    decision.known_at = Moment{++now_};
    parting_ = resolver_.advance(decision, output_);
    return std::string(output_.decision_effects.back().effect);
  }
  std::string undo(std::string_view id, std::string_view undoes) {
    return decide(id, "undo", 0, 0, undoes);
  }

  RowId now(std::uint64_t id) const {
    return resolver_.party_of(*resolver_.remembered().find(RowId{id}));
  }
  const Parting& parting() const { return parting_; }
  const PartyOutput& output() const { return output_; }

 private:
  Resolver resolver_{{.awaits_decisions = true}};
  PartyOutput output_;
  Parting parting_;
  std::int64_t now_ = 0;
};

constexpr const char* kPhone = "+44 113 555 0101";
constexpr const char* kOtherPhone = "+44 148 255 5010";

TEST(ResolverTest, DifferentIdentifiersAreOneByAPersonsWordOnly) {
  Story story;
  const RowId first = story.tell(1, "Canal Works", kPhone, "GB-100-200-300");
  const RowId second = story.tell(2, "Canal Works", kPhone, "GB-400-500-600");
  ASSERT_NE(first, second);
  EXPECT_EQ(story.decide("D1", "same", 2, 1), "merged");
  EXPECT_EQ(story.now(2), first);
  EXPECT_EQ(story.tell(3, "Canal Works", kOtherPhone, "GB-400-500-600"), first);
  EXPECT_EQ(story.tell(4, "Canal Works", kOtherPhone, "GB-100-200-300"), first);
  EXPECT_NE(story.tell(5, "Canal Works", kPhone, "GB-700-800-900"), first);
  EXPECT_EQ(story.undo("U1", "D1"), "split");
  EXPECT_EQ(story.now(2), second);
  EXPECT_EQ(story.now(3), second);
  EXPECT_EQ(story.now(4), first);
}

TEST(ResolverTest, AnUndoneSplitIsOneAgainAndASecondUndoDoesNothing) {
  Story story;
  const RowId party = story.tell(1, "Jan Nowak", kPhone);
  EXPECT_EQ(story.tell(2, "Jan Nowak", kPhone), party);
  EXPECT_EQ(story.decide("D1", "apart", 1, 2), "split");
  EXPECT_EQ(story.parting().ids.size(), 2u);
  EXPECT_EQ(story.parting().numbers.size(), 2u);
  EXPECT_NE(story.now(2), party);
  EXPECT_EQ(story.undo("U1", "D1"), "merged");
  EXPECT_EQ(story.now(2), party);
  EXPECT_EQ(story.undo("U2", "D1"), "nothing_to_undo");
  EXPECT_EQ(story.undo("U3", "U1"), "nothing_to_undo");
}

TEST(ResolverTest, TheLaterOfTwoWordsCountsAndItsUndoingBringsTheEarlierBack) {
  Story story;
  story.tell(1, "Jan Nowak", kPhone);
  story.tell(2, "Jan Nowak", kPhone);
  EXPECT_EQ(story.decide("D1", "apart", 1, 2), "split");
  EXPECT_EQ(story.decide("D2", "same", 1, 2), "merged");
  EXPECT_EQ(story.now(1), story.now(2));
  EXPECT_EQ(story.undo("U1", "D2"), "split");
  EXPECT_NE(story.now(1), story.now(2));
  EXPECT_EQ(story.tell(3, "Jan Nowak", kPhone), story.now(1));
  EXPECT_NE(story.now(1), story.now(2));
}

TEST(ResolverTest, TwoWhoSaidTheSameMustBothTakeItBack) {
  Story story;
  story.tell(1, "Canal Works", kPhone);
  story.tell(2, "Bright Ocean", kOtherPhone);
  EXPECT_EQ(story.decide("D1", "same", 1, 2), "merged");
  EXPECT_EQ(story.decide("D2", "same", 2, 1), "one_already");
  EXPECT_EQ(story.undo("U1", "D1"), "lifted");
  EXPECT_EQ(story.now(1), story.now(2));
  EXPECT_EQ(story.undo("U2", "D2"), "split");
  EXPECT_NE(story.now(1), story.now(2));
}

TEST(ResolverTest, AProhibitionThatComesBackPartsWhatWasJoinedMeanwhile) {
  Story story;
  for (const std::uint64_t id : {1, 2, 3, 4}) story.tell(id, "Jan Nowak", kPhone);
  EXPECT_EQ(story.decide("D1", "apart", 1, 2), "split");
  EXPECT_EQ(story.decide("D2", "same", 1, 2), "merged");
  EXPECT_EQ(story.decide("D3", "apart", 3, 4), "split");
  story.undo("U1", "D2");
  EXPECT_NE(story.now(1), story.now(2));
  EXPECT_NE(story.now(3), story.now(4));
}

// The party of a mention by the rows alone: the latest that names it, followed through the merges
// that no split has ended.
RowId follow_rows(const PartyOutput& output, std::uint64_t mention) {
  RowId party;
  for (const PartyMention& row : output.party_mentions) {
    if (row.mention_id == RowId{mention}) party = row.party_id;
  }
  while (true) {
    std::size_t merges = 0;
    RowId into;
    for (const PartyMerge& merge : output.party_merges) {
      if (merge.merged_party_id != party) continue;
      ++merges;
      into = merge.party_id;
    }
    const auto restored = std::ranges::count_if(output.party_splits, [&](const PartySplit& split) {
      return split.new_party_id == party && split.was_party;
    });
    if (merges <= static_cast<std::size_t>(restored)) return party;
    party = into;
  }
}

struct Said {
  std::string id;
  std::uint64_t first = 0, second = 0;
  bool is_apart = false;
};

// A decision that is in force by its rows.
bool is_in_force(const PartyOutput& output, const std::string& id) {
  bool in_force = false;
  for (const DecisionEffect& effect : output.decision_effects) {
    if (effect.party_decision_id == records::make_party_decision_id(id)) in_force = effect.in_force;
  }
  return in_force;
}

TEST(ResolverTest, WhateverPeopleDecideTheRowsTellTheSame) {
  const std::array names = {"Jan Nowak", "Jan Nowac", "Canal Works"};
  const std::array phones = {kPhone, kOtherPhone, ""};
  const std::array identifiers = {"", "", "GB-100-200-300", "GB-400-500-600"};
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    base::Rng rng(seed);
    Story story;
    std::vector<Said> said;
    std::uint64_t mentions = 0;
    const auto any = [&](const auto& list) { return list[rng.below(list.size())]; };
    for (int step = 0; step < 60; ++step) {
      const std::uint64_t choice = rng.below(10);
      const std::string id = "D" + std::to_string(step);
      if (mentions < 2 || choice < 4) {
        story.tell(++mentions, any(names), any(phones), any(identifiers));
      } else if (choice < 8 || said.empty()) {
        const Said one{id, 1 + rng.below(mentions), 1 + rng.below(mentions), choice < 6};
        if (one.first == one.second) continue;
        story.decide(id, one.is_apart ? "apart" : "same", one.first, one.second);
        said.push_back(one);
      } else {
        story.undo(id, any(said).id);
      }
      for (std::uint64_t mention = 1; mention <= mentions; ++mention)
        ASSERT_EQ(story.now(mention), follow_rows(story.output(), mention)) << seed << ' ' << step;
      for (const Said& one : said) {
        if (one.is_apart && is_in_force(story.output(), one.id)) {
          ASSERT_NE(story.now(one.first), story.now(one.second)) << seed << ' ' << step;
        }
      }
    }
  }
}

TEST(ResolverTest, WhoIsNotKnownCannotBeDecidedOn) {
  Story story;
  story.tell(1, "Jan Nowak", kPhone);
  EXPECT_EQ(story.decide("D1", "same", 1, 9), "unknown_mention");
  EXPECT_EQ(story.undo("U1", "D1"), "nothing_to_undo");
  EXPECT_TRUE(story.parting().ids.empty());
}

}  // namespace
}  // namespace chokepoint::parties
