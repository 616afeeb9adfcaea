#include "goods/declaration_fit.h"

#include <gtest/gtest.h>

#include <fstream>

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

std::string kinds_of(const DeclarationFit& fit, const Item& item, std::uint64_t consignor = 0) {
  std::vector<FitFinding> findings;
  fit.judge({}, item, consignor, findings);
  std::string kinds;
  for (const FitFinding& finding : findings) {
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
    fit.learn_item(item_of("610910", "cotton shirt", 20 * rng.log_normal(1, 0.3), 1, 5), 0);
  EXPECT_EQ(kinds_of(fit, item_of("610910", "cotton shirt", 2000, 1, 5)), "");  // not settled yet
  fit.settle();
  EXPECT_EQ(kinds_of(fit, item_of("610910", "cotton shirt", 2000, 1, 5)), "unit_value");
  EXPECT_EQ(kinds_of(fit, item_of("610910", "cotton shirt", 22, 1, 5)), "");
  EXPECT_EQ(kinds_of(fit, item_of("610910", "cotton shirt", 22.0 * 25, 25, 1)), "piece_mass");
}

TEST(DeclarationFitTest, AConsignorHasItsScope) {
  DeclarationFit fit;
  for (int i = 0; i < 6; ++i) fit.learn_item(item_of("610910", "cotton shirt"), 42);
  fit.settle();
  EXPECT_EQ(kinds_of(fit, item_of("293339", "powder of something"), 42), "outside_scope");
  EXPECT_EQ(kinds_of(fit, item_of("610910", "cotton shirt"), 42), "");
  EXPECT_EQ(kinds_of(fit, item_of("293339", "powder of something"), 43), "");
}

TEST(DeclarationFitTest, PiecesAreCounted) {
  Consignment consignment;
  std::vector<FitFinding> findings;
  DeclarationFit().judge_pieces(consignment, findings);
  consignment.piece_count = 1;
  consignment.scanned_count = 3;
  DeclarationFit().judge_pieces(consignment, findings);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].measure, 2);
}

// The tariff's own words: a description under its own heading fits, under a far one it does not.
TEST(DeclarationFitTest, TheTariffTeachesWordsAndCodes) {
  std::ifstream file(std::string(CHOKEPOINT_SHARED_DATA) + "/hts/hts_2025.csv");
  if (!file) GTEST_SKIP() << "no tariff at CHOKEPOINT_SHARED_DATA/hts";
  DeclarationFit fit;
  std::string heading;
  std::vector<std::pair<std::string, std::string>> lines;
  for (std::string line; std::getline(file, line);) {
    std::vector<std::string> cells;
    for (std::size_t at = 0; at < line.size() && cells.size() < 3;) {
      const std::size_t begin = line.find('"', at), end = line.find("\",\"", begin + 1);
      if (begin == std::string::npos || end == std::string::npos) break;
      cells.push_back(line.substr(begin + 1, end - begin - 1));
      at = end + 2;
    }
    if (cells.size() < 3) continue;
    std::erase(cells[0], '.');
    if (cells[0].size() >= 4) heading = cells[0].substr(0, 4);
    if (heading.empty()) continue;
    fit.learn_text(heading, cells[2]);
    if (cells[2].size() > 25) lines.emplace_back(heading, cells[2]);
  }
  fit.settle();
  std::size_t strange_at_home = 0, strange_abroad = 0;
  for (std::size_t i = 0; i < lines.size(); i += 7) {
    const std::string& other = lines[(i + lines.size() / 2) % lines.size()].first;
    strange_at_home += kinds_of(fit, item_of(lines[i].first, lines[i].second)).empty() ? 0 : 1;
    strange_abroad += kinds_of(fit, item_of(other, lines[i].second)).empty() ? 0 : 1;
  }
  const auto share = [&](std::size_t count) {
    return static_cast<double>(count) * 7 / static_cast<double>(lines.size());
  };
  fmt::print("strange under its own heading {:.3f}, under a far one {:.3f}\n",
             share(strange_at_home), share(strange_abroad));
  EXPECT_LT(share(strange_at_home), 0.15);
  EXPECT_GT(share(strange_abroad), 0.8);
}

}  // namespace
}  // namespace chokepoint::goods
