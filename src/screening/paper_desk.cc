#include "screening/paper_desk.h"

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>

#include <algorithm>
#include <optional>
#include <string>

#include "base/arena.h"
#include "base/hash.h"
#include "text/normal_form.h"

namespace chokepoint::screening {

using goods::GoodsFinding;
using records::Moment;
using records::RowId;
using records::Text;

namespace {

// A licence or a notification in the register.
struct Held {
  RowId row_id;
  Text kind;       // registration, licence, import, export, end_use, pre_export
  Text substance;  // folded
  Text cas;
  Text hs_code;
  Moment valid_from;
  Moment valid_to;
  double remaining_kg = records::kUnknown;  // unknown: no limit is stated
};

Text paper_kind(Text held_kind) {
  if (held_kind == "import") return "import_permit";
  if (held_kind == "export") return "export_permit";
  if (held_kind == "pre_export") return "pre_export_notification";
  return held_kind;  // registration, licence
}

bool names_the_same(const Held& held, const GoodsFinding& finding) {
  if (!held.cas.empty() && !finding.cas.empty()) return held.cas == finding.cas;
  if (held.substance.empty()) return false;
  return held.substance == text::fold(finding.substance_name) ||
         held.substance == text::fold(finding.matched_text);
}

bool covers(const Held& held, const GoodsFinding& finding, Text item_hs, Text paper) {
  if (paper_kind(held.kind) != paper) return false;
  if (names_the_same(held, finding)) return true;
  const bool by_code = held.substance.empty() && held.cas.empty() && held.hs_code.size() >= 6;
  return by_code && item_hs.starts_with(held.hs_code.substr(0, 6));
}

constexpr Text kAnyCountry = "*";

std::uint64_t register_key(Text country, Text kind) {
  return base::hash_bytes(kind, base::hash_bytes(country));
}

}  // namespace

struct PaperDesk::State {
  absl::flat_hash_map<std::uint64_t, std::vector<Held>> by_party;
  absl::flat_hash_set<std::uint64_t> registers;  // which authority's papers of which kind we are
                                                 // told of
  base::Arena arena;

  void add(RowId party, const Held& held) {
    if (party) by_party[party.value].push_back(held);
  }

  void add_once(RowId party, const Held& held) {
    const auto& papers = by_party[party.value];
    if (std::ranges::find(papers, held.row_id, &Held::row_id) == papers.end()) add(party, held);
  }

  void note_register(Text country, Text kind) {
    registers.insert(register_key(country, kind));
    registers.insert(register_key(kAnyCountry, kind));
  }

  // Papers of UN and EU are kept by the states.
  bool is_told_of(Text regime, Text kind) const {
    const bool by_states = regime == "UN" || regime == "EU";
    return registers.contains(register_key(by_states ? kAnyCountry : regime, kind)) ||
           registers.contains(register_key({}, kind));
  }

  // The state of one paper; the best of what the parties hold.
  Paper look_up(const GoodsFinding& finding, const records::Item& item, Text kind, Moment when,
                std::span<const RowId> parties) {
    Paper paper;
    paper.state = is_told_of(finding.regime, kind) ? "missing" : "unknown";
    for (const RowId party : parties) {
      const auto found = by_party.find(party.value);
      if (found == by_party.end()) continue;
      for (Held& held : found->second) {
        if (!covers(held, finding, item.hs_code, kind)) continue;
        const bool valid = (!held.valid_from.is_known() || held.valid_from <= when) &&
                           (!held.valid_to.is_known() || when < held.valid_to);
        if (!valid) {
          if (paper.state != "exhausted") {
            paper.state = "expired";
            paper.held_row_id = held.row_id;
          }
          continue;
        }
        const double mass_kg = records::is_known(item.net_mass_kg) ? item.net_mass_kg : 0.0;
        if (records::is_known(held.remaining_kg) && held.remaining_kg < mass_kg) {
          paper.state = "exhausted";
          paper.held_row_id = held.row_id;
          continue;
        }
        held.remaining_kg -= mass_kg;
        paper.state = "held";
        paper.held_row_id = held.row_id;
        paper.remaining_kg = held.remaining_kg;
        return paper;
      }
    }
    return paper;
  }
};

PaperDesk::PaperDesk() : state_(std::make_unique<State>()) {}
PaperDesk::PaperDesk(PaperDesk&&) noexcept = default;
PaperDesk& PaperDesk::operator=(PaperDesk&&) noexcept = default;
PaperDesk::~PaperDesk() = default;

void PaperDesk::advance(const records::Licence& licence, RowId holder_party) {
  base::Arena& arena = state_->arena;
  state_->note_register(licence.country, paper_kind(licence.kind));
  state_->add(holder_party, {licence.licence_row_id, arena.keep(licence.kind),
                             arena.keep(text::fold(licence.substance)), arena.keep(licence.cas),
                             arena.keep(licence.hs_code), licence.valid_from, licence.valid_to,
                             licence.quantity_kg});
}

void PaperDesk::advance(const records::Notification& notification, std::span<const RowId> parties) {
  state_->note_register({}, "pre_export_notification");
  if (notification.answer == "objected" || notification.answer == "suspended") return;
  base::Arena& arena = state_->arena;
  for (const RowId party : parties) {
    state_->add(party, {notification.notification_row_id,
                        "pre_export",
                        arena.keep(text::fold(notification.substance)),
                        arena.keep(notification.cas),
                        {},
                        {},
                        {},
                        notification.quantity_kg});
  }
}

void PaperDesk::advance(const parties::PartyMerge& merge) {
  const auto found = state_->by_party.find(merge.merged_party_id.value);
  if (found == state_->by_party.end()) return;
  const std::vector<Held> papers = std::move(found->second);
  state_->by_party.erase(found);
  for (const Held& held : papers) state_->add_once(merge.party_id, held);
}

void PaperDesk::part(const parties::Parting& parting, const parties::RememberedMentions& mentions) {
  absl::flat_hash_map<std::uint64_t, Held> by_record;
  for (const RowId id : parting.ids) {
    const auto found = state_->by_party.find(id.value);
    if (found == state_->by_party.end()) continue;
    for (const Held& held : found->second) by_record.emplace(held.row_id.value, held);
    state_->by_party.erase(found);
  }
  if (by_record.empty()) return;
  for (const std::uint32_t number : parting.numbers) {
    const auto held = by_record.find(mentions.record_id(number).value);
    if (held != by_record.end()) state_->add_once(mentions.told_party(number), held->second);
  }
}

void PaperDesk::advance(const records::Consignment& consignment,
                        std::span<const GoodsFinding> findings,
                        std::span<const records::Item> items, std::span<const RowId> parties,
                        std::vector<Paper>& papers) {
  if (state_->registers.empty()) return;
  for (const GoodsFinding& finding : findings) {
    if (finding.status != "in_force") continue;
    const auto item = std::ranges::find(items, finding.item_row_id, &records::Item::item_row_id);
    if (item == items.end()) continue;
    Text kinds = finding.papers;
    while (!kinds.empty()) {
      const std::size_t end = kinds.find(';');
      const Text kind = kinds.substr(0, end);
      kinds = end == Text::npos ? Text{} : kinds.substr(end + 1);
      Paper paper = state_->look_up(finding, *item, kind, consignment.happened_at, parties);
      paper.paper_id = records::make_row_id("paper", finding.finding_id, kind);
      paper.consignment_id = consignment.consignment_id;
      paper.finding_id = finding.finding_id;
      paper.kind = kind;
      paper.known_at = consignment.known_at;
      papers.push_back(paper);
    }
  }
}

}  // namespace chokepoint::screening
