#include "goods/declaration_fit.h"

#include <gtest/gtest.h>

#include "base/rng.h"

namespace chokepoint::goods {
namespace {

using records::Consignment;
using records::Item;

Item item_of(std::string_view hs, std::string_view text, double value = records::kUnknown,
             double mass = records::kUnknown, double quantity = records::kUnknown) {
  Item item;
  item.hs_code = hs;
  item.description = text;
  item.value_usd = value;
  item.net_mass_kg = mass;
  item.quantity = quantity;
  return item;
}

void learn(DeclarationFit& fit, const Item& item, std::uint64_t consignor) {
  fit.learn(item, read_item(item, {}, false), consignor);
}

std::string kinds_of(const DeclarationFit& fit, const Item& item, std::uint64_t consignor = 0) {
  std::vector<DeclarationFinding> findings;
  base::Arena arena;
  fit.judge({}, item, read_item(item, {}, false), consignor, arena, findings);
  std::string kinds;
  for (const DeclarationFinding& finding : findings) {
    kinds += (kinds.empty() ? "" : " ") + std::string(finding.kind);
    EXPECT_FALSE(finding.says.empty());
  }
  return kinds;
}

TEST(DeclarationFitTest, NothingIsSaidWhereNothingIsKnown) {
  const DeclarationFit fit;
  EXPECT_EQ(kinds_of(fit, item_of("610910", "cotton t-shirt", 10, 1, 2), 7), "");
  EXPECT_EQ(kinds_of(fit, item_of("", "")), "");
}

TEST(DeclarationFitTest, AVagueTextBesideAPreciseCode) {
  const DeclarationFit fit;
  EXPECT_EQ(kinds_of(fit, item_of("2933399073", "gift")), "vague_text");
  EXPECT_EQ(kinds_of(fit, item_of("2933399073", "9")), "vague_text");
  EXPECT_EQ(kinds_of(fit, item_of("293339", "9")), "");
  EXPECT_EQ(kinds_of(fit, item_of("6109100012", "cotton shirts")), "");
}

TEST(DeclarationFitTest, PeersTellWhatIsStrange) {
  DeclarationFit fit;
  base::Rng rng(1);
  for (int i = 0; i < 500; ++i)
    learn(fit, item_of("610910", "cotton shirt", 20 * rng.log_normal(1, 0.3), 1, 5), 0);
  EXPECT_EQ(kinds_of(fit, item_of("610910", "cotton shirt", 2000, 1, 5)), "");  // not settled yet
  fit.open_day({1});
  EXPECT_EQ(kinds_of(fit, item_of("610910", "cotton shirt", 2000, 1, 5)), "unit_value");
  EXPECT_EQ(kinds_of(fit, item_of("610910", "cotton shirt", 22, 1, 5)), "");
  EXPECT_EQ(kinds_of(fit, item_of("610910", "cotton shirt", 22.0 * 25, 25, 1)), "piece_mass");
}

TEST(DeclarationFitTest, AConsignorHasItsScope) {
  DeclarationFit fit;
  for (int i = 0; i < 20; ++i) learn(fit, item_of("610910", "cotton shirt"), 42);
  // Another ships whatever comes: something new is nothing new.
  for (int i = 0; i < 20; ++i)
    learn(fit, item_of(i < 10 ? "610910" : std::to_string(610910 + i * 10000), "goods"), 44);
  for (int i = 0; i < 19; ++i) learn(fit, item_of("610910", "cotton shirt"), 45);
  fit.open_day({1});
  EXPECT_EQ(kinds_of(fit, item_of("293339", "powder of something"), 42), "outside_scope");
  EXPECT_EQ(kinds_of(fit, item_of("610910", "cotton shirt"), 42), "");
  EXPECT_EQ(kinds_of(fit, item_of("293339", "powder of something"), 43), "");
  EXPECT_EQ(kinds_of(fit, item_of("293339", "powder of something"), 44), "");
  EXPECT_EQ(kinds_of(fit, item_of("293339", "powder of something"), 45), "");
}

// The tariff's own words: a description under its own heading fits, under a far one it does not.
TEST(DeclarationFitTest, TheTariffIsKnownFromTheStart) {
  const auto fit = DeclarationFit::load();
  ASSERT_TRUE(fit.has_value()) << fit.error().message;
  EXPECT_EQ(kinds_of(*fit, item_of("610910", "cotton t-shirts")), "");
  EXPECT_EQ(kinds_of(*fit, item_of("293339", "knitted cotton shirts and trousers")),
            "text_against_code");
  EXPECT_EQ(kinds_of(*fit, item_of("293339", "heterocyclic compound")), "");
  EXPECT_EQ(kinds_of(*fit, item_of("851712", "wibble wobble")), "");  // words that nobody knows
}

TEST(DeclarationFitTest, TextsAreReadWhole) {
  const auto fit = DeclarationFit::load();
  ASSERT_TRUE(fit.has_value());
  std::string digits(58, '1');
  base::Arena arena;
  std::vector<DeclarationFinding> findings;
  const Item item = item_of("2933399073", digits += "\xE2\x98\x85\xE2\x98\x85");
  fit->judge({}, item, read_item(item, {}, false), 0, arena, findings);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].says.find('\xE2'), std::string_view::npos);  // no half character
}

}  // namespace
}  // namespace chokepoint::goods
