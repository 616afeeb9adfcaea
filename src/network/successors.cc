#include "network/successors.h"

#include <algorithm>
#include <array>

#include "text/normal_form.h"
#include "text/similarity.h"

namespace chokepoint::network {

using records::RowId;
using records::Text;

namespace {

constexpr std::int64_t kSilence = 30 * records::kMicrosPerDay;
constexpr std::int64_t kYoung = 90 * records::kMicrosPerDay;  // as long a party may turn out to
                                                              // succeed another
constexpr int kTelling = 2;
constexpr double kAnotherName = 0.35;       // below, two names are of two
constexpr std::ptrdiff_t kCommonBegin = 5;  // bytes: a name cut short begins as the whole one does
constexpr std::array<Text, 4> kSellingRoles = {"seller", "consignor", "payee", "exporter"};

}  // namespace

void Successors::advance(const TradeNetwork& network, RowReference record, Moment known_at,
                         bool has_new_tie, std::span<const records::Mention> mentions,
                         std::span<const parties::ResolvedMention> resolved,
                         NetworkOutput& output) {
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const RowId party_id = resolved[i].party_id;
    const bool sells = std::ranges::find(kSellingRoles, mentions[i].role) != kSellingRoles.end();
    if (!party_id || !sells) continue;
    const auto [found, is_new] = sellers_.try_emplace(party_id.value);
    Seller& seller = found->second;
    if (is_new) {
      const parties::MentionKeys& keys = resolved[i].keys;
      const Text name = keys.is_masked || keys.is_placeholder ? Text() : keys.written_name;
      seller = {known_at, known_at, arena_.keep(name), keys.is_organisation};
    }
    seller.last_seen = known_at;
    const bool is_young = known_at.micros - seller.first_seen.micros < kYoung;
    if (has_new_tie && is_young && !successions_.contains(party_id.value))
      look_for_predecessor(network, party_id, record, known_at, output);
  }
}

void Successors::look_for_predecessor(const TradeNetwork& network, RowId party_id,
                                      RowReference record, Moment known_at, NetworkOutput& output) {
  const Seller& seller = sellers_.at(party_id.value);
  Succession best;
  for (const Sharer& sharer : network.sharers_of(party_id)) {
    const auto other = sellers_.find(sharer.party_id.value);
    if (other == sellers_.end() || sharer.telling < kTelling) continue;
    const std::int64_t silent = seller.first_seen.micros - other->second.last_seen.micros;
    if (silent < kSilence || sharer.telling <= best.telling) continue;
    if (!are_named_otherwise(seller, other->second)) continue;
    best = {party_id,       sharer.party_id,
            sharer.telling, static_cast<std::int32_t>(silent / records::kMicrosPerDay),
            record.table,   record.row_id,
            known_at};
  }
  if (!best.party_id) return;
  successions_.emplace(party_id.value, best);
  output.successions.push_back(best);
}

// A name that is not known is no other name.
bool Successors::are_named_otherwise(const Seller& a, const Seller& b) {
  if (a.name.empty() || b.name.empty()) return false;
  const auto parse = [](const Seller& seller) {
    return text::parse_name(seller.name,
                            {seller.is_organisation ? Text("Organization") : Text("Person"), {}});
  };
  if (text::compare(parse(a), parse(b)).similarity >= kAnotherName) return false;
  const std::string folded_a = text::fold(a.name), folded_b = text::fold(b.name);
  const auto [end_a, end_b] = std::ranges::mismatch(folded_a, folded_b);
  return end_a - folded_a.begin() < kCommonBegin;
}

void Successors::advance(const parties::PartyMerge& merge) {
  const auto merged = sellers_.find(merge.merged_party_id.value);
  if (merged == sellers_.end()) return;
  const Seller seen = merged->second;
  sellers_.erase(merged);
  Seller& kept = sellers_.try_emplace(merge.party_id.value, seen).first->second;
  kept.first_seen = std::min(kept.first_seen, seen.first_seen);
  kept.last_seen = std::max(kept.last_seen, seen.last_seen);
}

void Successors::part(const parties::Parting& parting) {
  for (const RowId id : parting.ids) sellers_.erase(id.value);
  absl::erase_if(successions_, [&](const auto& succession) {
    const Succession& found = succession.second;
    return std::ranges::find(parting.ids, found.party_id) != parting.ids.end() ||
           std::ranges::find(parting.ids, found.predecessor_id) != parting.ids.end();
  });
}

const Succession* Successors::find(RowId party_id) const {
  const auto found = successions_.find(party_id.value);
  return found == successions_.end() ? nullptr : &found->second;
}

}  // namespace chokepoint::network
