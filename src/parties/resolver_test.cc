#include "parties/resolver.h"

#include <gtest/gtest.h>

#include <string>

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

TEST(ResolverTest, WhoIsNotKnownCannotBeDecidedOn) {
  Story story;
  story.tell(1, "Jan Nowak", kPhone);
  EXPECT_EQ(story.decide("D1", "same", 1, 9), "unknown_mention");
  EXPECT_EQ(story.undo("U1", "D1"), "nothing_to_undo");
  EXPECT_TRUE(story.parting().ids.empty());
}

}  // namespace
}  // namespace chokepoint::parties
