#include "goods/recognise.h"

#include <algorithm>

#include "goods/name_evidence.h"

namespace chokepoint::goods {
namespace {

constexpr float kCasField = 0.99F, kCasInText = 0.97F, kCasRepaired = 0.9F, kCasBareDigits = 0.5F;
constexpr float kTariffLine = 0.85F, kSharedTariffLine = 0.7F, kTariffSupport = 0.5F;

bool has_label_before(std::string_view text, std::size_t at) {
  const std::size_t from = at > 12 ? at - 12 : 0;
  for (std::size_t i = from; i + 3 <= at; ++i) {
    if ((text[i] | 0x20) == 'c' && (text[i + 1] | 0x20) == 'a' && (text[i + 2] | 0x20) == 's')
      return true;
  }
  return false;
}

// A field holds one number, or several with ; between.
void recognise_cas_field(const Catalogue& catalogue, std::string_view field, EvidenceState& state,
                         std::vector<Recognition>& found) {
  while (!field.empty()) {
    const std::size_t cut = std::min(field.find(';'), field.size());
    const std::string_view one = field.substr(0, cut);
    field.remove_prefix(std::min(cut + 1, field.size()));
    if (one.empty()) continue;
    const CasNumber number = read_cas(one);
    if (number.problem != CasProblem::none) {
      state.cas_problem = number.problem;
      continue;
    }
    const std::uint16_t thing = catalogue.thing_by_cas(number.digits);
    if (thing == Catalogue::kNone)
      state.has_other_cas = true;
    else
      add_recognition(found,
                      {thing, MatchedBy::cas, one, number.repaired ? kCasRepaired : kCasField});
  }
}

void recognise_cas_in_text(const Catalogue& catalogue, std::string_view text,
                           RecogniseScratch& scratch, EvidenceState& state,
                           std::vector<Recognition>& found) {
  scratch.cas_mentions.clear();
  find_cas(text, scratch.cas_mentions);
  for (const CasMention& mention : scratch.cas_mentions) {
    if (mention.number.problem != CasProblem::none) continue;
    const std::uint16_t thing = catalogue.thing_by_cas(mention.number.digits);
    if (thing == Catalogue::kNone) {
      state.has_other_cas = state.has_other_cas || mention.has_dashes;
      continue;
    }
    const bool labelled = has_label_before(text, mention.begin);
    const float confidence = mention.has_dashes
                                 ? (mention.number.repaired ? kCasRepaired : kCasInText)
                             : labelled ? kCasRepaired
                                        : kCasBareDigits;
    add_recognition(found, {thing, MatchedBy::cas,
                            text.substr(mention.begin, mention.end - mention.begin), confidence});
  }
}

void recognise_tariff(const Catalogue& catalogue, const ItemEvidence& evidence,
                      EvidenceState& state, std::vector<Recognition>& found) {
  const int edition = evidence.day_is_known ? catalogue.hs_edition_on(evidence.day) : 0;
  const std::vector<const TariffEntry*> entries = catalogue.tariff_entries(evidence.hs_code);
  std::size_t lines = 0;
  bool supports = false;
  for (const TariffEntry* entry : entries) {
    lines += entry->identifies ? 1 : 0;
    for (Recognition& known : found) {
      if (known.thing != entry->thing || known.by == MatchedBy::hs) continue;
      add_recognition(found, {entry->thing, MatchedBy::hs, evidence.hs_code, kTariffSupport});
      supports = true;
      break;
    }
  }
  if (supports) return;
  if (lines == 0) {
    state.is_residual_hs = true;
    return;
  }
  // Of the editions that have the line, the one in force counts; a line before its edition is still
  // what was declared.
  const bool in_force = std::ranges::any_of(entries, [&](const TariffEntry* entry) {
    return entry->identifies && (edition == 0 || entry->edition <= edition);
  });
  state.is_hs_of_other_edition = !in_force;
  std::vector<std::uint16_t> things;
  for (const TariffEntry* entry : entries) {
    if (entry->identifies && std::ranges::find(things, entry->thing) == things.end())
      things.push_back(entry->thing);
  }
  for (const std::uint16_t thing : things) {
    add_recognition(found, {thing, MatchedBy::hs, evidence.hs_code,
                            things.size() > 1 || !in_force ? kSharedTariffLine : kTariffLine});
  }
}

}  // namespace

std::string_view matched_by_text(MatchedBy by) {
  switch (by) {
    case MatchedBy::name: return "name";
    case MatchedBy::cas: return "cas";
    case MatchedBy::hs: return "hs";
    case MatchedBy::structure: return "structure";
    case MatchedBy::text: return "text";
  }
  return "text";
}

void add_recognition(std::vector<Recognition>& found, const Recognition& more) {
  for (Recognition& known : found) {
    if (known.thing != more.thing) continue;
    const float low = std::min(known.confidence, more.confidence),
                high = std::max(known.confidence, more.confidence);
    // The second of two kinds of evidence counts half; two spans of one kind say the same thing
    // twice.
    const float together = known.by == more.by ? high : 1 - (1 - high) * (1 - low / 2);
    if (more.confidence > known.confidence) known = more;
    known.confidence = together;
    return;
  }
  found.push_back(more);
}

EvidenceState recognise(const Catalogue& catalogue, const ItemEvidence& evidence,
                        RecogniseScratch& scratch, std::vector<Recognition>& found) {
  found.clear();
  EvidenceState state;
  if (!evidence.cas.empty()) recognise_cas_field(catalogue, evidence.cas, state, found);
  const std::string_view text = evidence.text.substr(0, kTextBytesMax);
  if (!text.empty()) recognise_cas_in_text(catalogue, text, scratch, state, found);
  const bool is_tariff_of_interest = catalogue.is_tariff_heading_of_interest(evidence.hs_code);
  const bool is_chemical = evidence.hs_code.starts_with("28") ||
                           evidence.hs_code.starts_with("29") || evidence.hs_code.starts_with("38");
  if (!text.empty()) {
    const TextSurroundings surroundings{is_chemical || !found.empty(), state.has_other_cas};
    const std::size_t by_number = found.size();
    fold_text(text, scratch.folded);
    if (scratch.folded.has_disguised_letters) {
      fold_disguised(text, scratch.folded);
      recognise_names(catalogue, text, surroundings, scratch, found);
      fold_text(text, scratch.folded);
    }
    if (found.size() == by_number) recognise_names(catalogue, text, surroundings, scratch, found);
  }
  if (is_tariff_of_interest) recognise_tariff(catalogue, evidence, state, found);
  std::ranges::stable_sort(found, [](const Recognition& a, const Recognition& b) {
    return a.confidence > b.confidence;
  });
  return state;
}

}  // namespace chokepoint::goods
