#include "signals/facts.h"

#include <algorithm>
#include <cmath>

#include "base/data_files.h"
#include "text/name_key.h"
#include "text/normal_form.h"

namespace chokepoint::signals {

using network::RowReference;
using records::kUnknown;
using records::Text;

namespace {

constexpr std::array<Text, kFactCount> kNames = {
    "value_usd",      "gross_mass_kg",     "value_per_kg",      "piece_count",
    "item_count",     "account_age_days",  "first_together",    "new_consignor",
    "new_consignee",  "sensitive_goods",   "missing_papers",    "listed_steps",
    "failed_checks",  "masked_name",       "placeholder_name",  "vague_text",
    "hs_digits",      "payer_differs",     "holder_differs",    "ip_country_differs",
    "scanned_excess", "text_against_code", "unit_value_misfit", "piece_mass_misfit",
    "outside_scope",  "shared_place",      "reborn_silent_days"};

// The kind of declaration finding behind a fact.
constexpr std::array<std::pair<Fact, Text>, 4> kMisfits = {
    {{Fact::text_against_code, "text_against_code"},
     {Fact::unit_value_misfit, "unit_value"},
     {Fact::piece_mass_misfit, "piece_mass"},
     {Fact::outside_scope, "outside_scope"}}};

double as_number(bool claim) {
  return claim ? 1.0 : 0.0;
}

double count_parts(Text list) {
  return list.empty() ? 0.0 : 1.0 + static_cast<double>(std::ranges::count(list, ';'));
}

bool is_missing(const screening::Paper& paper) {
  return paper.state == "missing" || paper.state == "expired" || paper.state == "exhausted";
}

double highest_confidence(std::span<const goods::GoodsFinding> findings) {
  double highest = 0;
  for (const goods::GoodsFinding& finding : findings) {
    if (finding.status == "in_force")
      highest = std::max(highest, static_cast<double>(finding.confidence));
  }
  return highest;
}

// 1 when `name` is somebody else than the participant; unknown when either is not stated.
double differs(Text name, const Participant& participant) {
  if (name.empty() || !participant || participant.resolved->keys.name_key == 0) return kUnknown;
  const text::NameKey key = text::name_key(name, participant.mention->country);
  if (key.key == 0 || key.is_masked || key.is_placeholder) return kUnknown;
  return as_number(key.key != participant.resolved->keys.name_key);
}

double any_participant(const Subject& subject, bool parties::MentionKeys::* claim) {
  for (const Participant& participant : {subject.consignor, subject.consignee}) {
    if (participant && participant.resolved->keys.*claim) return 1.0;
  }
  return 0.0;
}

double is_new(const Participant& participant) {
  if (!participant || !participant.resolved->party_id) return kUnknown;
  return as_number(participant.resolved->is_new_party);
}

double all_vague(const Subject& subject, const StockPhrases& phrases) {
  if (subject.items.empty()) return kUnknown;
  return as_number(std::ranges::all_of(subject.items, [&](const records::Item& item) {
    return phrases.is_vague(item.description);
  }));
}

}  // namespace

Text name(Fact fact) {
  return kNames[static_cast<std::size_t>(fact)];
}

std::optional<Fact> misfit_of(Text declaration_kind) {
  const auto found = std::ranges::find(kMisfits, declaration_kind, &std::pair<Fact, Text>::second);
  if (found == kMisfits.end()) return std::nullopt;
  return found->first;
}

std::optional<Fact> find_fact(Text name) {
  const auto found = std::ranges::find(kNames, name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<Fact>(found - kNames.begin());
}

Expected<StockPhrases> StockPhrases::load() {
  TRY_ASSIGN(const std::string file, base::read_data_file("signals/stock_phrases.txt"));
  StockPhrases phrases;
  std::size_t begin = 0;
  while (begin < file.size()) {
    const std::size_t end = std::min(file.find('\n', begin), file.size());
    const std::string_view line = std::string_view(file).substr(begin, end - begin);
    if (!line.empty() && line.front() != '#') phrases.phrases_.push_back(text::fold(line));
    begin = end + 1;
  }
  std::ranges::sort(phrases.phrases_);
  return phrases;
}

bool StockPhrases::is_vague(Text description) const {
  const std::string folded = text::fold(description);
  const auto letters =
      std::ranges::count_if(folded, [](unsigned char c) { return c >= 'a' || c >= 0x80; });
  return letters < 3 || std::ranges::binary_search(phrases_, folded);
}

Facts read_facts(const Subject& subject, const StockPhrases& phrases) {
  const records::Consignment& consignment = *subject.consignment;
  Facts facts;
  auto set = [&](Fact fact, double value) { facts[static_cast<std::size_t>(fact)] = value; };
  set(Fact::value_usd, consignment.value_usd);
  set(Fact::gross_mass_kg, consignment.gross_mass_kg);
  set(Fact::value_per_kg,
      consignment.gross_mass_kg > 0 ? consignment.value_usd / consignment.gross_mass_kg : kUnknown);
  set(Fact::piece_count, consignment.piece_count);
  set(Fact::item_count, static_cast<double>(subject.items.size()));
  set(Fact::account_age_days, consignment.account_opened_at.is_known()
                                  ? static_cast<double>(consignment.happened_at.micros -
                                                        consignment.account_opened_at.micros) /
                                        static_cast<double>(records::kMicrosPerDay)
                                  : kUnknown);
  const bool both = subject.consignor && subject.consignee;
  set(Fact::first_together, both ? as_number(subject.first_together) : kUnknown);
  set(Fact::new_consignor, is_new(subject.consignor));
  set(Fact::new_consignee, is_new(subject.consignee));
  set(Fact::sensitive_goods, highest_confidence(subject.findings));
  set(Fact::missing_papers, static_cast<double>(std::ranges::count_if(subject.papers, is_missing)));
  set(Fact::listed_steps, subject.listed ? subject.listed->steps : kUnknown);
  set(Fact::shared_place, subject.consignee && subject.consignee.resolved->keys.place_id
                              ? as_number(parties::is_shared(subject.consignee_place_use))
                              : kUnknown);
  set(Fact::reborn_silent_days,
      subject.succession == nullptr ? kUnknown : subject.succession->silent_days);
  double failed = count_parts(consignment.failed_checks);
  for (const records::Item& item : subject.items) failed += count_parts(item.failed_checks);
  for (const Participant& participant : {subject.consignor, subject.consignee}) {
    if (participant) failed += count_parts(participant.mention->failed_checks);
  }
  set(Fact::failed_checks, failed);
  set(Fact::masked_name, any_participant(subject, &parties::MentionKeys::is_masked));
  set(Fact::placeholder_name, any_participant(subject, &parties::MentionKeys::is_placeholder));
  set(Fact::vague_text, all_vague(subject, phrases));
  std::size_t digits = 0;
  for (const records::Item& item : subject.items) digits = std::max(digits, item.hs_code.size());
  set(Fact::hs_digits, static_cast<double>(digits));
  set(Fact::payer_differs, differs(consignment.payer, subject.consignee));
  set(Fact::holder_differs, differs(consignment.account_holder, subject.consignor));
  set(Fact::ip_country_differs,
      consignment.ip_country.empty() || !subject.consignor ||
              subject.consignor.mention->country.empty()
          ? kUnknown
          : as_number(consignment.ip_country != subject.consignor.mention->country));
  set(Fact::scanned_excess, consignment.scanned_count - consignment.piece_count);
  for (const auto& [fact, kind] : kMisfits) {
    set(fact,
        as_number(std::ranges::find(subject.declarations, kind, &goods::DeclarationFinding::kind) !=
                  subject.declarations.end()));
  }
  return facts;
}

std::vector<RowReference> rows_behind(Fact fact, const Subject& subject) {
  std::vector<RowReference> rows;
  switch (fact) {
    case Fact::sensitive_goods:
      for (const goods::GoodsFinding& finding : subject.findings)
        rows.push_back({"goods_finding", finding.finding_id});
      break;
    case Fact::missing_papers:
      for (const screening::Paper& paper : subject.papers) {
        if (is_missing(paper)) rows.push_back({"paper", paper.paper_id});
      }
      break;
    case Fact::listed_steps:
      if (subject.listed) rows = subject.listed->evidence;
      break;
    case Fact::reborn_silent_days:
      if (subject.succession == nullptr) break;
      rows.push_back({subject.succession->record_kind, subject.succession->record_id});
      rows.push_back({"party", subject.succession->predecessor_id});
      break;
    case Fact::vague_text:
    case Fact::hs_digits:
      for (const records::Item& item : subject.items) rows.push_back({"item", item.item_row_id});
      break;
    case Fact::masked_name:
    case Fact::placeholder_name:
      for (const Participant& participant : {subject.consignor, subject.consignee}) {
        if (participant) rows.push_back({"mention", participant.mention->mention_id});
      }
      break;
    case Fact::text_against_code:
    case Fact::unit_value_misfit:
    case Fact::piece_mass_misfit:
    case Fact::outside_scope:
      for (const goods::DeclarationFinding& finding : subject.declarations) {
        if (misfit_of(finding.kind) == fact)
          rows.push_back({"declaration_finding", finding.declaration_finding_id});
      }
      break;
    default: break;  // the consignment's own row says it
  }
  return rows;
}

}  // namespace chokepoint::signals
