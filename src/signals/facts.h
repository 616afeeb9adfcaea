// What typologies may ask about one consignment: numbers with names, and the rows each number rests
// on.
//
// Unknown is NaN and holds no condition: missing data is never evidence. Nationality, ethnicity,
// religion and gender are not among the facts and have no way in.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "chokepoint/error.h"
#include "goods/declaration_fit.h"
#include "goods/goods_finding.h"
#include "network/trade_network.h"
#include "parties/place_kinds.h"
#include "parties/resolver.h"
#include "records/batch.h"
#include "screening/screening_rows.h"

namespace chokepoint::signals {

enum class Fact : std::uint8_t {
  value_usd,  // declared, of the whole consignment
  gross_mass_kg,
  value_per_kg,
  piece_count,
  item_count,
  account_age_days,  // at posting
  first_together,    // 1: this consignor had never shipped to this consignee
  new_consignor,     // 1: first seen here
  new_consignee,
  sensitive_goods,     // the highest confidence of a finding in force
  missing_papers,      // papers known to be missing, expired or exhausted
  listed_steps,        // 0..2 steps from a listed party, place or channel
  failed_checks,       // identifiers whose check digit is wrong
  masked_name,         // 1: a party hides behind ***
  placeholder_name,    // 1: "unknown", "customer"
  vague_text,          // 1: every description is a stock phrase or nearly empty
  hs_digits,           // of the longest code
  payer_differs,       // 1: someone else than the consignee pays
  holder_differs,      // 1: the account is not the consignor's
  ip_country_differs,  // 1: ordered from another country than the consignor's
  scanned_excess,      // scanned less declared pieces
  text_against_code,   // 1: the words of an item point to another heading than its code
  unit_value_misfit,   // 1: an item's value per kg is far from its peers'
  piece_mass_misfit,   // 1: an item's mass a piece is
  outside_scope,       // 1: an item is of a chapter that its consignor never shipped from
  shared_place,        // 1: the consignee's place is a forwarder's, a mail drop, a campus, offices,
                       // a post office or a customs facility; 0: it is none
  reborn_silent_days,  // how long the seller was silent whose identifiers a party came with
};
inline constexpr std::size_t kFactCount = static_cast<std::size_t>(Fact::reborn_silent_days) + 1;

records::Text name(Fact fact);
std::optional<Fact> find_fact(records::Text name);
// The fact that a kind of declaration finding stands behind; none of its own for vague_text.
std::optional<Fact> misfit_of(records::Text declaration_kind);

// A party of the consignment in one role; null pointers when the record names none.
struct Participant {
  const records::Mention* mention = nullptr;
  const parties::ResolvedMention* resolved = nullptr;
  records::RowId component_id;  // of the network; none while no contact ties the party to another
  explicit operator bool() const { return mention != nullptr; }
};

// One consignment with all that the earlier stages said of it.
struct Subject {
  const records::Consignment* consignment = nullptr;
  records::Moment known_at;  // all this is as of then
  std::span<const records::Item> items;
  std::span<const goods::GoodsFinding> findings;
  std::span<const goods::DeclarationFinding> declarations;
  std::span<const screening::Paper> papers;
  std::optional<network::ListedPath> listed;
  parties::PlaceUse consignee_place_use = parties::PlaceUse::unknown;
  const network::Succession* succession = nullptr;  // of either party; null for most
  Participant consignor;
  Participant consignee;
  bool first_together = false;
};

using Facts = std::array<double, kFactCount>;

// The stock phrases of data/signals/stock_phrases.txt, folded.
class StockPhrases {
 public:
  static Expected<StockPhrases> load();
  // True when nothing is said that tells what the goods are.
  bool is_vague(records::Text description) const;

 private:
  std::vector<std::string> phrases_;  // sorted
};

Facts read_facts(const Subject& subject, const StockPhrases& phrases);

// The rows behind one fact, the consignment itself aside.
std::vector<network::RowReference> rows_behind(Fact fact, const Subject& subject);

}  // namespace chokepoint::signals
